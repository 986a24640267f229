"""How calendar entries use stages and personas: counted, and switched when two terms are merged."""

from content.calendar.models import CalendarEntry
from portal.activity.actions import record
from portal.shared.changes import apply_changes


class EntryTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _using(term).count()
        return f"{number} calendar piece{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        for entry in _using(term).for_reading():
            moved = apply_changes(entry, _switched(entry, term, successor), version=None)
            record("changed", entry, actor=actor, changes=moved, via="merge")

    def renamed(self, term, *, actor):
        """Nothing is copied from a term, so nothing follows its label."""


def _using(term):
    entries = CalendarEntry.objects
    used = {"stage": entries.in_stage, "persona": entries.for_persona}.get(term.vocabulary())
    return used(term) if used else entries.none()


def _switched(entry, term, successor):
    if term.vocabulary() == "stage":
        return {"stage": successor}
    return {"personas": list({*entry.personas.all(), successor} - {term})}
