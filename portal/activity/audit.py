"""Everything that was done, as an admin looks through it: the history, files taken out, things sent.

One order over all sources, newest first; a page goes on where the one before ended, whatever was added meanwhile.
"""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import F

from portal.activity import rules
from portal.activity.history import VIA, changes_in_words
from portal.activity.models import Activity
from portal.shared.registry import AuditSource, registry
from portal.users.models import User


@dataclass(frozen=True)
class Wanted:
    """Which events: of a person, about a kind of record or one record, with a verb, of days, named by words."""

    person: User | None = None
    kind: str = ""
    object_id: int | None = None
    verb: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Event:
    """One line. `person` None is the portal itself; `kind` is a model's label, `changes` are history's Change."""

    at: object
    person: User | None
    verb: str
    kind: str
    object_id: int
    label: str
    changes: list
    via: str
    cursor: str

    @property
    def kind_name(self):
        return name_of(self.kind)

    @property
    def words(self):
        return f"{self.verb} {VIA.get(self.via, '')}".strip()


def read(viewer, wanted, *, before="", limit=50):
    """Up to `limit` Events that `viewer` may see, the newest first, and the cursor of the next page or "".

    before: the cursor that the page before ended with; ValueError for any other text.
    """
    place = rules.cursor_from(before) if before else None
    found = []
    for number, source in enumerate(_sources()):
        if _may_match(source, wanted):
            rows = source.rows().audited_for(viewer).audit_matching(wanted)
            rows = rows.audit_before(place, number) if place else rows
            found += [(row, number, source) for row in rows.audit_values(source.kind)[: limit + 1]]
    found.sort(key=lambda one: (one[0]["at"], -one[1], one[0]["pk"]), reverse=True)
    shown = found[:limit]
    people = User.objects.in_bulk({row["audit_person"] for row, _, _ in shown} - {None})
    events = [_event(row, number, source, people) for row, number, source in shown]
    return events, events[-1].cursor if len(found) > limit else ""


def read_all(viewer, wanted, *, most):
    """Up to `most` Events, read a thousand at a time."""
    cursor, left = "", most
    while left:
        events, cursor = read(viewer, wanted, before=cursor, limit=min(1000, left))
        yield from events
        left -= len(events)
        if not cursor:
            return


def words_in_use(viewer):
    """(kinds, verbs) that occur: {model label: its name} and a list of verbs, both sorted."""
    pairs = set(Activity.objects.audited_for(viewer).kinds_and_verbs())
    pairs |= {(source.kind, source.verb) for source in registry.audited}
    kinds = {kind: name_of(kind) for kind, _ in pairs}
    return dict(sorted(kinds.items(), key=lambda pair: pair[1])), sorted({verb for _, verb in pairs})


def name_of(kind):
    """What people call records of this model label."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name).capitalize()
    except (LookupError, ValueError):
        return kind


def _history():
    names = {"audit_person": F("actor_id"), "audit_object": F("object_id"), "audit_label": F("object_label")}
    return Activity.objects.annotate(**names)


def _sources():
    """The history first, then what features audit beside it, in the order in which they were entered."""
    return [AuditSource("", "", _history), *registry.audited]


def _may_match(source, wanted):
    """Whether a source can hold what is wanted; the history holds every kind and verb."""
    return not source.kind or (wanted.kind in ("", source.kind) and wanted.verb in ("", source.verb))


def _event(row, number, source, people):
    return Event(
        at=row["at"],
        person=people.get(row["audit_person"]),
        verb=source.verb or row["verb"],
        kind=source.kind or row["kind"],
        object_id=row["audit_object"],
        label=row["audit_label"] or "",
        changes=changes_in_words(row.get("changes") or {}),
        via=row.get("via") or "",
        cursor=rules.cursor_text(row["at"], number, row["pk"]),
    )
