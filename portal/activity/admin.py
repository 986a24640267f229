from django.contrib import admin

from portal.activity.models import Activity
from portal.users.admin import ReadOnly


@admin.register(Activity)
class ActivityAdmin(ReadOnly):
    list_display = ["at", "object_label", "kind", "verb", "actor", "via"]
    list_filter = ["kind", "verb", "via"]
    list_select_related = ["actor"]
