from django.contrib import admin

from content.calendar.models import CalendarEntry, EditorialBoard, Theme
from portal.users.admin import ReadOnly


@admin.register(CalendarEntry, EditorialBoard, Theme)
class CalendarAdmin(ReadOnly):
    pass
