"""The checks of the library's health: an explicit list. Pure; `facts` reads what they ask of an asset."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from content.upkeep.rules import EXPIRING_DAYS

HOT = 3  # opens in 90 days that make an asset hot
UNUSED_DAYS = 180
OLD_DRAFT_DAYS = 90
USABLE = ("fresh", "due-soon", "overdue")
ADDRESS = re.compile(
    r"https?://(?:[^\s/?#@]+@)?[^\s/?#.]+(?:\.[^\s/?#.]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What the checks ask of one asset that is not archived.

    state: of `rules.FRESHNESS`. late: days since the review was due, below 0 while it lies ahead. expires_in: days,
    None without an expiry. opens: in 90 days. unused: nobody opened, took out, used or sent it in UNUSED_DAYS days.
    published_days, untouched_days: since it was published (None: never) or last changed.
    """

    pk: int
    title: str
    state: str
    late: int
    expires_in: int | None
    owner_active: bool
    has_stage: bool
    has_personas: bool
    has_points: bool
    has_summary: bool
    has_body: bool
    url: str
    audience: str
    file_id: int | None
    file_failed: bool
    disputed: bool
    published_days: int | None
    untouched_days: int
    opens: int
    unused: bool
    same_file: bool
    near_title: bool

    @property
    def usable(self):
        return self.state in USABLE

    @property
    def hot(self):
        return self.opens >= HOT

    @property
    def stale(self):
        return self.state == "overdue"


@dataclass(frozen=True)
class Check:
    """One question to every asset. mends: names of bulk changes that put it right at once."""

    slug: str
    label: str
    why: str
    holds: Callable
    mends: tuple = ()


CHECKS = (
    Check(
        "hot-stale",
        "Hot but stale",
        "Overdue for review and opened at least 3 times in 90 days: wrong words reach the most people here.",
        lambda fact: fact.hot and fact.stale,
        ("verify", "archive"),
    ),
    Check(
        "disputed",
        "Disputed",
        "Two people or more say that it is wrong or outdated. Answer them; that settles it.",
        lambda fact: fact.disputed,
        ("archive",),
    ),
    Check(
        "owner-left",
        "Owner has left",
        "Nobody keeps it right, and nobody is reminded.",
        lambda fact: not fact.owner_active,
        ("set-owner",),
    ),
    Check(
        "overdue",
        "Overdue for review",
        "Its review date has passed; people are told not to rely on it.",
        lambda fact: fact.stale,
        ("verify", "set-review", "archive"),
    ),
    Check(
        "expiring",
        f"Expires within {EXPIRING_DAYS} days",
        "After that it is neither recommended nor sent. Give it a later date or a successor.",
        lambda fact: fact.usable and fact.expires_in is not None and fact.expires_in <= EXPIRING_DAYS,
        ("archive",),
    ),
    Check(
        "expired",
        "Expired, not archived",
        "It is still listed and can no longer be used.",
        lambda fact: fact.state == "expired",
        ("archive",),
    ),
    Check(
        "no-stage",
        "No stage",
        "It is missing from the coverage, and from every search by stage.",
        lambda fact: fact.usable and not fact.has_stage,
        ("set-stage",),
    ),
    Check(
        "no-persona",
        "No persona",
        "Nobody finds it by the person whom they talk to.",
        lambda fact: fact.usable and not fact.has_personas,
        ("add-personas",),
    ),
    Check(
        "no-summary",
        "No summary",
        "Lists show nothing under its title.",
        lambda fact: fact.usable and not fact.has_summary,
    ),
    Check(
        "no-points",
        "No talking points",
        "A seller who opens it has nothing to say with it.",
        lambda fact: fact.usable and not fact.has_points,
    ),
    Check(
        "same-file",
        "The same file twice",
        "Another asset has exactly the same file. Keep one.",
        lambda fact: fact.same_file,
        ("archive",),
    ),
    Check(
        "near-title",
        "Nearly the same title",
        "Two assets whose titles differ by a word or less: perhaps one of them twice.",
        lambda fact: fact.near_title,
        ("archive",),
    ),
    Check(
        "bad-address",
        "Address that cannot work",
        "It is no complete http or https address. Addresses are looked at, never fetched.",
        lambda fact: bool(fact.url) and not ADDRESS.fullmatch(fact.url),
    ),
    Check(
        "nothing-to-open",
        "Shareable, with nothing to share",
        "Buyers may have it, and there is neither a file nor an address nor any text.",
        lambda fact: (
            fact.usable and fact.audience == "shareable" and not (fact.url or fact.file_id or fact.has_body)
        ),
        ("set-audience",),
    ),
    Check(
        "file-failed",
        "File could not be read",
        "It has no preview and its words are not found. Its page says why.",
        lambda fact: fact.file_failed,
    ),
    Check(
        "unused",
        f"Unused for {UNUSED_DAYS} days",
        "Published that long, and nobody opened, took out, used or sent it since.",
        lambda fact: fact.usable and fact.unused and (fact.published_days or 0) >= UNUSED_DAYS,
        ("archive",),
    ),
    Check(
        "old-draft",
        f"Draft untouched for {OLD_DRAFT_DAYS} days",
        "Finish it or let it go.",
        lambda fact: fact.state == "draft" and fact.untouched_days >= OLD_DRAFT_DAYS,
        ("archive",),
    ),
)
# Hot or cold by fresh or stale, over what is usable; in the order of the page.
QUADRANTS = (
    Check(
        "hot-fresh",
        "Hot and fresh",
        "Used and right.",
        lambda fact: fact.usable and fact.hot and not fact.stale,
    ),
    CHECKS[0],
    Check(
        "cold-fresh",
        "Cold and fresh",
        "Right, and hardly anybody opens it.",
        lambda fact: fact.usable and not fact.hot and not fact.stale,
    ),
    Check(
        "cold-stale",
        "Cold and stale",
        "Overdue, and hardly anybody opens it: archive it or verify it.",
        lambda fact: fact.stale and not fact.hot,
        ("archive", "verify"),
    ),
)
WHOLE = (
    Check("usable", "Usable", "Published and not expired.", lambda fact: fact.usable),
    Check(
        "fresh", "Fresh", "Usable and not overdue for review.", lambda fact: fact.usable and not fact.stale
    ),
)
BY_SLUG = {check.slug: check for check in (*CHECKS, *QUADRANTS, *WHOLE)}
