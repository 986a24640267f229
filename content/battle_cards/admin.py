from django.contrib import admin

from content.battle_cards.models import BattleCard, Claim, ClaimDispute, Objection
from portal.users.admin import ReadOnly


@admin.register(BattleCard)
class BattleCardAdmin(ReadOnly):
    list_select_related = ("competitor",)


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    pass


@admin.register(ClaimDispute)
class ClaimDisputeAdmin(ReadOnly):
    list_select_related = ("claim",)


@admin.register(Objection)
class ObjectionAdmin(ReadOnly):
    pass
