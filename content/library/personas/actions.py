"""Write and sign persona pages; follow a persona or a format that is merged into another."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from content.library.personas import rules
from content.library.personas.models import PersonaPage, PersonaStage
from content.vocabularies.actions import touch
from portal.activity.actions import record
from portal.definitions import actions as definitions
from portal.shared.changes import StaleRecord, apply_changes

TEXTS = ("job", "words", "not_them")


@transaction.atomic
def write_page(persona, changes, *, actor, version, via="page"):
    """Write what both sides know about a persona; nobody has signed the new version. Returns the PersonaPage.

    changes: {job?, words?, not_them?, stages?: {Stage: {concerns?: text, formats?: list of Format}}}.
    version: 0 for who saw no page yet. Raises StaleRecord or ValidationError.
    """
    if not rules.may_write(actor.side, actor.has_perm("content.change_asset")):
        raise PermissionDenied
    page, is_new = PersonaPage.objects.get_or_create(persona=persona, defaults={"version": 0})
    if version == 0 and not is_new:
        raise StaleRecord(page, changes)
    changes = dict(changes)
    stages = {stage: _stage_of(page, stage, wanted) for stage, wanted in changes.pop("stages", {}).items()}
    also = {name: pair for _, moved in stages.values() for name, pair in moved.items()}
    moved = apply_changes(page, changes, version=page.version if version == 0 else version, also=also)
    for row, moved_here in stages.values():
        _write_stage(row, moved_here)
    if moved:
        record("wrote" if is_new else "changed", page, actor=actor, changes=_in_words(moved), via=via)
        touch()
    elif is_new:
        page.delete()
    return page


def _stage_of(page, stage, wanted):
    """(the row of one stage, {name: [old, new]} of what differs there)."""
    row = PersonaStage.objects.about_page(page).at(stage).first() or PersonaStage(page=page, stage=stage)
    moved = {}
    if (text := wanted.get("concerns", row.concerns)) != row.concerns:
        moved[f"concerns_{stage.slug}"] = [row.concerns, text]
    if "formats" in wanted:
        held = set(row.formats.all()) if row.pk else set()
        if held != set(wanted["formats"]):
            moved[f"formats_{stage.slug}"] = [sorted(held, key=str), sorted(wanted["formats"], key=str)]
    return row, moved


def _write_stage(row, moved):
    if not moved:
        return
    row.concerns = moved.get(f"concerns_{row.stage.slug}", [None, row.concerns])[1]
    row.save()
    if formats := moved.get(f"formats_{row.stage.slug}"):
        row.formats.set(formats[1])


def _in_words(moved):
    """The same changes with terms by their label, as history keeps them."""
    return {
        name: [[str(one) for one in side] if isinstance(side, list) else side for side in pair]
        for name, pair in moved.items()
    }


@transaction.atomic
def sign_page(page, *, actor, version, via="page"):
    """Sign a persona page as it stands for the actor's side; returns the page."""
    page = definitions.sign(page, actor=actor, version=version, via=via)
    touch()
    return page


def hand_to(page, successor, *, actor):
    """Make the page of a persona that is merged away the successor's. In the caller's transaction.

    Where the successor has a page of its own that one stays, and its history keeps what the other said.
    """
    own = PersonaPage.objects.about(successor).first()
    if own is None:
        moved = apply_changes(page, {"persona": successor}, version=None)
        record("changed", page, actor=actor, changes=moved, via="merge")
        return
    said = {name: [getattr(page, name), None] for name in TEXTS if getattr(page, name)}
    for row in page.stages.all():
        said |= {f"concerns_{row.stage.slug}": [row.concerns, None]} if row.concerns else {}
        if formats := [str(term) for term in row.formats.all()]:
            said[f"formats_{row.stage.slug}"] = [formats, None]
    record(
        "merged another page into",
        own,
        actor=actor,
        changes={"persona": [str(page.persona), str(own.persona)]} | said,
        via="merge",
    )
    definitions.forget_signatures(page)
    page.delete()


def need_instead(page, term, successor, *, actor):
    """Let a page need `successor` wherever it needs `term`; both sides go on standing by it."""
    moved = {}
    for row in page.stages.all():
        held = list(row.formats.all())
        if term in held:
            new = sorted({*held, successor} - {term}, key=str)
            moved[f"formats_{row.stage.slug}"] = [sorted(held, key=str), new]
            row.formats.set(new)
    before = page.version
    apply_changes(page, {}, version=before, also=moved)
    definitions.carry_signatures(page, before)
    record("changed", page, actor=actor, changes=_in_words(moved), via="merge")
