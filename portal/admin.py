"""Index for Django only: the features' own admin modules."""

from portal.activity import admin as activity
from portal.definitions import admin as definitions
from portal.notices import admin as notices
from portal.saved_views import admin as saved_views
from portal.users import admin as users

__all__ = ["activity", "definitions", "notices", "saved_views", "users"]
