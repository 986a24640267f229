from django.contrib import admin

from content.library.models import Approval, Asset, TalkingPoint
from portal.users.admin import ReadOnly


@admin.register(Approval)
class ApprovalAdmin(ReadOnly):
    list_display = ["asset", "status", "asked_by", "asked_at", "decided_by"]
    list_filter = ["status"]
    list_select_related = ["asset", "asked_by", "decided_by"]


@admin.register(Asset)
class AssetAdmin(ReadOnly):
    list_display = ["reference", "title", "format", "stage", "status", "owner"]
    list_filter = ["status", "audience", "stage", "format"]
    list_select_related = ["format", "stage", "owner"]
    search_fields = ["reference", "title"]


@admin.register(TalkingPoint)
class TalkingPointAdmin(ReadOnly):
    list_display = ["text", "created_at"]
    search_fields = ["text"]
