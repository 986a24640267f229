from django.contrib import admin

from portal.saved_views.models import SavedView
from portal.users.admin import ReadOnly


@admin.register(SavedView)
class SavedViewAdmin(ReadOnly):
    list_display = ["name", "kind", "visibility", "owner"]
    list_select_related = ["owner"]
