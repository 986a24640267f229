"""The numbers of every asset in the index, as arrays of one process: facets as sets, dates, visibility.

A value is never changed: `Arrays.advanced` answers with a new one, so threads need no lock to read, and what an
open transaction sees can be built beside what all share. 100,000 assets take about 12 MB.
"""

import numpy as np

from content.search import bitmaps
from content.search.documents import CODED_FACETS

# Columns of a row of content_searchdocument, in the order in which the ports read them.
COLUMNS = (
    "id",
    "object_id",
    "status",
    "author_id",
    "published_day",
    "review_day",
    "expires_day",
    "updated_ms",
    "codes",
)
NUMBERS = COLUMNS[:-1]
# Stands for "no date"; later than any.
NEVER = 2**31 - 1
FREE = -1


class Facet:
    """The sets of one facet's values: common values as bits, rare ones as (value, slot) pairs sorted by value.

    A value that a 64th of the library has costs as much either way.
    """

    __slots__ = ("bits", "pair_slots", "pair_starts", "pair_values", "values")

    def __init__(self, values, bits, pair_values, pair_slots):
        self.values, self.bits = values, bits
        self.pair_values, self.pair_slots = pair_values, pair_slots
        self.pair_starts = np.flatnonzero(np.diff(pair_values, prepend=-1))

    @classmethod
    def of(cls, values, slots, size):
        """From parallel arrays of value and slot."""
        known, place, counts = np.unique(values, return_inverse=True, return_counts=True)
        common = counts * 64 >= size
        row_of = np.cumsum(common) - 1
        bits = np.zeros((int(common.sum()), bitmaps.word_count(size)), dtype=np.uint64)
        is_common = common[place]
        bitmaps.scatter(bits, row_of[place[is_common]], slots[is_common])
        return cls(known[common], bits, *_sorted(values[~is_common], slots[~is_common]))

    def advanced(self, changed, flags, values, slots, size):
        """The same with the changed slots' values replaced. changed: as a set, flags: as booleans."""
        bits = self.bits & ~changed[: self.bits.shape[1]]
        if (wider := bitmaps.word_count(size) - bits.shape[1]) > 0:
            bits = np.pad(bits, ((0, 0), (0, wider)))
        kept = ~flags[self.pair_slots]
        row = np.searchsorted(self.values, values)
        is_common = np.zeros(len(values), dtype=bool)
        inside = row < len(self.values)
        is_common[inside] = self.values[row[inside]] == values[inside]
        bitmaps.scatter(bits, row[is_common], slots[is_common])
        pair_values = np.concatenate([self.pair_values[kept], values[~is_common]])
        pair_slots = np.concatenate([self.pair_slots[kept], slots[~is_common]])
        return Facet(self.values, bits, *_sorted(pair_values, pair_slots))

    def set_of(self, value, size):
        """The slots that have `value`, as a set."""
        row = np.searchsorted(self.values, value)
        if row < len(self.values) and self.values[row] == value:
            return self.bits[row]
        first, last = np.searchsorted(self.pair_values, [value, value + 1])
        return bitmaps.from_slots(self.pair_slots[first:last], size)

    def counts(self, within):
        """{value: how many of the set `within` have it}, without zeros."""
        found = dict(zip(self.values.tolist(), bitmaps.sizes(self.bits & within).tolist(), strict=True))
        if len(self.pair_values):
            inside = bitmaps.to_flags(within)[self.pair_slots].view(np.uint8)
            sums = np.add.reduceat(inside, self.pair_starts, dtype=np.uint32)
            found |= zip(self.pair_values[self.pair_starts].tolist(), sums.tolist(), strict=True)
        return {value: number for value, number in found.items() if number}


class Stack:
    """All facets on top of each other, so that counting them takes one pass instead of one a facet."""

    def __init__(self, facets):
        self.bits = np.concatenate([facet.bits for facet in facets.values()])
        self.pair_slots = np.concatenate([facet.pair_slots for facet in facets.values()])
        starts, self.places, row, pair, pairs_before = [], {}, 0, 0, 0
        for name, facet in facets.items():
            rows, pairs = len(facet.bits), len(facet.pair_starts)
            values = [*facet.values.tolist(), *facet.pair_values[facet.pair_starts].tolist()]
            self.places[name] = (values, slice(row, row + rows), slice(pair, pair + pairs))
            facet.bits = self.bits[row : row + rows]
            starts.append(facet.pair_starts + pairs_before)
            row, pair, pairs_before = row + rows, pair + pairs, pairs_before + len(facet.pair_slots)
        self.starts = np.concatenate(starts)

    def counts(self, within):
        """{facet: {value: how many of the set `within` have it}}, without zeros."""
        common, rare = bitmaps.sizes(self.bits & within).tolist(), []
        if len(self.starts):
            inside = bitmaps.to_flags(within)[self.pair_slots].view(np.uint8)
            rare = np.add.reduceat(inside, self.starts, dtype=np.uint32).tolist()
        return {
            name: {value: n for value, n in zip(values, common[rows] + rare[pairs], strict=True) if n}
            for name, (values, rows, pairs) in self.places.items()
        }


