"""The order of what was found.

Narrow results are scored by the text index, plus a tier for titles, less what is stale. In broad ones a score says
little and costs much: there the title decides, then the library's own order.
"""

import numpy as np

from content.search import bitmaps
from content.search.arrays import NEVER
from content.search.port import current_port
from content.search.standing import RELEVANCE_LEFT, TIERS_LOST

NARROW = 600
IN_TITLE, STARTS_TITLE = 1.0, 0.5
NEW_FOR_DAYS = 365
NEWNESS = 0.1
# Ordering: (column, whether the highest comes first).
COLUMN_ORDERS = {
    "newest": ("published_day", True),
    "updated": ("updated_ms", True),
    "review": ("review_day", False),
}


def page_of(finding, query, on):
    """Object ids of the asked page."""
    arrays, name = finding.view.arrays, query.ordering.removeprefix("-")
    backwards = query.ordering.startswith("-")
    if name == "title":
        slots = _by_title(finding, backwards, query.offset + query.limit)[query.offset :]
    else:
        slots = finding.selection.slots()
        if name in COLUMN_ORDERS:
            keys = _column_keys(arrays, slots, name, backwards)
        elif finding.plan.wanted is None:
            keys = finding.selection.standing.order[slots]
        elif len(slots) <= NARROW:
            keys = _scored(finding, slots, on)
        else:
            keys = _tiered(finding, slots)
        slots = _best(slots, keys, query.offset, query.limit)
    return arrays.object_ids[slots].tolist()


def _best(slots, keys, offset, limit):
    """The slots with the highest keys, from `offset` on."""
    wanted = offset + limit
    if len(slots) > wanted:
        top = np.argpartition(keys, len(keys) - wanted)[len(keys) - wanted :]
        slots, keys = slots[top], keys[top]
    return slots[np.argsort(-keys, kind="stable")][offset:wanted]


def _column_keys(arrays, slots, name, backwards):
    """Keys by a date column; what has no date comes last in either direction, newer ids first among equals."""
    column, highest_first = COLUMN_ORDERS[name]
    values = arrays.columns[column][slots].astype(np.int64)
    missing = values == NEVER
    values = values if highest_first != backwards else -values
    rank = np.unique(values, return_inverse=True)[1].astype(np.int64) + 1
    rank[missing] = 0
    return (rank << 40) | (arrays.object_ids[slots] & (2**40 - 1))


def _by_title(finding, backwards, wanted):
    """The first `wanted` slots found, in the order of titles."""
    slots = finding.view.arrays.slots_of(current_port().by_title(backwards=backwards))
    return slots[bitmaps.contains(finding.selection.found, slots)][:wanted]


def _flags(arrays, ids):
    flags = np.zeros(arrays.size, dtype=bool)
    flags[arrays.slots_of(ids)] = True
    return flags


def _titles(finding, slots):
    """Per slot: whether all words are in its title, and whether it also starts with the first of them."""
    arrays, reading = finding.view.arrays, finding.reading
    titles = _flags(arrays, reading.titles)[slots]
    return titles, titles & _flags(arrays, reading.starts)[slots]


def _tiered(finding, slots):
    titles, starts = _titles(finding, slots)
    standing = finding.selection.standing
    lost = np.append(TIERS_LOST, 0)[standing.kinds[slots]]
    tiers = 4 + 2 * titles.astype(np.int64) + 2 * starts - lost
    return (tiers << 57) | standing.order[slots]


def _scored(finding, slots, on):
    """Relevance by slot, made an integer with the library's own order deciding between equals."""
    arrays, standing = finding.view.arrays, finding.selection.standing
    ids, scores = current_port().scores(finding.plan.ranked, arrays.columns["id"][slots])
    by_slot = np.zeros(arrays.size)
    by_slot[arrays.slot_of[ids]] = scores / max(scores.max(initial=0), 1e-9)
    titles, starts = _titles(finding, slots)
    relevance = by_slot[slots] + IN_TITLE * titles + STARTS_TITLE * starts
    age = np.abs(on.toordinal() - arrays.columns["published_day"][slots].astype(np.int64))
    relevance += NEWNESS * np.exp2(-age / NEW_FOR_DAYS)
    relevance *= np.append(RELEVANCE_LEFT, 0)[standing.kinds[slots]]
    order = np.argsort(np.argsort(standing.order[slots]))
    return (np.round(relevance * 10_000).astype(np.int64) << 20) | order
