"""Verbs of trust: verify, ask for approval, decide. Each is one transaction with one history line."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from content.library.actions import (
    asks_approval,
    change_asset,
    completeness_values,
    create_asset,
    locked,
    move_asset,
    publish_approved,
    refuse_loss,
    verifying_problem,
    write_changes,
)
from content.library.models import Approval, AssetVersion
from content.library.rules import (
    DRAFT,
    IN_REVIEW,
    PUBLISHED,
    next_review,
    point_texts,
    points_problem,
    publishing_problem,
)
from content.library.trust import rules
from content.library.trust.proposals import changes_of, label_of, wanted
from content.library.versions.actions import keep_version, show_version
from content.vocabularies.actions import tags_named
from portal.activity.actions import record
from portal.notices.actions import tell
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.dates import today
from portal.shared.registry import problems_of

NOTICE = "approval"


@transaction.atomic
def verify_asset(asset, *, actor, version=None, via="page"):
    """Say that an asset is still correct today: its next review is due when the format says. Returns it."""
    current = locked(asset, version)
    refuse(verifying_problem(current, actor))
    review = next_review(today(), current.format.review_days)
    changes = {"verified_on": today(), "verified_by": actor, "review_on": review}
    return move_asset(current, "verified", changes, actor=actor, via=via)


@transaction.atomic
def change_and_verify(asset, changes, *, actor, version, via="page"):
    """Change an asset and say that it is correct now. Raises StaleRecord or ValidationError."""
    changed = change_asset(asset, changes, actor=actor, version=version, via=via)
    return verify_asset(changed, actor=actor, via=via)


@transaction.atomic
def submit_for_approval(asset, *, actor, version=None, note="", via="page"):
    """Ask another editor to publish a draft; it is in review until they decide. Returns the asset."""
    current = locked(asset, version)
    approval = open_approval(current)
    waits = approval is not None and approval.status == rules.WAITING
    refuse(rules.submitting_problem(current.status, asks_approval(current), waits))
    refuse(" ".join(problems_of("library.publish_asset", current)))
    refuse(publishing_problem(DRAFT, completeness_values(current), current.expires_on, today()))
    _ask(approval or Approval(asset=current), {}, None, note, actor)
    return _review(current, {"status": IN_REVIEW}, rules.SUBMITTED, {}, note, actor=actor, via=via)


@transaction.atomic
def create_and_submit(values, *, actor, note="", via="page"):
    """A new draft that waits for approval at once. Raises ValidationError."""
    return submit_for_approval(create_asset(values, actor=actor, via=via), actor=actor, note=note, via=via)


@transaction.atomic
def change_and_submit(asset, changes, *, actor, version, note="", via="page"):
    """Change a draft and ask for its approval in one go. Raises StaleRecord or ValidationError."""
    changed = change_asset(asset, changes, actor=actor, version=version, via=via)
    return submit_for_approval(changed, actor=actor, note=note, via=via)


@transaction.atomic
def propose_change(asset, values, *, actor, version, proposal=None, note="", via="page"):
    """Keep {field: value} of a published asset for approval, beside what is proposed already; returns the asset.

    Readers keep what was approved. proposal: the version of the open proposal that was read, None for whatever it
    has. When nothing differs any more, an open proposal is taken back. Raises StaleRecord or ValidationError.
    """
    values = dict(values)
    if "tags" in values:
        values["tags"] = tags_named(values["tags"], actor=actor, via=via)
    if "talking_points" in values:
        values["talking_points"] = point_texts(values["talking_points"])
    current = locked(asset, version)
    refuse(rules.proposing_problem(current.status, asks_approval(current)))
    _refuse_impossible(current, values)
    approval = open_approval(current)
    if approval:
        check_version(approval, proposal)
    changes = changes_of(current, wanted(approval) | values)
    file = approval and approval.file_version
    if not changes and not file:
        return _nothing_left(current, approval, actor=actor, via=via)
    if approval and (changes, rules.WAITING) == (approval.changes, approval.status) and not note:
        return current
    _ask(approval or Approval(asset=current), changes, file, note, actor)
    # Everybody reads the history: it names the fields, and what they are to say once that is approved.
    shown = {"proposed": [None, [label_of(name) for name in changes]]}
    return _review(current, {}, rules.PROPOSED, shown, note, actor=actor, via=via)


@transaction.atomic
def propose_file(asset, file, name, *, actor, version, note="", via="page"):
    """Keep a stored file as the next version of a published asset until it is approved; returns the asset."""
    current = locked(asset, version)
    refuse(rules.proposing_problem(current.status, asks_approval(current)))
    approval = open_approval(current)
    changes = approval.changes if approval else {}
    made = keep_version(current, file, name, actor=actor, note=note, withheld=True)
    _ask(approval or Approval(asset=current), changes, made, note, actor)
    shown = {"proposed": [None, ["File"]]}
    return _review(current, {}, rules.PROPOSED, shown, note, actor=actor, via=via)


@transaction.atomic
def propose_version(asset, number, *, actor, version, via="page"):
    """Keep an old version's file as the next one until it is approved; returns the asset."""
    old = AssetVersion.objects.of_asset(asset).with_file().get(number=number)
    note = f"Version {number} again"
    return propose_file(asset, old.file, old.name, actor=actor, version=version, note=note, via=via)


