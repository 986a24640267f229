"""Where a page of the audit begins. Pure."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST = 2**63 - 1


def cursor_text(at, source, pk):
    """The place of an event in the order of the audit, as a word for an address."""
    return f"{(at - EPOCH) // timedelta(microseconds=1)}-{source}-{pk}"


def cursor_from(text):
    """(moment, source, id) of such a word; raises ValueError for any other text."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 20 for part in parts):
        raise ValueError(text)
    micros, source, pk = map(int, parts)
    try:
        return EPOCH + timedelta(microseconds=micros), source, min(pk, LARGEST)
    except OverflowError as error:
        raise ValueError(text) from error