def _sorted(values, slots):
    order = np.argsort(values, kind="stable")
    return values[order], slots[order]


class Arrays:
    """All assets at one position of the change log. Slots are places; `object_ids` says whose, FREE for nobody's."""

    def __init__(self, size, used, slot_of, columns, facets, touched=0):
        self.size, self.used, self.slot_of, self.touched = size, used, slot_of, touched
        self.columns, self.facets, self.stack = columns, facets, Stack(facets)
        self.object_ids = columns["object_id"]
        self._days = {}

    @classmethod
    def of(cls, rows):
        """From rows of COLUMNS, ordered or not."""
        used = len(rows)
        size = bitmaps.word_count(used + used // 8 + 64) * 64
        numbers, values, facets, slots = _parsed(rows, np.arange(used))
        slot_of = np.full(int(numbers["id"].max(initial=0)) + 1, FREE, dtype=np.int32)
        slot_of[numbers["id"]] = np.arange(used)
        columns = {name: _column(name, size) for name in NUMBERS}
        for name, column in columns.items():
            column[:used] = numbers[name]
        facet_of = {
            facet: Facet.of(values[facets == number], slots[facets == number], size)
            for number, facet in enumerate(CODED_FACETS)
        }
        return cls(size, used, slot_of, columns, facet_of)

    def advanced(self, rows):
        """The same with these documents as they are now; a row without an object_id went."""
        rows = [row for row in rows if row[1] is not None or self._knows(row[0])]
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        slot_of, used = self._with_slots(ids)
        slots = slot_of[ids]
        size = self.size
        if used > size:
            size = bitmaps.word_count(used + used // 8) * 64
        there = [index for index, row in enumerate(rows) if row[1] is not None]
        numbers, values, facets, value_slots = _parsed([rows[index] for index in there], slots[there])
        columns = {}
        for name, column in self.columns.items():
            columns[name] = _column(name, size)
            columns[name][: self.size] = column
            columns[name][slots] = _empty(name)
            columns[name][slots[there]] = numbers[name]
        changed = bitmaps.from_slots(slots, size)
        flags = bitmaps.to_flags(changed)
        facet_of = {
            facet: self.facets[facet].advanced(
                changed, flags, values[facets == number], value_slots[facets == number], size
            )
            for number, facet in enumerate(CODED_FACETS)
        }
        return Arrays(size, used, slot_of, columns, facet_of, self.touched + len(rows))

    def _knows(self, row_id):
        return row_id < len(self.slot_of) and self.slot_of[row_id] != FREE

    def _with_slots(self, ids):
        """slot_of with a slot for each of `ids`, and how many slots are used then."""
        slot_of = self.slot_of.copy()
        if (top := int(ids.max(initial=0)) + 1) > len(slot_of):
            slot_of = np.pad(slot_of, (0, top - len(slot_of) + top // 8), constant_values=FREE)
        new = np.unique(ids[slot_of[ids] == FREE])
        slot_of[new] = np.arange(self.used, self.used + len(new))
        return slot_of, self.used + len(new)

    @property
    def is_worn(self):
        """Whether so much has changed since it was read that reading it anew makes it smaller and faster."""
        return self.touched > self.used // 2 + 500

    def slots_of(self, ids):
        """Slots of the documents with these row ids, unknown ones left out."""
        ids = ids[ids < len(self.slot_of)]
        slots = self.slot_of[ids]
        return slots[slots != FREE]

    def day(self, on, derive):
        """What `derive(self, day number)` makes of these arrays on a date, kept for the last two dates asked."""
        number = on.toordinal()
        held = self._days.get(number)
        if held is None:
            held = derive(self, number)
            self._days = dict([*self._days.items()][-1:]) | {number: held}
        return held


def _empty(name):
    return {"object_id": FREE, "status": FREE}.get(name, NEVER if "day" in name else 0)


def _column(name, size):
    kind = np.int64 if name in {"id", "object_id", "author_id", "updated_ms"} else np.int32
    return np.full(size, _empty(name), dtype=kind)


def _parsed(rows, row_slots):
    """Rows as ({column: numbers}, values, facet numbers, slots), the last three parallel, one per facet value."""
    numbers = {}
    for place, name in enumerate(NUMBERS):
        missing = _empty(name)
        column = [missing if row[place] is None else row[place] for row in rows]
        numbers[name] = np.array(column, dtype=np.int64)
    texts = [row[-1] for row in rows]
    codes = np.fromstring(",".join(texts), dtype=np.int64, sep=",") if texts else np.empty(0, np.int64)
    lengths = [text.count(",") + 1 for text in texts]
    slots = np.repeat(row_slots, lengths)
    return numbers, codes >> 4, codes & 15, slots
