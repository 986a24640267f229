"""Index for Django only: our own code imports the features' modules."""

from portal.activity.models import Activity
from portal.definitions.models import DefinitionVersion, Signature
from portal.imports.models import ImportFile, ImportRow, ImportRun
from portal.jobs.models import Schedule, WorkerSeen
from portal.notices.models import ChannelMessage, Notice, NoticePreference, TeamChannel
from portal.saved_views.models import SavedView
from portal.users.models import ApiToken, PortalSettings, Team, User

__all__ = [
    "Activity",
    "ApiToken",
    "ChannelMessage",
    "DefinitionVersion",
    "ImportFile",
    "ImportRow",
    "ImportRun",
    "Notice",
    "NoticePreference",
    "PortalSettings",
    "SavedView",
    "Schedule",
    "Signature",
    "Team",
    "TeamChannel",
    "User",
    "WorkerSeen",
]
