"""How every asset stands on a date: its freshness, and its place where no words decide. Pure."""

from dataclasses import dataclass

import numpy as np

from content.search import bitmaps
from content.search.arrays import FREE, NEVER
from content.search.query import FRESHNESS

DUE_SOON_DAYS = 28
DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED = range(4)
# By place in FRESHNESS: where an asset stands in the library's own order, highest first ...
STATIC_TIER = np.array([5, 5, 3, 1, 2, 2, 0])
# ... how much is left of its relevance to narrow searches ...
RELEVANCE_LEFT = np.array([1.0, 1.0, 0.85, 0.5, 0.9, 0.9, 0.4])
# ... and how many title tiers it falls behind in broad ones.
TIERS_LOST = np.array([0, 0, 1, 3, 1, 1, 4])


@dataclass(frozen=True, slots=True)
class Standing:
    """kinds: place in FRESHNESS by slot, len(FRESHNESS) for a free slot. sets: one set per freshness.

    drafts: the slots of what is not published yet. order: a number by slot, higher is better, no two alike.
    """

    kinds: np.ndarray
    sets: np.ndarray
    published: np.ndarray
    drafts: np.ndarray
    order: np.ndarray


def standing(arrays, today):
    """The Standing of `arrays` on a day number. Expired means after its last day; what is to be reviewed or
    expires within 28 days is due soon.
    """
    columns = arrays.columns
    status, review, expires = columns["status"], columns["review_day"], columns["expires_day"]
    kinds = np.full(arrays.size, FRESHNESS.index("fresh"), dtype=np.int8)
    kinds[np.minimum(review, expires) <= today + DUE_SOON_DAYS] = FRESHNESS.index("due-soon")
    kinds[review < today] = FRESHNESS.index("overdue")
    kinds[expires < today] = FRESHNESS.index("expired")
    for state, name in ((DRAFT, "draft"), (IN_REVIEW, "in-review"), (ARCHIVED, "archived")):
        kinds[status == state] = FRESHNESS.index(name)
    kinds[status == FREE] = len(FRESHNESS)
    sets = np.stack([bitmaps.from_flags(kinds == place) for place in range(len(FRESHNESS))])
    drafts = np.flatnonzero((status == DRAFT) | (status == IN_REVIEW))
    return Standing(kinds, sets, bitmaps.from_flags(status == PUBLISHED), drafts, _order(arrays, kinds))


def _order(arrays, kinds):
    tier = np.append(STATIC_TIER, 0)[kinds]
    published = arrays.columns["published_day"].astype(np.int64)
    published = np.where(published == NEVER, 0, published)
    return (tier << 52) | (published << 31) | (arrays.object_ids & (2**31 - 1))
