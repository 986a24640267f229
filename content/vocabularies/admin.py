from django.contrib import admin

from content.vocabularies.models import VOCABULARIES, TermAlias
from portal.users.admin import ReadOnly


class TermAdmin(ReadOnly):
    list_display = ["label", "slug", "position"]
    search_fields = ["label", "slug"]


admin.site.register(list(VOCABULARIES.values()), TermAdmin)


@admin.register(TermAlias)
class TermAliasAdmin(ReadOnly):
    list_display = ["label", "vocabulary", "term_id"]
    list_filter = ["vocabulary"]
    search_fields = ["label"]
