"""Decisions about assets. Pure: values in, answer out."""

import hashlib
import re
import unicodedata
from datetime import timedelta
from typing import NamedTuple

from rapidfuzz import fuzz

DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED = STATUSES = ("draft", "in_review", "published", "archived")
APPROVAL_STATUSES = ("waiting", "changes-requested", "approved", "taken-back")
OPEN_APPROVALS = APPROVAL_STATUSES[:2]
DUE_SOON_DAYS = 28
MAX_POINTS, POINT_LENGTH = 50, 1000
NEAR = 80  # of 100: how alike two titles must be to be shown as nearly the same
RESERVED_REFERENCES = frozenset(
    (
        "new",
        "import",
        "export",
        "facets",
        "bulk",
        "select",
        "requests",
        "send",
        "sent",
        "answers",
        "account-names",
        "titles",
        "tags",
        "views",
        "search",
        "upload",
    )
)
# What restoring clears of an asset that was withdrawn or superseded.
NOT_TAKEN_BACK = {"withdrawn_at": None, "withdrawn_reason": "", "successor": None}
FRESHNESS = ("fresh", "due-soon", "overdue", "expired", "draft", "in-review", "archived")


class Freshness(NamedTuple):
    """A state of FRESHNESS and its days: until it ends (fresh, due-soon), since (overdue, expired), else None.

    expires_first: whether the days run until the expiry, because it comes before the review.
    """

    state: str
    days: int | None = None
    expires_first: bool = False


def freshness(status, review_on, expires_on, on):
    """The Freshness that a reader sees on the date `on`: ("overdue", 31) is 31 days late.

    What expires before its review is fresh, and then due soon, by the day of its expiry.
    """
    if status != PUBLISHED:
        return Freshness(status.replace("_", "-"))
    if expires_on and expires_on < on:
        return Freshness("expired", (on - expires_on).days)
    if review_on and review_on < on:
        return Freshness("overdue", (on - review_on).days)
    end = min(filter(None, (review_on, expires_on)), default=None)
    if end is None:
        return Freshness("fresh")
    days = (end - on).days
    return Freshness("due-soon" if days <= DUE_SOON_DAYS else "fresh", days, end != review_on)


def sending_problem(audience, state, disputed):
    """Why an asset may not go to buyers; empty when it may.

    state: of FRESHNESS, disputed: whether people say that it is wrong or outdated.
    """
    if state == "expired":
        return "It has expired."
    if state not in ("fresh", "due-soon", "overdue"):
        return f"It is {'archived' if state == 'archived' else 'not published'}."
    if audience != "shareable":
        return "It is for internal use only."
    return "It is disputed: people who used it say that it is wrong or outdated." if disputed else ""


FILE, VIDEO, LINK, PAGE = KINDS = ("file", "video", "link", "page")
KIND_LABELS = {FILE: "File", VIDEO: "Video link", LINK: "Link", PAGE: "Page"}
# Addresses there are videos, whatever their author says of them.
VIDEO_HOSTS = frozenset(
    ("youtube.com", "youtu.be", "vimeo.com", "wistia.com", "loom.com", "vidyard.com", "dailymotion.com")
)


def kind_of(has_file, url, is_video):
    """What an asset is: its file, else what is behind its address, else the page that is written in it."""
    if has_file:
        return FILE
    if not url:
        return PAGE
    return VIDEO if is_video or is_video_host(url) else LINK


def is_video_host(url):
    """Whether an address leads to a known place of videos."""
    host = re.sub(r"^[a-z]+://(?:[^/@]*@)?", "", url.casefold()).split("/")[0].split(":")[0]
    return any(host == known or host.endswith(f".{known}") for known in VIDEO_HOSTS)


def is_sendable(audience, state, url, disputed=False):
    """Whether an asset's own address may be passed on to buyers."""
    return bool(url) and not sending_problem(audience, state, disputed)


def next_review(day, review_days):
    """When an asset that is right on `day` has to be looked at again."""
    return day + timedelta(days=review_days)


# What a complete asset has, and how a sentence asks for it.
COMPLETE = {
    "title": "a title",
    "format": "a format",
    "stage": "a stage",
    "personas": "at least one persona",
    "language": "a language",
    "owner": "an owner",
    "audience": "an audience",
}


def missing_fields(asset):
    """The fields of COMPLETE that this asset lacks, in order; [] when it may be published.

    asset: {field: value}, truthy where it is filled in.
    """
    return [name for name in COMPLETE if not asset.get(name)]


def missing_to_publish(asset):
    """The same in words: ["a stage", "at least one persona"]."""
    return [COMPLETE[name] for name in missing_fields(asset)]


def completeness(asset):
    """(filled, asked) of the fields that a complete asset has, for "5 of 7 complete"."""
    return len(COMPLETE) - len(missing_fields(asset)), len(COMPLETE)


