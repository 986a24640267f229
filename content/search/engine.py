"""Ask the index. Page, API, saved views and home all come through here, so their numbers agree.

`viewer` is a `query.Viewer`; `on` is the date that freshness is judged by, today when left out.
"""

from dataclasses import replace

from content.search import bitmaps, memory
from content.search.grammar import parse
from content.search.memory import forget
from content.search.plan import make_plan
from content.search.port import current_port
from content.search.query import Answer, Query
from content.search.ranking import page_of
from content.search.selection import Selection
from content.search.typos import corrections
from portal.shared.dates import today

__all__ = ["all_ids", "count", "forget", "hits", "matrix", "removals", "run", "surely_seen"]
MOST_REMOVALS = 3
# Each is one more search; who types more words finds the others by the next step.
MOST_WORDS = 6


class Finding:
    """What one reading of the index found for words and choices."""

    def __init__(self, query, viewer, on, terms=None):
        self.terms = parse(query.words) if terms is None else terms
        self.view, self.plan, self.reading = memory.read(lambda view: self._plan(view, query.words))
        self.matched = self._matched()
        self.selection = Selection(self.view.arrays, viewer, on, query, self.matched)

    def _plan(self, view, typed):
        return make_plan(self.terms, view.lexicon, view.synonyms, typed=typed)

    def _matched(self):
        """The set of assets that the words match; None when there are no words."""
        arrays, reading = self.view.arrays, self.reading
        if self.plan.wanted is None and self.plan.excluded is None:
            return None
        if self.plan.wanted is None:
            found = ~bitmaps.from_slots([], arrays.size)
        else:
            # Titles match what the words match, but for a single letter, which only titles are asked for.
            found = bitmaps.from_slots(arrays.slots_of(reading.wanted), arrays.size)
            found = found | bitmaps.from_slots(arrays.slots_of(reading.titles), arrays.size)
        return found & ~bitmaps.from_slots(arrays.slots_of(reading.excluded), arrays.size)

    @property
    def found_words(self):
        """Whether the viewer may see any asset with these words, whatever else is chosen."""
        return self.plan.wanted is None or bool(self.selection.base.any())


def run(query, viewer, on=None):
    """The Answer to a Query: a page of asset ids, the total, and the count beside every value of every facet."""
    on = on or today()
    finding, corrected = _find(query, viewer, on)
    return Answer(
        total=finding.selection.total,
        ids=page_of(finding, query, on),
        counts=finding.selection.counts(),
        corrected=corrected,
        terms=finding.plan.highlights,
        synonyms=finding.plan.synonyms,
        vocabulary_version=finding.reading.vocabulary_version,
    )


def count(query, viewer, on=None):
    """How many assets a Query finds."""
    return _find(query, viewer, on or today())[0].selection.total


def all_ids(query, viewer, on=None):
    """The ids of all assets that a Query finds, in order of id."""
    finding, _ = _find(query, viewer, on or today())
    return sorted(finding.view.arrays.object_ids[finding.selection.slots()].tolist())


def surely_seen(facet, values, viewer):
    """Those of a facet's values that some asset has which the viewer may see, as far as this process knows.

    Asks the database nothing: a value that is missing here may have come a moment ago.
    """
    view = memory.last_view()
    if view is None:
        return set()
    selection = Selection(view.arrays, viewer, today(), Query())
    return {value for value in values if (selection.set_of(facet, value) & selection.permitted).any()}


def matrix(viewer, rows, columns, on=None, query=Query()):  # noqa: B008 (a frozen value)
    """{(row value, column value): n} over two facets of what a Query finds, without zeros."""
    return _find(query, viewer, on or today())[0].selection.matrix(rows, columns)


def removals(query, viewer, on=None):
    """What to take away from a Query that finds nothing: up to three (what, value, total), the most results first.

    what: a facet, with the value to let go; "words", all of them, with the value ""; or "word", with (the one to let
    go, the words that stay) as the value. Where one word is in the way, it is always among the three.
    """
    on = on or today()
    finding, _ = _find(query, viewer, on)

    def total(less):
        # Choices are sets in memory: only other words have to be looked up.
        if less.words not in ("", query.words):
            return count(less, viewer, on)
        matched = finding.matched if less.words else None
        return Selection(finding.view.arrays, viewer, on, less, matched).total

    options = [(*what, total(less)) for what, less in _lesser(query)]
    found = sorted((option for option in options if option[2]), key=lambda option: -option[2])
    best = found[:MOST_REMOVALS]
    word = next((option for option in found if option[0] == "word"), None)
    # Letting go of everything brings the most, and the least of what was asked for.
    return best if word is None or word in best else [*best[:-1], word]


def hits(words, viewer, kind, limit):
    """Object ids of the documents of another kind than assets that match the words best."""
    if not (terms := parse(words)):
        return []
    view, _, _ = memory.read(lambda view: None)
    plan = make_plan(terms, view.lexicon, view.synonyms, typed=words)
    return current_port().hits(plan, viewer, kind, limit) if plan.wanted else []


def _find(query, viewer, on):
    """(Finding, corrected words) of a Query, the words corrected where as typed they find nothing."""
    finding = Finding(query, viewer, on)
    if finding.found_words or query.literal:
        return finding, ""
    terms = finding.terms
    if finding.plan.soft:
        shorter = Finding(query, viewer, on, terms[:-1])
        if shorter.found_words:
            return shorter, ""
    for text in corrections(query.words, terms, finding.view.lexicon, viewer):
        corrected = Finding(replace(query, words=text), viewer, on)
        if corrected.found_words:
            return corrected, text
    return finding, ""


def _lesser(query):
    """((what, value), Query) for every single thing that can be taken away from a Query."""
    for side in ("include", "exclude"):
        chosen = getattr(query, side)
        for facet, values in chosen.items():
            for value in values:
                rest = tuple(other for other in values if other != value)
                yield (facet, value), replace(query, **{side: {**chosen, facet: rest}})
    if terms := parse(query.words):
        yield ("words", ""), replace(query, words="")
        worth = [term for term in terms if not term.is_stop_word] if len(terms) > 1 else []
        for term in worth[:MOST_WORDS]:
            word, rest = _taken_out(term, query.words)
            yield ("word", (word, rest)), replace(query, words=rest)


def _taken_out(term, typed):
    """(a term as it was typed, the text without it)."""
    start = term.start - (term.negative and typed[: term.start].endswith("-"))
    rest = f"{typed[:start]} {typed[term.end :]}"
    return typed[start : term.end], " ".join(rest.split())
