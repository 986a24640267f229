from django.contrib import admin

from portal.definitions.models import DefinitionVersion, Signature
from portal.users.admin import ReadOnly


@admin.register(DefinitionVersion)
class DefinitionVersionAdmin(ReadOnly):
    list_display = ["key", "number", "effective_on", "author"]
    list_select_related = ["author"]


@admin.register(Signature)
class SignatureAdmin(ReadOnly):
    list_display = ["kind", "object_id", "number", "side", "person", "at"]
    list_select_related = ["person"]
