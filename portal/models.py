"""Index for Django only: our own code imports the features' modules."""

from portal.activity.models import Activity
from portal.imports.models import ImportFile, ImportRow, ImportRun
from portal.jobs.models import Schedule, WorkerSeen
from portal.saved_views.models import SavedView
from portal.users.models import ApiToken, PortalSettings, Team, User

__all__ = [
    "Activity",
    "ApiToken",
    "ImportFile",
    "ImportRow",
    "ImportRun",
    "PortalSettings",
    "SavedView",
    "Schedule",
    "Team",
    "User",
    "WorkerSeen",
]
