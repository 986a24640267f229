"""Decisions about assets. Pure: values in, answer out."""

import hashlib
import re
import unicodedata
from datetime import timedelta

DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED = STATUSES = ("draft", "in_review", "published", "archived")
DUE_SOON_DAYS = 28
RESERVED_REFERENCES = {"new", "import", "facets", "bulk", "select", "requests", "views", "compare", "search"}
FRESHNESS = ("fresh", "due-soon", "overdue", "expired", "draft", "in-review", "archived")


def freshness(status, review_on, expires_on, on):
    """The state a reader sees on the date `on`, and its days: ("overdue", 31) is 31 days late.

    States: those of FRESHNESS. Days: until review (fresh, due-soon), since (overdue, expired), else None.
    """
    if status != PUBLISHED:
        return status.replace("_", "-"), None
    if expires_on and expires_on < on:
        return "expired", (on - expires_on).days
    if review_on is None:
        return "fresh", None
    if review_on < on:
        return "overdue", (on - review_on).days
    days = (review_on - on).days
    return ("due-soon" if days <= DUE_SOON_DAYS else "fresh"), days


def next_review(day, review_days):
    """When an asset that is right on `day` has to be looked at again."""
    return day + timedelta(days=review_days)


def missing_to_publish(asset):
    """What a complete asset has and this one lacks, in words; [] when nothing.

    asset: {title, format, stage, personas, language, owner, audience} with truthy values where present.
    """
    needed = ("title", "format", "stage", "personas", "language", "owner", "audience")
    return [{"personas": "at least one persona"}.get(name, name) for name in needed if not asset.get(name)]


def completeness(asset):
    """(filled, asked) of the fields that a complete asset has, for "5 of 7 complete"."""
    return 7 - len(missing_to_publish(asset)), 7


def publishing_problem(status, asset):
    """Why an asset may not be published; empty when it may."""
    if status == PUBLISHED:
        return "It is already published."
    if status == ARCHIVED:
        return "It is archived. Restore it first."
    if missing := missing_to_publish(asset):
        return f"To publish it, add {', '.join(missing)}."
    return ""


def archiving_problem(status):
    return "It is already archived." if status == ARCHIVED else ""


def restoring_problem(status):
    return "" if status == ARCHIVED else "It is not archived."


def reference_problem(reference):
    """Why a text may not be an asset's public reference; empty when it may."""
    if not re.fullmatch(r"[a-z0-9]+(?:-+[a-z0-9]+)*", reference) or len(reference) > 120:
        return "A reference has lower-case letters, digits and hyphens only, at most 120."
    if reference.isdigit():
        return "A reference cannot be a number, because numbers are ids."
    if reference in RESERVED_REFERENCES:
        return f"“{reference}” is reserved for an address of the portal."
    return ""


def slugified(text):
    """`text` as a reference: latin letters, digits, hyphens; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:110].strip("-")


def next_reference(stem, taken):
    """The next free `<stem>-<nnn>` after the highest number in `taken` (references that start with the stem)."""
    numbers = [int(match[1]) for name in taken if (match := re.fullmatch(rf"{re.escape(stem)}-(\d+)", name))]
    return f"{stem}-{max(numbers, default=0) + 1:03d}"


def title_key(title):
    """The form in which two titles count as the same: folded, letters and digits only."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()[:300]


def point_text(text):
    """A talking point as it is kept: one line, single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def point_digest(text):
    """What finds an exactly equal talking point."""
    return hashlib.sha256(point_text(text).encode()).hexdigest()


def clean_url(url):
    """(address, what was mended). A doubled first letter of the scheme is a typing error and put right."""
    url = url.strip()
    mended = re.sub(r"^h+ttps?", lambda match: "https" if match[0].endswith("s") else "http", url, flags=re.I)
    return mended, ("the address began with “%s”" % url.split(":")[0] if mended != url else "")
