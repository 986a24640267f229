"""Word a definition anew, and sign what a version says."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.activity.actions import record as note
from portal.definitions import rules
from portal.definitions.agreements import agreement_on
from portal.definitions.models import DefinitionVersion, Signature
from portal.shared.changes import StaleRecord, check_version, plain, refuse
from portal.shared.dates import today
from portal.shared.registry import registry
from portal.users.current import renew_stamp


@transaction.atomic
def word(definition, values, *, actor, version, via="page"):
    """Give a definition a new version {text, effective_on?}, which nobody has signed yet; returns it.

    The same text again is no new version. Raises StaleRecord or ValidationError.
    """
    newest = DefinitionVersion.objects.of(definition.key).select_for_update(of=("self",)).first()
    if version is not None and newest.number != version:
        raise StaleRecord(newest, values)
    text = values.get("text", newest.text)
    if text == newest.text:
        return newest
    effective_on = values.get("effective_on") or today()
    refuse(rules.wording_problem(effective_on, newest.effective_on, today()))
    fresh = DefinitionVersion(
        key=newest.key,
        number=newest.number + 1,
        text=text,
        formula=registry.definitions[newest.key].formula,
        effective_on=effective_on,
        author=actor,
    )
    _save_next(fresh, values)
    moved = {"text": [newest.text, text], "effective_on": [plain(newest.effective_on), plain(effective_on)]}
    note("reworded", fresh, actor=actor, changes=moved, via=via)
    renew_stamp()
    return fresh


def _save_next(fresh, values):
    """Somebody else may take the number at the same moment; whoever comes second looks at the other's text."""
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:
        raise StaleRecord(DefinitionVersion.objects.of(fresh.key).first(), values) from None


def sign_definition(definition, *, actor, version, via="page"):
    """Sign the newest version of a definition for the actor's side. Raises StaleRecord or ValidationError."""
    newest = DefinitionVersion.objects.of(definition.key).first()
    return sign(newest, actor=actor, version=version, via=via)


@transaction.atomic
def sign(record, *, actor, version, via="page"):
    """Sign a record as it stands for the actor's side; returns the record.

    record: has `version`, SIGNED_AS and REVIEW_DAYS. Signing twice is signing once. Raises StaleRecord,
    ValidationError, or PermissionDenied for who belongs to neither side.
    """
    if actor.side not in rules.SIDES:
        raise PermissionDenied
    current = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    check_version(current, version)
    agreement = agreement_on(current)
    before = agreement.signatures.get(actor.side)
    if before and before.person_id == actor.pk and actor.side not in agreement.waiting:
        return current
    refuse(agreement.problem(actor))
    whose = {
        "kind": current.SIGNED_AS,
        "object_id": current.pk,
        "number": current.version,
        "side": actor.side,
    }
    Signature.objects.update_or_create(**whose, defaults={"person": actor, "at": timezone.now()})
    note("signed", current, actor=actor, changes={"signed_for": [None, rules.SIDES[actor.side]]}, via=via)
    return current


def carry_signatures(record, number):
    """Let the signatures of version `number` hold for the record as it stands: nothing that was signed has changed."""
    Signature.objects.of(record.SIGNED_AS, record.pk, number).update(number=record.version)


def forget_signatures(record):
    """Drop every signature under a record that is about to go."""
    Signature.objects.under(record.SIGNED_AS, [record.pk]).delete()
