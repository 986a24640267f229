from django.contrib import admin

from portal.notices.models import ChannelMessage, Notice, TeamChannel
from portal.users.admin import ReadOnly


@admin.register(Notice)
class NoticeAdmin(ReadOnly):
    list_display = ["at", "person", "kind", "sentence", "read_at", "mailed_at"]
    list_filter = ["kind"]
    list_select_related = ["person"]


@admin.register(TeamChannel)
class TeamChannelAdmin(ReadOnly):
    list_display = ["team", "shown_address", "is_active", "last_sent_at", "last_error"]
    list_select_related = ["team"]
    exclude = ["address"]


@admin.register(ChannelMessage)
class ChannelMessageAdmin(ReadOnly):
    list_display = ["at", "channel", "sentence", "attempts", "sent_at", "next_at", "error"]
    list_select_related = ["channel__team"]
