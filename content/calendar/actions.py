"""Verbs that write calendar entries. Each is one transaction with its history line.

A move never changes a status and a status never changes a date.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from content.calendar import rules
from content.calendar.models import CalendarEntry, EditorialBoard, Theme
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, refuse


@transaction.atomic
def create_entry(values, *, actor, via="page"):
    """A new piece from {field: value}; without more it is an idea of `actor` on the main board.

    personas: a list. Raises ValidationError.
    """
    values = {"status": rules.IDEA} | values
    _refuse("status", rules.status_problem(None, values["status"]))
    return _enter(values, actor=actor, via=via)


@transaction.atomic
def import_entry(values, *, actor, via="import"):
    """Take over a piece that was planned elsewhere, whatever its status. A published one needs `published_on`."""
    return _enter(values, actor=actor, via=via)


@transaction.atomic
def change_entry(entry, changes, *, actor, version, via="page"):
    """Change a piece; returns it. Raises StaleRecord or ValidationError."""
    current = _current(entry, version)
    after = {name: getattr(current, name) for name in ("status", "publish_on", "work_due_on")} | changes
    _refuse("status", rules.status_problem(current.status, after["status"]))
    _refuse_dates(after)
    if after["publish_on"] != current.publish_on:
        _refuse("publish_on", rules.moving_problem(current.status))
    if changes.get("owner", current.owner) != current.owner:
        _refuse_owner(changes["owner"])
    moved = apply_changes(current, changes, version=version)
    if moved:
        record("changed", current, actor=actor, changes=moved, via=via)
    return current


@transaction.atomic
def move_entry(entry, day, *, actor, version, via="page"):
    """Give a piece another day of publication, or none. Raises StaleRecord or ValidationError."""
    current = _current(entry, version)
    refuse(rules.moving_problem(current.status))
    _refuse_dates({"publish_on": day, "work_due_on": current.work_due_on})
    moved = apply_changes(current, {"publish_on": day}, version=version)
    if moved:
        record("moved", current, actor=actor, changes=moved, via=via)
    return current


@transaction.atomic
def cancel_entry(entry, *, actor, version, via="page"):
    """Call a piece off. It keeps everything and can come back as an idea."""
    current = _current(entry, version)
    refuse(rules.cancelling_problem(current.status))
    moved = apply_changes(current, {"status": rules.CANCELLED}, version=version)
    record("cancelled", current, actor=actor, changes=moved, via=via)
    return current


@transaction.atomic
def reopen_entry(entry, *, actor, version, via="page"):
    """Bring a piece that was called off back as an idea."""
    current = _current(entry, version)
    refuse(rules.reopening_problem(current.status))
    moved = apply_changes(current, {"status": rules.IDEA}, version=version)
    record("reopened", current, actor=actor, changes=moved, via=via)
    return current


@transaction.atomic
def point_elsewhere(entry, asset, actor):
    """Let a piece be about another asset, or with None about none, because its own is taken back."""
    moved = apply_changes(entry, {"asset": asset}, version=None)
    record("changed", entry, actor=actor, changes=moved)


@transaction.atomic
def add_theme(values, *, actor, via="page"):
    """What a quarter is about, from {title, narrative, year, quarter}; on the main board unless `board` is given."""
    theme = Theme(**{"board": _main_board()} | values)
    theme.full_clean()
    theme.save()
    record("created", theme, actor=actor, via=via)
    return theme


def _enter(values, *, actor, via):
    values = {"board": _main_board(), "owner": actor} | values
    personas = values.pop("personas", [])
    _refuse_owner(values["owner"])
    entry = CalendarEntry(created_by=actor, **values)
    _refuse_dates({"publish_on": entry.publish_on, "work_due_on": entry.work_due_on})
    entry.full_clean()
    entry.save()
    entry.personas.set(personas)
    record("created", entry, actor=actor, via=via)
    return entry


def _current(entry, version):
    """The entry as the database has it now, its row locked where the database can."""
    current = CalendarEntry.objects.for_reading().select_for_update(of=("self",)).get(pk=entry.pk)
    check_version(current, version)
    return current


def _main_board():
    if board := EditorialBoard.objects.main():
        return board
    raise ValidationError("There is no board yet. Run the command migrate, which sets one up.")


def _refuse(field, problem):
    if problem:
        raise ValidationError({field: problem})


def _refuse_dates(dates):
    _refuse("work_due_on", rules.dates_problem(dates["publish_on"], dates["work_due_on"]))


def _refuse_owner(person):
    _refuse("owner", rules.owner_problem(person.is_active))
