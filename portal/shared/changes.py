"""Write validated values to a record of a known version, and say what moved; compare what two people wrote."""

import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone


class StaleRecord(Exception):
    """Somebody saved the record since the given version was read.

    `record` is the current row; `changes` are the values that were not written.
    """

    def __init__(self, record, changes):
        super().__init__(f"{record._meta.verbose_name} was changed by somebody else")
        self.record = record
        self.changes = changes


def plain(value):
    """A value as it stands in the history: text, number, boolean, None or a list of texts."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def apply_changes(record, changes, *, version, also=None):
    """Write `changes` ({field: value}) to `record` if it still has `version`.

    Returns {field: [old, new]} in plain values for the history, {} when nothing differs (then nothing is
    written and the version stays). To-many fields take lists and are compared as sets. `also` names what the
    caller changed beside the row itself, in the same shape; it moves the version on and is part of the answer.
    Raises StaleRecord or ValidationError. Call it inside a transaction.
    """
    current = _locked(record, version, changes)
    links = {field.name for field in current._meta.many_to_many} & changes.keys()
    columns, moved = {}, {}
    for name in changes.keys() - links:
        if (old := getattr(current, name)) != changes[name]:
            moved[name] = [plain(old), plain(changes[name])]
            columns[name] = changes[name]
            setattr(current, name, changes[name])
    for name in links:
        old = list(getattr(current, name).all())
        if set(old) != set(changes[name]):
            moved[name] = [plain(old), plain(list(changes[name]))]
    moved |= also or {}
    if moved:
        current.full_clean()
        _write(current, columns, version, changes)
        for name in links & moved.keys():
            getattr(current, name).set(changes[name])
    # What it was read with, such as its owner, is lost by reading it again: only where there is something new.
    if moved or record.version != current.version:
        record.refresh_from_db()
    return moved


def _locked(record, version, changes):
    rows = type(record)._base_manager.select_for_update(of=("self",))
    current = rows.filter(pk=record.pk).first()
    if current is None or (version is not None and current.version != version):
        raise StaleRecord(current or record, changes)
    return current


def _write(current, columns, version, changes):
    """One UPDATE that holds only if nobody else wrote; SQLite ignores row locks, so this decides."""
    if hasattr(current, "updated_at"):
        columns = columns | {"updated_at": timezone.now()}
    rows = type(current)._base_manager.filter(pk=current.pk, version=current.version)
    if not rows.update(version=F("version") + 1, **columns):
        raise StaleRecord(type(current)._base_manager.get(pk=current.pk), changes)


def check_version(record, version):
    """Raise StaleRecord unless `record` still has `version`; None means that the caller holds no version."""
    if version is not None and record.version != version:
        raise StaleRecord(record, {})


def refuse(problem):
    """Raise ValidationError with a rule's sentence unless it is empty."""
    if problem:
        raise ValidationError(problem)


def fingerprint(values):
    """What a form showed, as a short text for a hidden field: one digest per field.

    values: {field: plain value}, lists in an order that means nothing else. Posted back, it tells which fields
    the reader changed and which somebody else did.
    """
    return " ".join(f"{name}={_digest(value)}" for name, value in sorted(values.items()))


@dataclass(frozen=True)
class Difference:
    """A field in which the saved record and a posted form differ. `keep` is the better guess of the two sides."""

    name: str
    theirs: object
    yours: object
    both: bool
    keep: str


def differences(seen, theirs, yours):
    """Where `yours` (posted) differs from `theirs` (saved), in the order of `yours`; list of Difference.

    All take {field: plain value}; `seen` is the `fingerprint` of what the poster saw when they began. Kept is
    what the poster changed, else what somebody else did; without a fingerprint the poster's value.
    """
    marks = dict(part.split("=", 1) for part in seen.split() if "=" in part)
    found = []
    for name, value in yours.items():
        if value == theirs[name]:
            continue
        mine = marks.get(name) != _digest(value)
        both = mine and marks.get(name) != _digest(theirs[name])
        found.append(Difference(name, theirs[name], value, both, "yours" if mine else "theirs"))
    return found


def _digest(value):
    text = json.dumps(plain(value), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
