"""What the scorecard says of numbers. Pure."""

from datetime import timedelta
from typing import NamedTuple

NEVER_AFTER = 60
PERIOD = 90
# Below this many, a rate says nothing.
LEAST = 10


class Count(NamedTuple):
    """How often and by how many different people, in the period, in the one before, and ever."""

    now: int = 0
    people: int = 0
    before: int = 0
    people_before: int = 0
    ever: int = 0
    people_ever: int = 0


def periods(on):
    """(first day of the period before, first day of the period) of the scorecard on the date `on`, both included."""
    start = on - timedelta(days=PERIOD - 1)
    return start - timedelta(days=PERIOD), start


def is_never_used(published_on, number, on):
    """Whether an asset counts as never used: published long enough, and not a single use or send."""
    return bool(published_on) and not number and (on - published_on).days >= NEVER_AFTER


def rate(part, whole):
    """Per cent, rounded; None while there are too few to say."""
    return round(100 * part / whole) if whole >= LEAST else None


def change(now, before, published_on, first_day):
    """(tone, icon, words) of a number against the period before; None where there was nothing to compare with."""
    if not published_on or published_on > first_day:
        return None
    if now == before:
        return "plain", "minus", "as before"
    words = f"{abs(now - before)} {'more' if now > before else 'fewer'}"
    return ("ok", "arrow-up", words) if now > before else ("due", "arrow-down", words)


def times(number):
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def people(number):
    return f"{number:,} {'person' if number == 1 else 'people'}"
