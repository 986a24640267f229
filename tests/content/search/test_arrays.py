"""Arrays that were advanced hold what arrays read anew hold, whatever happened in between."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from content.search.arrays import Arrays
from content.search.documents import CODED_FACETS

numbers = st.integers(0, 6)


@st.composite
def codes(draw):
    """As `documents.codes_of` writes them: each facet has a value, 0 for none."""
    chosen = {number: draw(st.sets(numbers, min_size=1, max_size=3)) for number in range(len(CODED_FACETS))}
    return ",".join(str(value * 16 + number) for number, values in chosen.items() for value in sorted(values))


def rows(id):
    day = st.none() | st.integers(730_000, 740_000)
    there = st.tuples(
        st.just(id), st.just(id * 7), st.integers(0, 3), numbers, day, day, day, numbers, codes()
    )
    gone = st.just((id, *[None] * 8))
    return there | gone


changes = st.lists(st.integers(1, 200), max_size=12, unique=True).flatmap(
    lambda ids: st.tuples(*(rows(id) for id in ids))
)


def contents(arrays):
    """{object id: (numbers, {facet: values})} of what is held."""
    held = {}
    for slot in np.flatnonzero(arrays.object_ids >= 0):
        bit = np.zeros(arrays.size, dtype=bool)
        bit[slot] = True
        within = np.packbits(bit, bitorder="little").view(np.uint64)
        values = {facet: set(arrays.facets[facet].counts(within)) for facet in CODED_FACETS}
        held[int(arrays.object_ids[slot])] = (
            [int(column[slot]) for column in arrays.columns.values()],
            values,
        )
    return held


@settings(max_examples=20, deadline=None)
@given(st.lists(changes, min_size=1, max_size=6))
def test_advancing_equals_reading_anew(steps):
    arrays, table = Arrays.of([]), {}
    for step in steps:
        arrays = arrays.advanced(list(step))
        table.update({row[0]: row for row in step})
    anew = Arrays.of([row for row in table.values() if row[1] is not None])
    assert contents(arrays) == contents(anew)


@settings(max_examples=20, deadline=None)
@given(changes, changes)
def test_what_was_read_stays_as_it_was(first, second):
    arrays = Arrays.of([row for row in first if row[1] is not None])
    before = contents(arrays)
    arrays.advanced(list(second))
    assert contents(arrays) == before


def test_a_library_may_grow_past_its_first_size():
    row = lambda id: (id, id, 2, 1, None, None, None, 0, ",".join(str(16 + n) for n in range(10)))  # noqa: E731
    arrays = Arrays.of([row(1)])
    for start in range(2, 1_000, 100):
        arrays = arrays.advanced([row(id) for id in range(start, start + 100)])
    assert arrays.facets["stage"].counts(~np.zeros(arrays.size // 64, dtype=np.uint64)) == {1: 1_001}


def test_many_changes_wear_arrays_out():
    row = lambda id: (id, id, 2, 1, None, None, None, 0, "0")  # noqa: E731
    arrays = Arrays.of([row(id) for id in range(1, 2_000)])
    assert not arrays.is_worn
    assert arrays.advanced([(id, *[None] * 8) for id in range(1, 1_900)]).is_worn
