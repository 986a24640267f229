"""Verbs on an asset's files. The asset's reference, address, terms and statistics stay what they were."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from content.files.actions import take_file
from content.files.rules import FileRefused, title_from
from content.library import rules
from content.library.actions import ask_anew, asks_approval, create_asset, locked, put_in_index, status_kept
from content.library.models import AssetVersion, Download
from portal.activity.actions import record
from portal.jobs.actions import enqueue
from portal.shared.changes import apply_changes, refuse

READ = "content.library.versions.jobs.read_version"


def take_upload(upload):
    """(StoredFile, cleaned name, whether it is new) of an uploaded file; a refusal is a ValidationError."""
    try:
        return take_file(upload.chunks(), upload.name)
    except FileRefused as refusal:
        raise ValidationError({"file": str(refusal)}) from None


@transaction.atomic
def create_from_file(file, name, values, *, actor, via="page"):
    """A draft whose first version is this file, titled by its name unless `values` say otherwise."""
    values = {"title": title_from(name)} | values
    asset = create_asset(values, actor=actor, via=via)
    return add_version(asset, file, name, actor=actor, version=None, via=via)


@transaction.atomic
def add_version(asset, file, name, *, actor, version, note="", via="page"):
    """Make a stored file what people get of an asset that still has `version`; None: whatever it has.

    Returns the asset. Raises StaleRecord, and ValidationError where the file is the current one already, and where
    the asset is published and its format asks for approval: then `trust.actions.propose_file` keeps it.
    """
    current = locked(asset, version)
    asked, moving = asks_approval(current), ["current_version"]
    refuse(rules.direct_change_problem(status_kept(current), asked, moving, via))
    made = keep_version(current, file, name, actor=actor, note=note)
    return show_version(current, made, actor=actor, via=via)


def keep_version(current, file, name, *, actor, note="", withheld=False):
    """A new version of an asset as `locked` read it, not yet what people get. Call it inside a transaction."""
    before = current.current_version
    if before and before.file_id == file.pk and before.name == name:
        raise ValidationError({"file": "This is the current file already: same content, same name."})
    number = (AssetVersion.objects.of_asset(current).aggregate(last=Max("number"))["last"] or 0) + 1
    words = {"name": name, "note": note, "author": actor, "withheld": withheld}
    made = AssetVersion(asset=current, number=number, file=file, **words)
    made.full_clean()
    made.save()
    enqueue(READ, made.pk)
    return made


def show_version(current, made, *, actor, via="page", noted=None):
    """Make a kept version what people get; returns the asset. Call it inside a transaction.

    noted: {name: [old, new]} that the history line says beside the file.
    """
    verb = "replaced the file of" if current.current_version_id else "added a file to"
    moved = apply_changes(current, {"current_version": made}, version=current.version)
    ask_anew(current, actor)
    record(verb, current, actor=actor, changes=moved | (noted or {}), via=via)
    return put_in_index(current)


@transaction.atomic
def restore_version(asset, number, *, actor, version, via="page"):
    """Make an old version's file the current one again, as a version of its own."""
    old = AssetVersion.objects.of_asset(asset).with_file().get(number=number)
    note = f"Version {number} again"
    return add_version(asset, old.file, old.name, actor=actor, version=version, note=note, via=via)


def note_download(version, person):
    """Write down who takes a file, before its first byte leaves."""
    Download.objects.create(version=version, person=person)
