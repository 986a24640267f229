"""Verbs that write battle cards. Each is one transaction with one history line."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from content.battle_cards import rules
from content.battle_cards.models import BattleCard, CardPoint, Claim
from content.library.models import TalkingPoint
from content.library.rules import owner_problem, point_digest, point_texts, points_problem
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.dates import today

COUNTED = ("win_when", "lose_when", "why_win")


@transaction.atomic
def create_card(values, *, actor, via="page"):
    """A new draft from {competitor, one_line, threat, meet_when, owner, points (texts)}. Raises ValidationError."""
    values = {"owner": actor} | values
    points = _checked_points(values.pop("points", []))
    _refuse_values(values)
    card = BattleCard(created_by=actor, **values)
    card.full_clean(exclude=["points"])
    card.save()
    _set_points(card, points)
    record("created", card, actor=actor, via=via)
    return card


@transaction.atomic
def change_card(card, changes, *, actor, version, via="page"):
    """Change a card's own fields, among them `points`. Raises StaleRecord or ValidationError."""
    current, changes = locked(card, version), dict(changes)
    refuse(rules.writing_problem(current.status))
    also = _point_changes(current, changes.pop("points", None))
    _refuse_values({name: value for name, value in changes.items() if getattr(current, name) != value})
    after = {name: changes.get(name, getattr(current, name)) for name in ("one_line", "meet_when")}
    refuse_glance(current, after)
    refuse_loss(current, changes)
    moved = apply_changes(current, changes, version=current.version, also=also)
    if also:
        _set_points(current, also["points"][1])
    if moved:
        record("changed", current, actor=actor, changes=moved, via=via)
    return current


@transaction.atomic
def publish_card(card, *, actor, version=None, via="page"):
    """Show a card to everybody, as verified today. Raises StaleRecord or ValidationError."""
    current = locked(card, version)
    refuse(rules.publishing_problem(current.status, completeness_of(current)))
    refuse_glance(current)
    changes = {"status": rules.PUBLISHED} | _verified(actor)
    return _move(current, "published", changes, actor=actor, via=via)


@transaction.atomic
def verify_card(card, *, actor, version=None, via="page"):
    """Say that the card is still correct; its next review counts from today. Raises StaleRecord or ValidationError."""
    current = locked(card, version)
    refuse(rules.verifying_problem(current.status))
    return _move(current, "verified", _verified(actor), actor=actor, via=via)


@transaction.atomic
def archive_card(card, *, actor, version=None, via="page"):
    """Take a card away; its competitor may then have another one. Raises StaleRecord or ValidationError."""
    current = locked(card, version)
    refuse(rules.archiving_problem(current.status))
    return _move(current, "archived", {"status": rules.ARCHIVED}, actor=actor, via=via)


@transaction.atomic
def restore_card(card, *, actor, version=None, via="page"):
    """Bring an archived card back as a draft. Raises StaleRecord or ValidationError."""
    current = locked(card, version)
    others = BattleCard.objects.live().of_competitor(current.competitor_id)
    refuse(rules.restoring_problem(current.status, others.exists()))
    return _move(current, "restored", {"status": rules.DRAFT}, actor=actor, via=via)


@transaction.atomic
def hand_over_cards(person, successor, actor):
    """Give everything that `person` owns here to `successor`; returns how many cards."""
    cards = list(BattleCard.objects.owned_by(person).for_change())
    for card in cards:
        moved = apply_changes(card, {"owner": successor}, version=None)
        record("handed over", card, actor=actor, changes=moved)
    return len(cards)


def locked(card, version=None):
    """The card as the database has it now, its row locked where the database can. May raise StaleRecord."""
    current = BattleCard.objects.for_change().get(pk=card.pk)
    check_version(current, version)
    return current


def touch(card):
    """Give a card a new version after a change of its claims: what is printed or read by API says which it is."""
    rows = BattleCard.objects.with_ids([card.pk])
    rows.update(version=F("version") + 1, updated_at=timezone.now())


def completeness_of(card, but=None):
    """What publishing asks for, as `rules.missing_to_publish` takes it. but: a claim that is not counted."""
    claims = Claim.objects.of_card(card).values_list("pk", "kind")
    kinds = {kind for pk, kind in claims if but is None or pk != but.pk}
    filled = {name: getattr(card, name) for name in ("one_line", "threat")} | {"owner": card.owner_id}
    return filled | {kind: kind in kinds for kind in COUNTED}


def refuse_glance(card, fields=None, claims=None):
    """Raise ValidationError if the first screen would have too many words. fields, claims: as they would be."""
    if claims is None:
        claims = Claim.objects.of_card(card).values_list("kind", "position", "text")
    fields = fields or {"one_line": card.one_line, "meet_when": card.meet_when}
    refuse(rules.glance_problem(rules.glance_words(fields, claims)))


def refuse_loss(card, changes, but=None):
    """A published card keeps what publishing asked of it. changes: {field: value}; but: a claim that goes."""
    before = completeness_of(card)
    after = completeness_of(card, but) | {name: changes[name] for name in before.keys() & changes.keys()}
    refuse(rules.losing_problem(card.status, before, after))


def _verified(actor):
    day = today()
    return {"verified_on": day, "verified_by": actor, "review_on": rules.next_review(day)}


def _move(current, verb, changes, *, actor, via):
    moved = apply_changes(current, changes, version=current.version)
    record(verb, current, actor=actor, changes=moved, via=via)
    return current


def _refuse_values(values):
    problems = rules.card_problems(values)
    if "owner" in values and (problem := owner_problem(values["owner"].is_active)):
        problems["owner"] = problem
    if problems:
        raise ValidationError(problems)


def _checked_points(texts):
    texts = point_texts(texts)
    if problem := points_problem(texts):
        raise ValidationError({"points": problem})
    return texts


def _point_changes(card, texts):
    """{"points": [old, new]} when the texts or their order differ, else {}; None for "not asked to change"."""
    if texts is None:
        return {}
    old, new = [link.point.text for link in CardPoint.objects.of_card(card)], _checked_points(texts)
    return {"points": [old, new]} if old != new else {}


def _set_points(card, texts):
    """Make `texts` the card's talking points, in this order; an equal text is the point that assets make too."""
    digests = {point_digest(text): text for text in texts}
    TalkingPoint.objects.bulk_create(
        [TalkingPoint(text=text, digest=digest) for digest, text in digests.items()], ignore_conflicts=True
    )
    by_digest = {point.digest: point for point in TalkingPoint.objects.with_digests(digests)}
    card.point_links.all().delete()
    CardPoint.objects.bulk_create(
        CardPoint(card=card, point=by_digest[digest], position=position)
        for position, digest in enumerate(digests)
    )
