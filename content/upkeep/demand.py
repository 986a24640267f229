"""What is asked for and not there: open requests, searches that found nothing, and needs that others know of.

Each is filed under the stage and the term that it names; what names several stands under each of them.
"""

import re
from collections import defaultdict
from datetime import timedelta
from itertools import product

from django.http import QueryDict
from django.utils import timezone

from content.feedback.models import ContentRequest
from content.search.models import SearchLog
from content.search.words import fold, pieces, spell
from portal.shared.registry import registry

SEARCH_DAYS = 90
MOST_SEARCHES = 2000
SEES_SEARCHES = "content.change_asset"


class Demand:
    """Three tables {(stage id or None, term id): list}: `requests` (ids), `searches` (rows), `needs` (sentence, url).

    by: the vocabulary of the terms. What others searched for is shown to those who keep the library.
    """

    def __init__(self, viewer, by, terms):
        self.viewer, self.by, self.terms = viewer, by, terms
        self.requests, self.searches, self.needs = defaultdict(list), defaultdict(list), defaultdict(list)
        self._file_requests()
        if viewer.has_perm(SEES_SEARCHES):
            self._file_searches()
        for function in registry.demand:
            for place, needs in function(by, viewer).items():
                self.needs[place] += needs

    def _file_requests(self):
        asked = ContentRequest.objects.visible_to(self.viewer).open()
        for pk, stage, persona, query in asked.values_list("pk", "stage_id", "persona_id", "query"):
            chosen = {"stage": stage, "persona": persona}
            stages, found = (self._chosen(query, name, chosen.get(name)) for name in ("stage", self.by))
            self._file(self.requests, stages, found, pk)

    def _file_searches(self):
        said = {name: Spellings(self.terms, name) for name in ("stage", self.by)}
        since = timezone.now() - timedelta(days=SEARCH_DAYS)
        for row in SearchLog.objects.since(since).failed_as_asked()[:MOST_SEARCHES]:
            stages, found = (
                self._chosen(row["query"], name) | spellings.in_words(row["words"])
                for name, spellings in said.items()
            )
            self._file(self.searches, stages, found, row)

    def _chosen(self, query, vocabulary, field=None):
        """Ids of the terms that a query string chooses, and the one of a field."""
        texts = ",".join(QueryDict(query).getlist(vocabulary)).split(",")
        entries = [self.terms.match(vocabulary, text) for text in texts if text]
        return {entry.id for entry in entries if entry} | ({field} if field else set())

    @staticmethod
    def _file(table, stages, terms, what):
        for place in product(stages or {None}, terms):
            table[place].append(what)


class Spellings:
    """The words that name the terms of a vocabulary, to be found among the words of a search."""

    def __init__(self, terms, vocabulary):
        spelled = {_stems(key): entry.id for key, entry in terms.spellings(vocabulary)}
        self._ids = {stems: pk for stems, pk in spelled.items() if stems}
        self._longest = max(map(len, self._ids), default=0)

    def in_words(self, text):
        """Ids of the terms that `text` names."""
        words = _stems(text)
        runs = (
            words[start : start + length]
            for length in range(1, self._longest + 1)
            for start in range(len(words) - length + 1)
        )
        return {self._ids[run] for run in runs if run in self._ids}


def _stems(text):
    """The words of a text, folded, without a plural's s."""
    return tuple(re.sub(r"(?<=\w{3})s$", "", word) for word in pieces(spell(fold(text))))
