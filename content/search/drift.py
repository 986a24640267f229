"""Whether the index holds what it should, and how it gets there again.

The true documents come from `registry.document_sources`. A first pass looks without locks; what seems wrong is read
again under a lock before anything is written, so that a save at the same moment is never undone.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max

from content.search.actions import drop, put_many, renew
from content.search.documents import row_of, texts_of
from content.search.lexicon import is_lexical
from content.search.models import SearchDocument, SearchWord
from content.search.port import ASSETS, OTHERS, current_port, shelf_of
from portal.shared.registry import registry

AT_ONCE = 200


@dataclass(frozen=True)
class Drift:
    """What is wrong with one kind's documents, as lists of object ids."""

    kind: str
    missing: list
    stale: list
    extra: list
    total: int

    @property
    def ids(self):
        return sorted({*self.missing, *self.stale, *self.extra})


def find_drift(kind, words, *, doubt=False):
    """The Drift of one kind; `words`, a set, takes in the words of all its documents. doubt: hold all for stale."""
    held = {row.object_id: row for row in SearchDocument.objects.of(kind).only("object_id", "digest")}
    shelved = current_port().shelved(shelf_of(kind))
    missing, stale, seen = [], [], set()
    for document in registry.document_sources[kind](None):
        seen.add(document.id)
        words |= {word for word in texts_of(document).words() if is_lexical(word)}
        row = held.get(document.id)
        if row is None:
            missing.append(document.id)
        elif doubt or row.digest != row_of(document)["digest"] or row.pk not in shelved:
            stale.append(document.id)
    return Drift(kind, missing, stale, sorted(held.keys() - seen), len(seen))


def mend(kind, ids):
    """Make the index true for these objects of a kind, in short transactions; returns how many were written."""
    written = 0
    for start in range(0, len(ids), AT_ONCE):
        block = ids[start : start + AT_ONCE]
        with transaction.atomic():
            _keep_others_from_writing()
            documents = list(registry.document_sources[kind](block))
            put_many(documents)
            for gone in sorted({*block} - {document.id for document in documents}):
                drop(kind, gone)
        written += len(block)
    return written


def last_word():
    """The newest row of the library's words: what is noted later, `mend_rest` leaves alone."""
    return SearchWord.objects.aggregate(last=Max("id"))["last"] or 0


def mend_rest(words, noted_until):
    """Clear away words and rows that belong to no document any more, and make every process read the index anew.

    words: those of all documents, collected after `last_word` said `noted_until`.
    """
    with transaction.atomic():
        _keep_others_from_writing()
        for shelf in (ASSETS, OTHERS):
            kept = {row.pk for row in SearchDocument.objects.only("kind") if shelf_of(row.kind) == shelf}
            if strays := current_port().shelved(shelf) - kept:
                current_port().erase(shelf, strays)
        SearchWord.objects.noted_until(noted_until).delete()
        SearchWord.objects.bulk_create([SearchWord(word=word) for word in sorted(words)], batch_size=5_000)
        renew()


def _keep_others_from_writing():
    """Let no other transaction write the index until this one ends; SQLite's transactions do so by themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE content_searchdocument IN SHARE ROW EXCLUSIVE MODE")