@transaction.atomic
def approve(approval, *, actor, version=None, asset_version=None, via="page"):
    """Publish the draft, or let the proposed change reach readers; returns the asset.

    asset_version: the version of the asset that was read. Raises StaleRecord where either has moved on.
    """
    approval, asset = _locked(approval, version, asset_version)
    refuse(rules.deciding_problem(approval.status, asset.status, approval.asked_by_id == actor.pk))
    asker, asset = approval.asked_by, _carry_out(approval, asset, actor, via)
    _decide(approval, rules.APPROVED, "", actor)
    _tell(asker, approval, asset, actor, f"{actor} approved “{asset}”.")
    return asset


@transaction.atomic
def request_changes(approval, comment, *, actor, version=None, via="page"):
    """Send an approval back to whoever asked, with a comment; returns the asset. A draft is a draft again."""
    approval, asset = _locked(approval, version, None)
    refuse(rules.deciding_problem(approval.status, asset.status, approval.asked_by_id == actor.pk))
    comment = comment.strip()
    if not comment:
        raise ValidationError({"comment": "Say what has to change."})
    asker = approval.asked_by
    _decide(approval, rules.CHANGES_REQUESTED, comment, actor)
    status = {"status": rules.status_without_approval(asset.status)}
    shown = {"comment": [None, comment]}
    asset = _review(asset, status, rules.SENT_BACK, shown, "", actor=actor, via=via)
    _tell(asker, approval, asset, actor, f"{actor} asks for changes to “{asset}”: {comment}")
    return asset


@transaction.atomic
def take_back(approval, *, actor, version=None, via="page"):
    """Stop asking; returns the asset. A draft is a draft again, a proposed change is dropped."""
    approval, asset = _locked(approval, version, None)
    refuse(rules.taking_back_problem(approval.status, approval.asked_by_id == actor.pk))
    return _take_back(approval, asset, actor=actor, via=via)


def open_approval(asset):
    """The approval of an asset that waits or was sent back, or None."""
    return Approval.objects.of_asset(asset).open().for_reading().first()


def _locked(approval, version, asset_version):
    """(approval, asset) as the database has them, the asset's row locked: verbs on one asset wait for each other."""
    asset = locked(approval.asset, asset_version)
    current = Approval.objects.for_reading().get(pk=approval.pk)
    check_version(current, version)
    return current, asset


def _refuse_impossible(asset, values):
    """Raise ValidationError for what an approval could not write either."""
    refuse_loss(asset, values)
    if problem := points_problem(values.get("talking_points", [])):
        raise ValidationError({"talking_points": problem})
    trial = copy(asset)
    for name in values.keys() & {field.name for field in asset._meta.concrete_fields}:
        setattr(trial, name, values[name])
    trial.full_clean(validate_unique=False)


def _ask(approval, changes, file, note, actor):
    """Let an approval wait, as this person asks for it now."""
    asked = {
        "changes": changes,
        "file_version": file,
        "note": note.strip(),
        "status": rules.WAITING,
        "asked_by": actor,
        "asked_at": timezone.now(),
        "decided_by": None,
        "decided_at": None,
        "comment": "",
    }
    if approval.pk:
        apply_changes(approval, asked, version=approval.version)
        return
    for name, value in asked.items():
        setattr(approval, name, value)
    approval.full_clean()
    approval.save()


def _decide(approval, status, comment, actor):
    decided = {"status": status, "comment": comment, "decided_by": actor, "decided_at": timezone.now()}
    apply_changes(approval, decided, version=approval.version)


def _review(asset, columns, verb, changes, note, *, actor, via):
    """Note in the history what happened to an approval, and move the asset where its status does."""
    shown = changes | ({"note": [None, note.strip()]} if note.strip() else {})
    if any(getattr(asset, name) != value for name, value in columns.items()):
        return move_asset(asset, verb, columns, actor=actor, via=via, also=shown)
    record(verb, asset, actor=actor, changes=shown, via=via)
    return asset


def _carry_out(approval, asset, actor, via):
    noted = {"approval": [f"asked for by {approval.asked_by}", f"given by {actor}"]}
    if asset.status != PUBLISHED:
        return publish_approved(asset, actor=actor, via=via, noted=noted)
    if values := wanted(approval):
        asset = write_changes(asset, values, actor=actor, via=via, noted=noted)
    if file := approval.file_version:
        AssetVersion.objects.with_ids([file.pk]).update(withheld=False)
        asset = show_version(locked(asset, None), file, actor=actor, via=via, noted=noted)
    return asset


def _nothing_left(asset, approval, *, actor, via):
    return _take_back(approval, asset, actor=actor, via=via) if approval else asset


def _take_back(approval, asset, *, actor, via):
    verb = rules.NO_CHANGE if asset.status == PUBLISHED else rules.NO_LONGER
    apply_changes(approval, {"status": rules.TAKEN_BACK}, version=approval.version)
    status = {"status": rules.status_without_approval(asset.status)}
    return _review(asset, status, verb, {}, "", actor=actor, via=via)


def _tell(asker, approval, asset, actor, sentence):
    """Tell whoever asked, once for each decision. asker: read before the decision was written."""
    key = f"approval/{approval.pk}/{approval.version}"
    tell({asker} - {actor}, NOTICE, sentence, asset.get_absolute_url(), key=key)
