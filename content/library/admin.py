from django.contrib import admin

from content.library.models import Asset, TalkingPoint
from portal.users.admin import ReadOnly


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
