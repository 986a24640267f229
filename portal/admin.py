"""Index for Django only: the features' own admin modules."""

from portal.activity import admin as activity
from portal.saved_views import admin as saved_views
from portal.users import admin as users

__all__ = ["activity", "saved_views", "users"]
