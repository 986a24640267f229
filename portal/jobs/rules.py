"""Decisions about background work. Pure."""

from datetime import timedelta

SILENT_AFTER = timedelta(seconds=30)
MAX_ATTEMPTS = 5


def fate_of_lost(attempts):
    """What becomes of a task whose worker fell silent: "READY" to run again, "FAILED" after MAX_ATTEMPTS."""
    return "FAILED" if attempts >= MAX_ATTEMPTS else "READY"


def next_run(due_at, every, now):
    """The first moment after `now` on the grid that starts at `due_at`: missed runs are skipped, not caught up."""
    if due_at > now:
        return due_at
    return due_at + every * ((now - due_at) // every + 1)
