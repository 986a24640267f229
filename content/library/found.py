"""One page of the library, found and read: what the list, its fragments and the bulk change show."""

from dataclasses import replace
from functools import cached_property

from django.core.paginator import Paginator
from django.http import QueryDict

from content.library.criteria import write_query
from content.library.filters import People, read_query, viewer_of
from content.library.models import Asset
from content.library.rail import rail_of
from content.library.rows import read_rows_and_named
from content.library.wording import snippet_at
from content.search import engine
from content.search.query import Query
from content.vocabularies.labels import labels, last_seen


class Found:
    """A reading, the search's answer to it and the rows of the asked page."""

    def __init__(self, reading, answer):
        self.reading, self.answer = reading, answer
        self.criteria = reading.criteria

    @cached_property
    def page(self):
        """A Django page whose items are rows."""
        page = Paginator(range(self.answer.total), self.reading.page_size).get_page(self.criteria.page)
        page.object_list = self.rows
        return page

    @cached_property
    def _rows(self):
        opened = self.criteria.page_only.get("sel")
        words = self.criteria.words.strip()
        person, terms = self.reading.user, self.reading.terms
        return read_rows_and_named(person, self.answer.ids, terms, opened, words, self.marks)

    @cached_property
    def marks(self):
        """The words to highlight; a word that may go on (`*`) is marked where it begins one."""
        return [term.rstrip("*") for term in self.answer.terms]

    @cached_property
    def rows(self):
        """(row, snippet) of the page's assets, in order; a row keeps its file's page if the snippet is from it."""
        return [(row, _snippet_of(row, self.marks)) for row in self._rows[0]]

    @cached_property
    def named(self):
        """The asset whose reference or address was typed, or None."""
        return self._rows[2]

    @property
    def opened(self):
        """The row that is open in the preview, or None."""
        return self._rows[1]

    @cached_property
    def rail(self):
        return rail_of(self.reading, self.answer)

    @property
    def address(self):
        """The written-out address of this page, without the list's path."""
        return write_query(self.criteria)


def _snippet_of(row, marks):
    texts = row.texts
    place, snippet = snippet_at(marks, [*texts, row.page.text] if row.page else texts)
    if place != len(texts):
        row.page = None
    return snippet


def find(params, user):
    """(reading, answer) for the parameters of a page: the reading knows the terms that the answer speaks of.

    The answer brings the vocabularies' version, so the usual page asks no query for it.
    """
    reading = read_query(params, user, terms=last_seen())
    answer = engine.run(reading.query, reading.viewer)
    if answer.vocabulary_version != reading.terms.version:
        reading = read_query(params, user, terms=labels(answer.vocabulary_version))
        answer = engine.run(reading.query, reading.viewer)
    return _within(reading, answer)


def _within(reading, answer):
    """A page after the last one shows the last one."""
    last = max(1, -(-answer.total // reading.page_size))
    if reading.criteria.page > last:
        reading.criteria = replace(reading.criteria, page=last)
        del reading.query
        answer = engine.run(reading.query, reading.viewer)
    return reading, answer


def counts_of(queries, user):
    """How many assets each query string finds for a person; a `registry.list_counts` entry."""
    readings = _readings(queries, user)
    return [engine.count(reading.query, reading.viewer) for reading in readings]


def in_words(queries, user):
    """Query strings as sentences; a `registry.in_words` entry."""
    return [reading.sentence for reading in _readings(queries, user)]


def _readings(queries, user):
    terms, people = labels(), People(user)
    return [read_query(QueryDict(query), user, terms=terms, people=people) for query in queries]


def candidates(words, user, limit=5):
    """The assets that fit the words best, for a person to choose one."""
    answer = engine.run(Query(words=words, limit=limit), viewer_of(user))
    return Asset.objects.visible_to(user).for_listing().in_order(answer.ids)
