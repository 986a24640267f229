"""Where cards and objections use an asset as proof, as the library's “Where it is used” names it."""

from functools import partial

from content.battle_cards.actions import touch
from content.battle_cards.models import BattleCard, Claim, Objection
from portal.activity.actions import record
from portal.shared.changes import apply_changes
from portal.shared.registry import Reference


def claims_proven(asset, viewer):
    """A Reference for every claim that names this asset as its proof."""
    claims = list(Claim.objects.proven_by(asset))
    seen = set(BattleCard.objects.visible_to(viewer).with_ids([one.card_id for one in claims]).ids())
    return [
        Reference(
            sentence=f"Proves a claim on the {claim.card} battle card",
            url=f"{claim.card.get_absolute_url()}#claim-{claim.pk}",
            kind="battle card",
            switch=partial(_prove_claim, claim),
            revoke=partial(_prove_claim, claim, None),
            people=(claim.card.owner,),
            is_hidden=claim.card_id not in seen,
        )
        for claim in claims
    ]


def objections_proven(asset, viewer):
    """A Reference for every objection whose answer names this asset as its proof."""
    objections = Objection.objects.visible_to(viewer).proven_by(asset).for_listing()
    return [
        Reference(
            sentence=f"Proves the answer to “{objection}”",
            url=objection.get_absolute_url(),
            kind="objection",
            switch=partial(_prove, objection),
            revoke=partial(_prove, objection, None),
            people=(objection.owner,) if objection.owner else (),
        )
        for objection in objections
    ]


def _prove_claim(claim, asset, actor):
    card = claim.card  # written claims are read anew, without their card
    _prove(claim, asset, actor)
    touch(card)


def _prove(thing, asset, actor):
    moved = apply_changes(thing, {"proof": asset}, version=None)
    record("changed", thing, actor=actor, changes=moved)
