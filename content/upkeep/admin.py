from django.contrib import admin

from content.upkeep.models import HealthCount
from portal.users.admin import ReadOnly


@admin.register(HealthCount)
class HealthCountAdmin(ReadOnly):
    pass
