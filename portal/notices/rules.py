"""Decisions about notices and channels. Pure."""

from datetime import timedelta
from urllib.parse import urlsplit

from portal.outbound.rules import url_problem

# The kind of a message that only tries a channel.
TEST = ""
# From this hour of the portal's day the daily mail goes out.
DIGEST_HOUR = 7
# How long after each failed attempt the next one comes; the last repeats until the message is too old.
WAITS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
]
GIVEN_UP_AFTER = timedelta(days=3)
LONGEST_SENTENCE = 300


def next_attempt(attempts, first_at, now):
    """When to try again after `attempts` failures; None once the message is three days old."""
    at = now + WAITS[min(attempts, len(WAITS)) - 1]
    return at if at <= first_at + GIVEN_UP_AFTER else None


def masked(address):
    """What may be shown of a channel's address: who gets the messages, not the secret in its path."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}/…{address[-4:]}" if address else ""


def address_problem(address):
    """Why a channel cannot have this address; empty when it can."""
    return url_problem(address) if address else "Paste the address that your chat gave you."


def shortened(sentence):
    """A sentence as it is kept, on one line."""
    words = " ".join(sentence.split())
    return words if len(words) <= LONGEST_SENTENCE else f"{words[: LONGEST_SENTENCE - 1]}…"


def few(names):
    """Names in one phrase, the first three and how many more."""
    shown, more = sorted(names)[:3], len(names) - 3
    return f"{', '.join(shown)} and {more} more" if more > 0 else ", ".join(shown)


def channel_text(sentence, url):
    """A message in the writing of Slack and those that follow it: three signs are escaped, a link stands in angles."""
    return f"{_escaped(sentence)} <{url}|Open>"


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
