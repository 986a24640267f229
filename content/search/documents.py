"""What a feature hands to the index. Pure values; nothing here knows a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from content.search.query import AUDIENCES
from content.search.words import fold, index_texts, index_title, index_words
from portal.shared.dates import day_number

# In the order of SearchDocument.status.
STATUSES = ("draft", "in_review", "published", "archived")
# A facet's number in `codes`; freshness is not among them, it follows from dates and today.
CODED_FACETS = (
    "stage",
    "persona",
    "format",
    "competitor",
    "product",
    "industry",
    "language",
    "audience",
    "owner",
    "tag",
)
# Raised whenever `words` changes how text is cut, so that `check_search` indexes everything anew.
WORDS_VERSION = 1
TITLE_KEY_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found, keyed by (kind, id).

    facets: {facet: ids of the terms}, for stage, persona, format, competitor, product, industry, language, tag
    and owner. audience: "internal" or "shareable". status: "draft", "in_review", "published" or "archived".
    author_id sees the document while it is a draft.
    """

    kind: str
    id: int
    title: str
    points: tuple[str, ...]
    tags: str
    summary: str
    body: str
    facets: Mapping[str, tuple[int, ...]]
    audience: str
    status: str
    author_id: int | None
    published_on: date | None
    review_on: date | None
    expires_on: date | None
    updated_at: datetime


def codes_of(document):
    """The document's facet values as text: `value * 16 + facet number` with commas; value 0 is "not assigned"."""
    codes = []
    for number, facet in enumerate(CODED_FACETS):
        if facet == "audience":
            values = (AUDIENCES.index(document.audience) + 1,)
        else:
            values = sorted({value for value in document.facets.get(facet, ()) if value}) or (0,)
        codes += [value * 16 + number for value in values]
    return ",".join(map(str, codes))


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one document as the text index takes them, field by field."""

    title: list
    tags: list
    points: list
    summary: list
    body: list

    def words(self):
        return {word for name in self.__slots__ for word in getattr(self, name)}


def texts_of(document):
    """What is indexed of a document, cut into words."""
    return Texts(
        index_title(document.title),
        index_texts(document.tags.split(" · ")),
        index_texts(document.points),
        index_words(document.summary),
        index_words(document.body),
    )


def row_of(document):
    """The columns of a document's row as {name: value}: numbers, codes, sort key and the digest of all of it.

    The digest covers the texts too; `check_search` finds by it what is out of date.
    """
    row = {
        "title_key": fold(document.title)[:TITLE_KEY_LENGTH],
        "status": STATUSES.index(document.status),
        "author_id": document.author_id or 0,
        "published_day": day_number(document.published_on),
        "review_day": day_number(document.review_on),
        "expires_day": day_number(document.expires_on),
        "updated_ms": int(document.updated_at.timestamp() * 1000),
        "codes": codes_of(document),
    }
    texts = [document.title, document.tags, document.points, document.summary, document.body]
    whole = repr([WORDS_VERSION, row, texts]).encode("utf-8", "surrogatepass")
    return row | {"digest": blake2b(whole, digest_size=16).hexdigest()}
