"""Verbs that write claims and disputes. Each locks the card, so that caps hold, and gives it a new version."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from content.battle_cards import rules
from content.battle_cards.actions import locked, refuse_glance, refuse_loss, touch
from content.battle_cards.models import Claim, ClaimDispute
from portal.activity.actions import record
from portal.notices.actions import tell
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.dates import today

# What people may choose to be told of; objections are the same kind.
KIND = "objection"


@transaction.atomic
def add_claim(card, values, *, actor, via="page"):
    """A new claim at the end of its kind, from {kind, text, source, …}. Raises ValidationError.

    Without dates it was seen today and is due for review in REVIEW_DAYS.
    """
    current = locked(card)
    refuse(rules.writing_problem(current.status))
    seen_on = values.get("seen_on") or today()
    values = values | {"seen_on": seen_on, "review_on": values.get("review_on") or rules.next_review(seen_on)}
    kind = values["kind"]
    others = list(Claim.objects.of_card(current).of_kind(kind).in_shown_order())
    refuse(rules.crowding_problem(kind, len(others)))
    _refuse_values(kind, values)
    claim = Claim(card=current, author=actor, position=len(others), **values)
    refuse_glance(current, claims=_shown_with(claim))
    claim.full_clean()
    claim.save()
    record("added", claim, actor=actor, via=via)
    touch(current)
    return claim


def add_intel(card, values, *, actor, via="page"):
    """What somebody heard or read about the competitor; values: {text, source, source_url, seen_on, confidence}."""
    return add_claim(card, values | {"kind": "intel"}, actor=actor, via=via)


@transaction.atomic
def change_claim(claim, changes, *, actor, version, via="page"):
    """Change a claim; its kind stays. Raises StaleRecord or ValidationError."""
    current = _locked(claim, version)
    refuse(rules.writing_problem(current.card.status))
    after = {name: changes.get(name, getattr(current, name)) for name in ("text", "us", "them")}
    _refuse_values(current.kind, after)
    refuse_glance(current.card, claims=_shown_with(current, after["text"]))
    moved = apply_changes(current, changes, version=current.version)
    if moved:
        record("changed", current, actor=actor, changes=moved, via=via)
        touch(current.card)
    return current


@transaction.atomic
def verify_claim(claim, *, actor, version=None, via="page"):
    """Say that a claim is still correct; its next review counts from today. Raises StaleRecord or ValidationError."""
    current = _locked(claim, version)
    refuse(rules.writing_problem(current.card.status))
    day = today()
    changes = {"verified_on": day, "verified_by": actor, "review_on": rules.next_review(day)}
    moved = apply_changes(current, changes, version=current.version)
    if moved:
        record("verified", current, actor=actor, changes=moved, via=via)
        touch(current.card)
    return current


@transaction.atomic
def move_claim(claim, by, *, actor, version=None, via="page"):
    """Move a claim up (-1) or down (1) among those of its kind; at the end nothing happens. May raise StaleRecord."""
    current = _locked(claim, version)
    refuse(rules.writing_problem(current.card.status))
    order = list(Claim.objects.of_card(current.card).of_kind(current.kind).in_shown_order())
    at = [one.pk for one in order].index(current.pk)
    to = min(max(at + by, 0), len(order) - 1)
    if to == at:
        return current
    order.insert(to, order.pop(at))
    moved = _renumbered(order)
    others = Claim.objects.of_card(current.card).values_list("pk", "kind", "position", "text")
    places = {one.pk: one.position for one in order}
    shown = [(kind, places.get(pk, position), text) for pk, kind, position, text in others]
    refuse_glance(current.card, claims=shown)
    Claim.objects.bulk_update(moved, ["position"])
    record("moved", current, actor=actor, changes={"place": [at + 1, to + 1]}, via=via)
    touch(current.card)
    return current


@transaction.atomic
def remove_claim(claim, *, actor, version=None, via="page"):
    """Take a claim off its card; the card's history keeps its words. Raises StaleRecord or ValidationError."""
    current = _locked(claim, version)
    refuse(rules.removing_problem(ClaimDispute.objects.of_claim(current).open().count()))
    refuse_loss(current.card, {}, but=current)
    title = rules.KINDS[current.kind].label
    record("removed a claim from", current.card, actor=actor, changes={title: [current.text, None]}, via=via)
    card, kind = current.card, current.kind
    current.delete()
    rest = list(Claim.objects.of_card(card).of_kind(kind).in_shown_order())
    # What moves up to the first screen must still be read in ten seconds.
    Claim.objects.bulk_update(_renumbered(rest), ["position"])
    refuse_glance(card)
    touch(card)


@transaction.atomic
def dispute_claim(claim, note, *, actor, via="page"):
    """Say that a claim is wrong; its owner is told. Raises ValidationError if the person disputes it already."""
    current = _locked(claim)
    disputes = ClaimDispute.objects.of_claim(current).open()
    refuse(rules.disputing_problem(disputes.by(actor).exists()))
    dispute = ClaimDispute(claim=current, person=actor, note=note)
    dispute.full_clean()
    dispute.save()
    record("disputed", current, actor=actor, changes={"note": [None, note]}, via=via)
    touch(current.card)
    owner = current.card.owner
    if owner != actor:
        sentence = f"{actor} says that a claim on your {current.card} card is wrong: {note}"
        tell([owner], KIND, sentence, current.get_absolute_url(), key=f"claim-dispute-{dispute.pk}")
    return dispute


@transaction.atomic
def close_dispute(dispute, answer, *, actor, version=None, via="page"):
    """Answer a dispute; whoever raised it is told. Raises StaleRecord or ValidationError."""
    claim = _locked(dispute.claim)
    current = ClaimDispute.objects.for_change().get(pk=dispute.pk)
    check_version(current, version)
    if problem := rules.closing_problem(bool(current.closed_at), answer):
        raise ValidationError({"answer": problem} if not current.closed_at else problem)
    changes = {"answer": answer, "closed_at": timezone.now(), "closed_by": actor}
    apply_changes(current, changes, version=current.version)
    record("answered a dispute of", claim, actor=actor, changes={"answer": [None, answer]}, via=via)
    touch(claim.card)
    if current.person != actor:
        sentence = f"{actor} answered what you said about the {claim.card} card: {answer}"
        key = f"claim-dispute-answered-{current.pk}"
        tell([current.person], KIND, sentence, claim.get_absolute_url(), key=key)
    return current


def _locked(claim, version=None):
    """The claim with its card, both as the database has them now and locked where it can. May raise StaleRecord."""
    card = locked(claim.card)
    current = Claim.objects.for_change().get(pk=claim.pk)
    check_version(current, version)
    current.card = card
    return current


def _refuse_values(kind, values):
    if problems := rules.claim_problems(kind, values):
        raise ValidationError(problems)


def _shown_with(claim, text=None):
    """(kind, position, text) of the card's claims, with this one as it would be."""
    others = Claim.objects.of_card(claim.card).values_list("pk", "kind", "position", "text")
    shown = [row[1:] for row in others if row[0] != claim.pk]
    return [*shown, (claim.kind, claim.position, claim.text if text is None else text)]


def _renumbered(claims):
    """Those of `claims` whose place is not the one they have in the list, given it."""
    moved = [claim for place, claim in enumerate(claims) if claim.position != place]
    for place, claim in enumerate(claims):
        claim.position = place
    return moved
