"""Verbs that take an asset back. Each is one transaction: asset, index, history, referring places, notices."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from content.library.actions import locked, put_in_index
from content.library.models import Asset
from content.library.recall import rules
from content.library.recall.places import Uses, holders
from content.library.rules import ARCHIVED, DRAFT
from portal.activity.actions import record
from portal.notices.actions import tell
from portal.shared.changes import apply_changes, refuse

NOTICE = "recall"


def withdraw_asset(asset, *, actor, version, reason, successor=None, choices=None, via="page"):
    """Take an asset back because it is wrong: nobody gets its file any more. Returns it.

    choices: {key of a place: one of `rules.CHOICES`}; a place that is not named is left as it is. Those who have it
    are told once. Raises StaleRecord or ValidationError.
    """
    changes = {"withdrawn_at": timezone.now(), "successor": successor}
    return _take_back(asset, rules.WITHDREW, changes, reason, choices, actor=actor, version=version, via=via)


def supersede_asset(asset, *, actor, version, reason, successor, choices=None, via="page"):
    """Archive an asset because another one takes its place; its address then leads there. As `withdraw_asset`."""
    changes = {"successor": successor}
    return _take_back(
        asset, rules.SUPERSEDED, changes, reason, choices, actor=actor, version=version, via=via
    )


@transaction.atomic
def _take_back(asset, verb, changes, reason, choices, *, actor, version, via):
    current, successor = locked(asset, version), changes["successor"]
    refuse(rules.recalling_problem(current.published_on, current.is_taken_back))
    if not reason.strip():
        raise ValidationError({"reason": "Say why, for those who have it."})
    if successor and (problem := rules.successor_problem(successor.pk == current.pk, successor.status)):
        raise ValidationError({"successor": problem})
    uses = Uses(current, actor)
    concerned = {holder.person for holder in holders(current)} | uses.people | {current.owner}
    _treat(uses, choices or {}, successor, actor)
    changes |= {"status": ARCHIVED, "archived_from": DRAFT, "withdrawn_reason": reason.strip()}
    moved = apply_changes(current, changes, version=current.version)
    moved.pop("archived_from", None)
    record(verb, current, actor=actor, changes=moved, via=via)
    sentence = rules.notice_sentence(current.title, verb == rules.WITHDREW, reason, successor)
    key = f"recall/{current.pk}/{current.version}"
    tell(concerned - {actor}, NOTICE, sentence, current.get_absolute_url(), key=key)
    return put_in_index(current)


def _treat(uses, choices, successor, actor):
    """Switch, revoke or leave each place, as chosen; a place that is gone meanwhile is a refusal."""
    if choices.keys() - {place.key for place in uses.places}:
        raise ValidationError("A place that used it is gone or has changed. Look at the list again.")
    for place in uses.places:
        choice = choices.get(place.key, rules.LEAVE)
        if problem := rules.choice_problem(choice, successor, place.can_switch, place.can_revoke):
            raise ValidationError(f"{place.sentence}: {problem}")
        if choice == rules.SWITCH:
            place.reference.switch(successor, actor)
        elif choice == rules.REVOKE:
            place.reference.revoke(actor)


def succeed(old, successor, actor):
    """Let an asset that was replaced lead to another successor, or with None to none."""
    current = Asset.objects.for_reading().get(pk=old.pk)
    moved = apply_changes(current, {"successor": successor}, version=None)
    if moved:
        record("changed", current, actor=actor, changes=moved)
