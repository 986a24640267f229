"""What cards and objections offer to features that may not import them, entered at start-up."""

from django.urls import reverse


def register_battle_cards():
    from content.battle_cards import actions, references, term_use
    from content.battle_cards.definitions import DEFINITIONS
    from content.battle_cards.models import BattleCard, Objection
    from content.battle_cards.objections import actions as objections
    from content.battle_cards.objections import finding, panels
    from portal.shared.registry import NoticeKind, Owned, registry

    registry.notice_kinds["objection"] = NoticeKind(
        label="Battle cards and objections",
        note="Somebody disputes a claim of yours or answers your dispute; an objection that is yours, or that you "
        "heard, is new or has an answer.",
    )
    registry.definitions |= DEFINITIONS
    registry.finders.append(("Objections", finding.find_objections))
    registry.finders.append(("Battle cards", finding.find_cards))
    registry.panel("asset-list", finding.panel_for_search)
    registry.panel("asset", panels.heard_with_asset)
    registry.panel("persona", panels.said_by_persona)
    registry.refers("content.Asset", references.claims_proven)
    registry.refers("content.Asset", references.objections_proven)
    registry.term_uses += [term_use.CardTerms(), term_use.ObjectionTerms(), term_use.HearingTerms()]
    registry.owned += [
        Owned(
            "battle cards",
            BattleCard.objects.owned_by,
            lambda person: f"{reverse('content:battle-card-list')}?owner={person.pk}",
            actions.hand_over_cards,
        ),
        Owned(
            "objections",
            Objection.objects.owned_by,
            lambda person: f"{reverse('content:objection-list')}?owner={person.pk}&period=all",
            objections.hand_over_objections,
        ),
    ]
