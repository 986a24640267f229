"""What is asked and what is answered. Pure values.

In `include`, `exclude` and `counts` a facet's values are ids of terms or people; None means "not assigned".
The values of `freshness` and `audience` are words: see FRESHNESS and AUDIENCES.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FACETS = (
    "stage",
    "persona",
    "format",
    "competitor",
    "product",
    "industry",
    "language",
    "freshness",
    "audience",
    "owner",
    "tag",
)
FRESHNESS = ("fresh", "due-soon", "overdue", "expired", "draft", "in-review", "archived")
AUDIENCES = ("internal", "shareable")
# "" is relevance with words, and without any the library's own order: current before stale, newest first.
ORDERINGS = ("newest", "-newest", "updated", "-updated", "title", "-title", "review", "-review")
NOTHING = MappingProxyType({})


@dataclass(frozen=True)
class Query:
    """literal: take the words as they are typed, without correcting typing errors."""

    words: str = ""
    include: Mapping[str, tuple] = field(default_factory=lambda: NOTHING)
    exclude: Mapping[str, tuple] = field(default_factory=lambda: NOTHING)
    ordering: str = ""
    offset: int = 0
    limit: int = 25
    literal: bool = False


@dataclass(frozen=True)
class Viewer:
    """sees_all: sees other people's drafts and what is archived (marketers and admins)."""

    user_id: int
    sees_all: bool


@dataclass(frozen=True)
class Answer:
    """ids: the asked page, in order. counts: {facet: {value: n}}, values without any result left out; the
    count beside a value is the total if it were the only one chosen of its facet.

    corrected: the words that were searched instead, "" if none. terms: what to highlight (see `marks`).
    synonyms: (typed, also searched) pairs. vocabulary_version: what the labels' cache is keyed by.
    """

    total: int
    ids: list
    counts: dict
    corrected: str = ""
    terms: tuple = ()
    synonyms: tuple = ()
    vocabulary_version: int = 0
