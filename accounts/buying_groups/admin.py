"""Members are not registered: what sales believes about a person is for the account's own page only."""

from django.contrib import admin

from accounts.buying_groups.models import BuyingGroup, RoleRequirement
from portal.users.admin import ReadOnly


@admin.register(BuyingGroup, RoleRequirement)
class BuyingGroupAdmin(ReadOnly):
    pass
