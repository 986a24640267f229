"""How often assets were used and sent, for many at once: one statement each. What was never used is left out."""

from datetime import date
from typing import NamedTuple

from content.feedback.models import Feedback, Send


class Tally(NamedTuple):
    """How often, by how many different people, and the last day; all zero and None for what never happened."""

    number: int = 0
    people: int = 0
    last: date | None = None


NEVER = Tally()


def uses_of(ids):
    """{asset id: Tally} of the uses that people noted. ids: numbers, or a queryset of them."""
    return _tallies(Feedback.objects.uses().about_ids(ids))


def flags_of(ids):
    """{asset id: Tally} of the flags that are open."""
    return _tallies(Feedback.objects.flags().open().about_ids(ids))


def sends_of(ids):
    """{asset id: Tally} of the sends."""
    return _tallies(Send.objects.about_ids(ids))


def _tallies(rows):
    return {pk: Tally(number, people, last) for pk, number, people, last in rows.counted_by_asset()}
