"""What the global search suggests while it is being typed."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from content.library.found import find
from content.library.rows import read_rows_and_named
from portal.shared.registry import registry

ASSETS = 5
POINTS = 3
OTHERS = 3
SHORTEST = 2


@dataclass
class Suggestions:
    """named: the asset whose reference or address was typed, or None. assets: rows; points: (text, row) pairs;
    groups: (label, found things) of the other features.

    total: how many assets the words find; corrected: the words that were searched instead, "" if none;
    marks: what to highlight.
    """

    words: str
    total: int = 0
    corrected: str = ""
    marks: tuple = ()
    named: object = None
    assets: list = field(default_factory=list)
    points: list = field(default_factory=list)
    groups: list = field(default_factory=list)


def suggest(words, user):
    """Suggestions for at least SHORTEST characters; nothing for less."""
    words = " ".join(words.split())
    if len(words) < SHORTEST:
        return Suggestions(words)
    reading, answer = find(QueryDict(urlencode({"q": words})), user)
    marks = tuple(term.rstrip("*") for term in answer.terms)
    rows, _, named = read_rows_and_named(user, answer.ids, reading.terms, text=words)
    groups = [(label, finder(words, user, OTHERS)) for label, finder in registry.finders]
    return Suggestions(
        words=words,
        total=answer.total,
        corrected=answer.corrected,
        marks=marks,
        named=named,
        assets=rows[:ASSETS],
        points=_points(rows, marks),
        groups=[(label, found) for label, found in groups if found],
    )


def _points(rows, marks):
    """The talking points of the best assets that hold the most of the words, one an asset."""
    wanted = [mark.casefold() for mark in marks]
    scored = []
    for row in rows:
        hits = [(sum(mark in text.casefold() for mark in wanted), text) for text in row.points]
        best = max(hits, key=lambda hit: hit[0], default=(0, ""))
        scored.append((*best, row))
    scored.sort(key=lambda entry: -entry[0])
    return [(text, row) for hits, text, row in scored if hits][:POINTS]