def listed(words):
    """Words as a sentence lists them: "a format, a stage and at least one persona"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def publishing_problem(status, asset, expires_on, on):
    """Why an asset may not be published on the date `on`; empty when it may."""
    if status == PUBLISHED:
        return "It is already published."
    if status == ARCHIVED:
        return "It is archived. Restore it first."
    if missing := missing_to_publish(asset):
        return f"To publish it, add {listed(missing)}."
    if expires_on and expires_on < on:
        return "It has expired. Give it a later expiry date first."
    return ""


def verifying_problem(status, expires_on, disputed, owner, is_theirs, on):
    """Why a person may not say on the date `on` that an asset is still correct; empty when they may.

    owner: who keeps it right, in words; is_theirs: whether this person does, or answers for every owner.
    """
    if status != PUBLISHED:
        return "Only what is published is verified."
    if not is_theirs:
        return f"{owner} keeps it right, and verifies it."
    if expires_on and expires_on < on:
        return "It has expired. Give it a later expiry date first."
    return "It is disputed. Answer what people say about it first." if disputed else ""


# What buyers read or what decides whether they do: changed by approval where the format asks for one.
APPROVED_FIELDS = frozenset(
    (
        "title",
        "summary",
        "talking_points",
        "body",
        "url",
        "format",
        "audience",
        "expires_on",
        "current_version",
    )
)
# Who brings many assets in at once brings what was approved where it comes from.
BRINGING = ("import", "demo")


def approval_problem(needs_approval, via="page"):
    """Why an asset may not be published at once; empty when it may. needs_approval: what its format says."""
    if needs_approval and via not in BRINGING:
        return "This format is approved by somebody else before it is published. Submit it for approval."
    return ""


def direct_change_problem(status, needs_approval, fields, via="page"):
    """Why these fields may not be changed at once; empty when they may."""
    if status == PUBLISHED and needs_approval and via not in BRINGING and APPROVED_FIELDS & set(fields):
        return "What it says was approved. Submit the change for approval."
    return ""


def lost_by_change(before, after):
    """The fields that a published asset had and would lose; [] when the change may be made.

    before, after: {field: value} as `missing_to_publish` takes them. What an import left empty may stay so.
    """
    return [name for name in missing_fields(after) if before.get(name)]


def review_after_publishing(review_on, day, review_days):
    """The review date of an asset published on `day`: the one it has while that lies ahead, else the format's."""
    return review_on if review_on and review_on > day else next_review(day, review_days)


def bulk_problem(status, field, value):
    """Why a bulk change may not give `field` this value on an asset of this status; empty when it may."""
    if status == PUBLISHED and field in COMPLETE and not value:
        return f"A published asset has {COMPLETE[field]}."
    return ""


def archiving_problem(status):
    return "It is already archived." if status == ARCHIVED else ""


def restoring_problem(status):
    return "" if status == ARCHIVED else "It is not archived."


def deleting_problem(status, places):
    """Why an asset may not be removed for good; empty when it may. places: sentences, where it is used."""
    if status != ARCHIVED:
        return "Archive it first. Only an archived asset can be deleted."
    return f"It is still used: {', '.join(places[:5])}." if places else ""


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
    """The next free `<stem>-<nnn>` after the highest number in `taken` (references that start with the stem).

    Numbers of six digits and more are dates or foreign ids, not ours, and are not counted on from.
    """
    pattern = re.compile(rf"{re.escape(stem)}-(\d{{1,5}})")
    numbers = [int(match[1]) for name in taken if (match := pattern.fullmatch(name))]
    return f"{stem}-{max(numbers, default=0) + 1:03d}"


def title_key(title):
    """The form in which two titles count as the same: folded, letters, digits and pictures; "C#" is not "C++"."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    words = re.findall(r"[^\W_]+[+#]*|[\u2190-\u2bff\U0001f000-\U0001faff]", folded)
    return " ".join(words or folded.split())[:300]


def title_stems(title):
    """The beginnings of a title's words that find candidates for nearly equal titles, longest words first.

    A beginning rather than the word, so that a typing error near its end does not hide the candidate.
    """
    words = sorted(set(title_key(title).split()), key=lambda word: (-len(word), word))
    return [word[:5] for word in words if len(word) > 2 or not word.isascii()][:6]


def near_titles(title, candidates, limit=5):
    """Those of `candidates` (anything with a `title`) that are nearly the same title, the nearest first."""
    key = title_key(title)
    scored = [(_likeness(key, title_key(candidate.title)), candidate) for candidate in candidates]
    near = [(score, candidate) for score, candidate in scored if score >= NEAR]
    return [candidate for _, candidate in sorted(near, key=lambda pair: -pair[0])[:limit]]


def _likeness(key, other):
    """0 to 100. A title that is still being typed is near to one that it begins."""
    if len(key) >= 12 and other.startswith(key):
        return 99
    # "Release 1.14" and "Release 1.15" are a series, not doubles.
    if sorted(re.findall(r"\d+", key)) != sorted(re.findall(r"\d+", other)):
        return 0
    return fuzz.token_sort_ratio(key, other)


def points_problem(texts):
    """Why these texts may not be an asset's talking points; empty when they may."""
    if len(texts) > MAX_POINTS:
        return f"An asset has at most {MAX_POINTS} talking points."
    if any(len(text) > POINT_LENGTH for text in texts):
        return f"A talking point has at most {POINT_LENGTH} characters."
    return ""


def point_texts(texts):
    """Talking points as they are kept: cleaned, in order, blank and repeated ones left out."""
    return list(dict.fromkeys(filter(None, map(point_text, texts))))


def point_text(text):
    """A talking point as it is kept: one line, single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def point_digest(text):
    """What finds an exactly equal talking point."""
    return hashlib.sha256(point_text(text).encode()).hexdigest()


def owner_problem(is_active):
    """Why a person may not become an asset's owner; empty when they may."""
    return "" if is_active else "This person is deactivated. Choose somebody who is active."


def clean_url(url):
    """(address, what was mended). A doubled first letter of the scheme is a typing error and put right."""
    url = url.strip()
    mended = re.sub(r"^h+ttps?", lambda match: "https" if match[0].endswith("s") else "http", url, flags=re.I)
    return mended, (f"the address began with “{url.split(':')[0]}”" if mended != url else "")
