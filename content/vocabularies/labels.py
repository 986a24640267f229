"""All terms in memory, read anew only when the vocabulary's version has moved.

Pages show labels beside hundreds of ids; one query per vocabulary and page would be eight too many.
"""

import threading
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from content.vocabularies.models import VOCABULARIES, TermAlias, VocabularyState
from content.vocabularies.rules import NEAR, mark_of, nearness, term_key
from portal.shared.dates import today
from portal.shared.registry import registry


@dataclass(frozen=True, slots=True)
class Entry:
    """One term as pages show it. Formats only: the playbook's stage slugs, how often and by whom it is checked.

    agreed_until: the last day on which both sides stand by what the term means; None when they do not.
    """

    vocabulary: str
    id: int
    slug: str
    label: str
    short: str = ""
    lead: str = ""
    stages: tuple = ()
    review_days: int = 0
    needs_approval: bool = False
    # Most terms ask for nobody's word.
    agreed_until: date | None = date.max

    def __str__(self):
        return self.label

    @property
    def mark(self):
        """Why nobody should rely on the term yet, in a few words; empty for most."""
        return "" if self.agreed_until == date.max else mark_of(self.agreed_until, today())


class Labels:
    """A frozen copy of every vocabulary at one version."""

    def __init__(self, version):
        self.version = version
        self.by_id, self.by_slug, self._keys = {}, {}, {}
        self._aliases = defaultdict(list)
        agreed = registry.term_agreed() if registry.term_agreed else {}
        for name, model in VOCABULARIES.items():
            entries = [_entry(name, term, agreed) for term in _terms(name, model)]
            self.by_id[name] = {entry.id: entry for entry in entries}
            self.by_slug[name] = {entry.slug: entry for entry in entries}
            keys = self._keys[name] = {term_key(entry.slug): entry for entry in entries}
            keys.update({term_key(entry.label): entry for entry in entries})
        for alias in TermAlias.objects.all():
            self._aliases[alias.vocabulary, alias.term_id].append(alias.label)
            if entry := self.by_id[alias.vocabulary].get(alias.term_id):
                self._keys[alias.vocabulary].setdefault(alias.key, entry)

    def match(self, vocabulary, text):
        """The term that `text` names by slug, label or alias, whatever its case; else None."""
        return self._keys[vocabulary].get(term_key(text))

    def aliases(self, vocabulary, term_id):
        """The other spellings of a term, sorted."""
        return sorted(self._aliases.get((vocabulary, term_id), ()))

    def entries(self, vocabulary):
        return self.by_slug[vocabulary].values()

    def spellings(self, vocabulary):
        """(key, entry) of every word that names a term: slugs, labels, aliases."""
        return self._keys[vocabulary].items()


def _terms(name, model):
    return model.objects.prefetch_related("stages") if name == "format" else model.objects.all()


def _entry(name, term, agreed):
    short, lead = getattr(term, "short", ""), getattr(term, "lead", "")
    until = agreed.get((name, term.pk), date.max)
    entry = Entry(name, term.pk, term.slug, term.label, short, lead, agreed_until=until)
    if name != "format":
        return entry
    stages = tuple(stage.slug for stage in term.stages.all())
    return replace(entry, stages=stages, review_days=term.review_days, needs_approval=term.needs_approval)


_held = None
_lock = threading.Lock()


def current_version():
    """The vocabulary's version as this connection sees it; 0 before the first term."""
    return VocabularyState.objects.values_list("version", flat=True).first() or 0


def labels(version=None):
    """The terms at `version` (read from the database when None), from memory where it holds them."""
    global _held
    if version is None:
        version = current_version()
    held = _held
    if held is None or held.version != version:
        with _lock:
            held = Labels(version)
            _held = held
    return held


def last_seen():
    """The terms as this process last read them, without asking the database.

    For callers that learn the version on their way (the search answer brings it) and then start again.
    """
    return _held or labels()


def near_entries(vocabulary, word, limit=6):
    """Terms that are perhaps meant by `word`, the nearest first; for "did you mean" before a new tag."""
    key = term_key(word)
    best = {}
    for spelling, entry in labels().spellings(vocabulary):
        best[entry] = max(best.get(entry, 0), nearness(key, spelling))
    near = [entry for entry, score in best.items() if score >= NEAR]
    return sorted(near, key=lambda entry: (-best[entry], entry.label))[:limit]


def forget():
    """Drop the copy; tests that roll back need it."""
    global _held
    _held = None
