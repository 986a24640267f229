"""Which assets a viewer may see, which of them are chosen, and how many there are beside every value. Pure.

The count beside a value is the total if that value were the only one chosen of its facet: own choices and own
exclusions are left out of a facet's counts. What is archived is left out of everything unless it is chosen: an
exclusion that `freshness` makes by itself.
"""

from functools import reduce

import numpy as np

from content.search import bitmaps
from content.search.query import AUDIENCES, FACETS, FRESHNESS
from content.search.standing import standing

ARCHIVED = "archived"


class Selection:
    """One viewer's view of `arrays` on a date, narrowed to `matched` (a set; None for everything) and the choices."""

    def __init__(self, arrays, viewer, on, query, matched=None):
        self.arrays, self.query = arrays, query
        self.standing = arrays.day(on, standing)
        self.permitted = permitted(arrays, self.standing, viewer)
        self.base = self.permitted if matched is None else self.permitted & matched
        self.choices = {facet: chosen for facet in FACETS if (chosen := self._choice(facet)) is not None}
        self.found = reduce(np.bitwise_and, self.choices.values(), self.base)

    @property
    def total(self):
        return bitmaps.size(self.found)

    def slots(self):
        return bitmaps.to_slots(self.found)

    def _choice(self, facet):
        """The set that a facet's choices leave, None where nothing is chosen."""
        include, exclude = self.query.include.get(facet, ()), self.query.exclude.get(facet, ())
        if facet == "freshness" and ARCHIVED not in include:
            exclude = (*exclude, ARCHIVED)
        if not include and not exclude:
            return None
        chosen = self._union(facet, include) if include else ~np.zeros_like(self.base)
        return chosen & ~self._union(facet, exclude)

    def _union(self, facet, values):
        sets = (self.set_of(facet, value) for value in values)
        return reduce(np.bitwise_or, sets, np.zeros_like(self.base))

    def set_of(self, facet, value):
        """All assets with `value`, permitted or not."""
        if facet == "freshness":
            known = value in FRESHNESS
            return self.standing.sets[FRESHNESS.index(value)] if known else np.zeros_like(self.base)
        return self.arrays.facets[facet].set_of(_stored(facet, value), self.arrays.size)

    def without(self, facet):
        """The set that all choices but those of `facet` leave."""
        if facet not in self.choices:
            return self.found
        others = (chosen for name, chosen in self.choices.items() if name != facet)
        return reduce(np.bitwise_and, others, self.base)

    def counts(self):
        """{facet: {value: n}} for every facet, without zeros."""
        counted = self.arrays.stack.counts(self.found)
        return {
            facet: _shown(facet, counted[facet])
            if facet in counted and facet not in self.choices
            else self._counts_of(facet, self.without(facet))
            for facet in FACETS
        }

    def _counts_of(self, facet, within):
        if facet == "freshness":
            numbers = bitmaps.sizes(self.standing.sets & within).tolist()
            return {value: number for value, number in zip(FRESHNESS, numbers, strict=True) if number}
        return _shown(facet, self.arrays.facets[facet].counts(within))

    def matrix(self, rows, columns):
        """{(row value, column value): n} over two facets, without zeros."""
        numbers = {}
        for value in self._counts_of(rows, self.found):
            counted = self._counts_of(columns, self.found & self.set_of(rows, value))
            numbers |= {(value, other): number for other, number in counted.items()}
        return numbers


def permitted(arrays, on_day, viewer):
    """What a viewer may know of: published, and own drafts; everything for those who see all."""
    if viewer.sees_all:
        return np.bitwise_or.reduce(on_day.sets)
    own = on_day.drafts[arrays.columns["author_id"][on_day.drafts] == viewer.user_id]
    return on_day.published | bitmaps.from_slots(own, arrays.size)


def _shown(facet, stored):
    """Counts by value as an Answer has them, from counts by stored value."""
    if facet == "audience":
        return {AUDIENCES[value - 1]: number for value, number in stored.items()}
    if none := stored.pop(0, 0):
        stored[None] = none
    return stored


def _stored(facet, value):
    if value is None:
        return 0
    if facet == "audience":
        return AUDIENCES.index(value) + 1 if value in AUDIENCES else 0
    return value
