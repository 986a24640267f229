"""What a list of assets is asked for, as a value, and its address. Pure.

`stage=bofu,mofu` means either, `persona!=cfo` leaves out, `__none` is "not assigned"; parameters add up.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

NONE = "__none"
# In the order in which pages show them.
FACETS = (
    "stage",
    "persona",
    "format",
    "freshness",
    "competitor",
    "industry",
    "product",
    "audience",
    "language",
    "owner",
    "tag",
)
# What only pages know: layout, page size, no correction of typing errors, open preview, base of a changed view,
# the facet whose values are all shown.
PAGE_ONLY = ("view", "size", "literal", "sel", "saved", "all")
VIEWS = ("cards", "table")
SIZES = (25, 50, 100)
WORDS_LIMIT = 200


@dataclass(frozen=True)
class Criteria:
    """The library's query by slugs.

    included and excluded: {facet: sorted tuple of slugs}, without empty ones. page_only: {name: text}.
    """

    words: str = ""
    included: dict = field(default_factory=dict)
    excluded: dict = field(default_factory=dict)
    ordering: str = ""
    page: int = 1
    page_only: dict = field(default_factory=dict)

    def side(self, exclude):
        return self.excluded if exclude else self.included

    def values(self, facet, exclude=False):
        return self.side(exclude).get(facet, ())

    @property
    def chosen(self):
        """(facet, excluded, slugs) of every filter, in the order of the facets."""
        sides = ((False, self.included), (True, self.excluded))
        return [(facet, off, side[facet]) for facet in FACETS for off, side in sides if facet in side]

    @property
    def filter_count(self):
        return len(self.chosen)

    @property
    def is_bare(self):
        """Whether it asks for everything."""
        return not (self.words or self.included or self.excluded)

    def with_values(self, facet, values, exclude=False):
        """The same with exactly `values` on one side of `facet`, from its first page."""
        name = "excluded" if exclude else "included"
        side = {key: kept for key, kept in self.side(exclude).items() if key != facet}
        if values:
            side[facet] = tuple(sorted(set(values)))
        return replace(self.first_page(), **{name: side})

    def toggled(self, facet, value):
        """Chosen if it was not, free if it was; an exclusion of the value is lifted."""
        chosen = self.values(facet)
        rest = [one for one in chosen if one != value]
        kept = [one for one in self.values(facet, True) if one != value]
        wanted = rest if value in chosen else [*rest, value]
        return self.with_values(facet, wanted).with_values(facet, kept, True)

    def excluding(self, facet, value):
        """Left out if it was not, free if it was; a choice of the value is lifted."""
        left_out = self.values(facet, True)
        rest = [one for one in left_out if one != value]
        kept = [one for one in self.values(facet) if one != value]
        wanted = rest if value in left_out else [*rest, value]
        return self.with_values(facet, kept).with_values(facet, wanted, True)

    def without(self, facet, exclude=False):
        return self.with_values(facet, (), exclude)

    def saying(self, words):
        return replace(self.first_page().showing(literal=None), words=clean_words(words))

    def only_words(self):
        """The same words over the whole library."""
        return replace(self.first_page(), included={}, excluded={})

    def cleared(self):
        """Nothing asked for; layout and order stay."""
        return replace(self.only_words(), words="")

    def holds(self, other):
        """Whether every filter of `other` stands here as it is there."""
        return bool(other.chosen) and all(
            self.values(facet, off) == values for facet, off, values in other.chosen
        )

    def minus(self, other):
        """The same without the facets' sides that `other` fills."""
        kept = self
        for facet, off, _ in other.chosen:
            kept = kept.without(facet, off)
        return kept

    def showing(self, **page_only):
        """The same with other page-only settings; None or "" removes one."""
        kept = {name: value for name, value in {**self.page_only, **page_only}.items() if value}
        return replace(self, page_only={name: str(kept[name]) for name in PAGE_ONLY if name in kept})

    def ordered(self, ordering):
        return replace(self.first_page(), ordering=ordering)

    def on_page(self, number):
        return replace(self.showing(sel=None), page=number)

    def first_page(self):
        """Another question has other pages, and what was open in the preview may not be among its answers."""
        return replace(self.showing(sel=None), page=1)

    def plain(self):
        """Only what is asked, as a saved view keeps it: words, filters, order."""
        return replace(self, page=1, page_only={})


def clean_words(text):
    """Typed words with single spaces, without control characters, at most 200 characters."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:WORDS_LIMIT].strip()


def pairs_of(criteria):
    """[(parameter, value)] of the written-out address, in the one order that it is always written in."""
    pairs = [("q", criteria.words)]
    pairs += [(f"{facet}!" if off else facet, ",".join(values)) for facet, off, values in criteria.chosen]
    pairs += [("ordering", criteria.ordering), ("page", str(criteria.page) if criteria.page > 1 else "")]
    pairs += [(name, criteria.page_only.get(name, "")) for name in PAGE_ONLY]
    return [(name, value) for name, value in pairs if value]


def write_query(criteria):
    """The query string, without `?`: the same for equal criteria; "" for everything."""
    return query_string(pairs_of(criteria))


def query_string(pairs):
    """Parameters as people can read them in the address: commas and exclamation marks as they are."""
    return urlencode(pairs, safe=",!")
