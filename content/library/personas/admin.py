from django.contrib import admin

from content.library.personas.models import PersonaPage
from portal.users.admin import ReadOnly


@admin.register(PersonaPage)
class PersonaPageAdmin(ReadOnly):
    list_display = ["persona", "updated_at", "version"]
    list_select_related = ["persona"]
