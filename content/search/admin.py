from django.contrib import admin

from content.search.models import SearchLog, Synonym
from portal.users.admin import ReadOnly


@admin.register(SearchLog, Synonym)
class SearchAdmin(ReadOnly):
    pass
