"""Verbs of the field: note a use and how it went, flag, take a flag back; and the owner's answer."""

from django.db import transaction
from django.utils import timezone

from content.feedback.field import rules
from content.feedback.models import Feedback
from content.library.models import Asset
from content.library.trust.disputes import mark_disputed, mark_settled
from portal.activity.actions import record
from portal.notices.actions import tell
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.dates import today

OPEN, CLOSED = Feedback.Status


@transaction.atomic
def note_use(asset, values, *, actor, via="page"):
    """Note that `actor` used an asset today, with what is known of it: {outcome, note, page, account, stage}.

    Without a stage it is the asset's own. A use counts once a day and account, so that saying it again answers the
    same Feedback. Raises ValidationError.
    """
    asset = _locked(asset)
    refuse(rules.saying_problem(asset.status))
    account = values.get("account")
    same = Feedback.objects.uses().about(asset).by(actor).given_on_day(today()).to_account(account)
    if found := same.first():
        return change_use(found, _said(values), actor=actor, version=None, via=via)
    if not values.get("stage"):
        values = {**values, "stage": asset.stage}
    use = _new(asset, rules.USED, values, actor, status=CLOSED)
    record("used", use, actor=actor, via=via)
    return use


@transaction.atomic
def change_use(use, changes, *, actor, version, via="page"):
    """Say how a use went, to whom it was and at which stage. Raises StaleRecord or ValidationError."""
    refuse(rules.outcome_problem(use.kind))
    current = Feedback.objects.select_for_update(of=("self",)).get(pk=use.pk)
    if moved := apply_changes(current, changes, version=version):
        record("changed", current, actor=actor, changes=moved, via=via)
    return current


@transaction.atomic
def raise_flag(asset, kind, values, *, actor, via="page"):
    """Say that an asset is outdated, wrong or lacks something: {note, page, account, stage}; its owner answers.

    The same kind while one's own flag is open adds the new words to that. Raises ValidationError.
    """
    asset = _locked(asset)
    refuse(rules.saying_problem(asset.status))
    if mine := Feedback.objects.open().about(asset).by(actor).of_kind(kind).first():
        if moved := apply_changes(mine, _said(values), version=None):
            record("changed", mine, actor=actor, changes=moved, via=via)
        return mine
    flag = _new(asset, kind, values, actor, due_on=rules.due_after(today()))
    record("flagged", flag, actor=actor, via=via)
    disputed = _settle(asset)
    sentence = rules.flag_sentence(actor, kind, asset.title, flag.note, disputed)
    if asset.owner_id != actor.pk:
        tell([asset.owner], "feedback", sentence, flag.get_absolute_url(), key=f"flag-{flag.pk}")
    return flag


@transaction.atomic
def answer_flag(flag, answer, *, actor, version, via="page"):
    """Close a flag with an answer; who raised it is told. Raises StaleRecord or ValidationError."""
    flag = _close(flag, answer, "answered", actor, version, via)
    if flag.person_id != actor.pk:
        sentence = f"{actor} answered you about “{flag.asset.title}”: {answer}"
        tell([flag.person], "feedback", sentence, flag.get_absolute_url(), key=f"answer-{flag.pk}")
    return flag


@transaction.atomic
def take_back(flag, *, actor, version, via="page"):
    """Close one's own flag. Raises StaleRecord or ValidationError."""
    return _close(flag, rules.TAKEN_BACK, "took back", actor, version, via)


def _close(flag, answer, verb, actor, version, via):
    asset = _locked(flag.asset)
    current = Feedback.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    check_version(current, version)
    refuse(rules.answering_problem(current.status, answer))
    changes = {"status": CLOSED, "answer": answer, "answered_by": actor, "answered_at": timezone.now()}
    moved = apply_changes(current, changes, version=current.version)
    record(verb, current, actor=actor, changes={"answer": moved["answer"]}, via=via)
    _settle(asset)
    return current


def _locked(asset):
    """The asset's row, held until the transaction ends, so that two flags at once see each other."""
    return Asset.objects.select_for_update(of=("self",)).get(pk=asset.pk)


def _new(asset, kind, values, actor, **more):
    made = Feedback(
        asset=asset, file_version_id=asset.current_version_id, person=actor, kind=kind, **values, **more
    )
    made.full_clean()
    made.save()
    return made


def _said(values):
    """What somebody said this time; what they left empty stays as it was."""
    return {name: value for name, value in values.items() if value}


def _settle(asset):
    """Bring the asset's dispute up to its open flags; whether this made it disputed."""
    people = Feedback.objects.disputing().about(asset).people()
    if rules.is_disputed(people):
        if asset.disputed_at is None:
            mark_disputed(asset, timezone.now())
            return True
    elif asset.disputed_at:
        mark_settled(asset)
    return False
