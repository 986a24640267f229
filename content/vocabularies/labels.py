"""All terms in memory, read anew only when the vocabulary's version has moved.

Pages show labels beside hundreds of ids; one query per vocabulary and page would be eight too many.
"""

import threading
from dataclasses import dataclass

from content.vocabularies.models import VOCABULARIES, TermAlias, VocabularyState
from content.vocabularies.rules import term_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One term as pages show it. `stages` (formats only) are the playbook's stage slugs."""

    vocabulary: str
    id: int
    slug: str
    label: str
    short: str = ""
    lead: str = ""
    stages: tuple = ()


class Labels:
    """A frozen copy of every vocabulary at one version."""

    def __init__(self, version):
        self.version = version
        self.by_id, self.by_slug, self._keys = {}, {}, {}
        for name, model in VOCABULARIES.items():
            entries = [_entry(name, term) for term in _terms(name, model)]
            self.by_id[name] = {entry.id: entry for entry in entries}
            self.by_slug[name] = {entry.slug: entry for entry in entries}
            keys = self._keys[name] = {term_key(entry.slug): entry for entry in entries}
            keys.update({term_key(entry.label): entry for entry in entries})
        for alias in TermAlias.objects.all():
            if entry := self.by_id[alias.vocabulary].get(alias.term_id):
                self._keys[alias.vocabulary].setdefault(alias.key, entry)

    def match(self, vocabulary, text):
        """The term that `text` names by slug, label or alias, whatever its case; else None."""
        return self._keys[vocabulary].get(term_key(text))

    def entries(self, vocabulary):
        return self.by_slug[vocabulary].values()


def _terms(name, model):
    return model.objects.prefetch_related("stages") if name == "format" else model.objects.all()


def _entry(name, term):
    stages = tuple(stage.slug for stage in term.stages.all()) if name == "format" else ()
    return Entry(
        name, term.pk, term.slug, term.label, getattr(term, "short", ""), getattr(term, "lead", ""), stages
    )


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


def forget():
    """Drop the copy; tests that roll back need it."""
    global _held
    _held = None
