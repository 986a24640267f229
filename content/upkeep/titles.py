"""Titles that are nearly the same, among very many. Pure.

Comparing all with all would take minutes: only titles that share all words, or all but one, are compared.
"""

import re
from collections import defaultdict

from rapidfuzz import fuzz

from content.library.rules import title_key

# A set of words that more titles share is a series, such as release notes.
MOST_ALIKE = 40
# Of 100. Stricter than while a title is typed: products that differ by one word are not doubles.
NEAR = 92


def near_ids(things):
    """Ids of those of `things` (anything with `pk` and `title`) whose title is nearly that of another."""
    buckets = defaultdict(list)
    for thing in things:
        for signature in _signatures(thing.title):
            buckets[signature].append(thing)
    found = set()
    for alike in buckets.values():
        if 1 < len(alike) <= MOST_ALIKE:
            found |= {one.pk for one in alike if _is_near(one, alike)}
    return found


def _is_near(one, alike):
    return any(_same(one.title, other.title) for other in alike if other.pk != one.pk)


def _same(title, other):
    """Whether two titles are nearly the same; those that differ in a number are a series."""
    if sorted(re.findall(r"\d+", title)) != sorted(re.findall(r"\d+", other)):
        return False
    return fuzz.token_sort_ratio(title_key(title), title_key(other)) >= NEAR


def _signatures(title):
    words = sorted(set(title_key(title).split()))
    yield tuple(words)
    if len(words) > 2:
        yield from (tuple(words[:place] + words[place + 1 :]) for place in range(len(words)))
