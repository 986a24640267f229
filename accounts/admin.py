"""Index for Django only: the features' own admin modules."""

from accounts.buying_groups import admin as buying_groups
from accounts.directory import admin as directory

__all__ = ["buying_groups", "directory"]
