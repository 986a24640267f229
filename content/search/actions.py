"""Write the index. Features call `put` and `drop` inside the transaction that changes the thing itself."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from content.search import memory
from content.search.documents import row_of, texts_of
from content.search.lexicon import is_lexical
from content.search.models import SearchChange, SearchDocument, SearchState, SearchWord, Synonym
from content.search.plan import words_of
from content.search.port import ASSET, current_port, shelf_of
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version

AT_ONCE = 500
MOST_SYNONYMS = 20


def put(document):
    """Index a Document, in place of what the index had of it."""
    put_many([document])


@transaction.atomic(savepoint=False)
def put_many(documents, texts=None):
    """Index many Documents, no two of one thing, 500 at a time.

    texts: {document's id: `documents.texts_of` it} where the words were cut before the transaction, to keep it short.
    """
    # Always in one order, so that no two transactions wait for each other.
    documents = sorted(documents, key=lambda document: (document.kind, document.id))
    for start in range(0, len(documents), AT_ONCE):
        _put(documents[start : start + AT_ONCE], texts or {})


def _put(documents, cut):
    rows = [SearchDocument(kind=doc.kind, object_id=doc.id, **row_of(doc)) for doc in documents]
    columns = [
        field.name for field in SearchDocument._meta.fields if field.name not in {"id", "kind", "object_id"}
    ]
    SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=columns
    )
    shelves = {}
    for row, document in zip(rows, documents, strict=True):
        shelves.setdefault(shelf_of(document.kind), {})[row.pk] = cut.get(document.id) or texts_of(document)
    for shelf, texts in shelves.items():
        current_port().write(shelf, texts)
    words = {word for texts in shelves.values() for text in texts.values() for word in text.words()}
    _log([row.pk for row in rows if row.kind == ASSET], _new_words(words))


def _new_words(words):
    """Those of `words` that the library did not know, added to what it knows."""
    lexical = {word for word in words if is_lexical(word)}
    new = sorted(lexical - memory.known_among(lexical))
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in new], batch_size=5_000)
    return new


def _log(row_ids, words=()):
    """Tell the other processes. All new words go with the first row."""
    changes = [SearchChange(document_id=pk) for pk in row_ids]
    if words and not changes:
        changes = [SearchChange()]
    if changes:
        changes[0].words = " ".join(words)
    SearchChange.objects.bulk_create(changes, batch_size=5_000)


@transaction.atomic(savepoint=False)
def drop(kind, id):
    """Take one thing out of the index, if it is there."""
    drop_many(kind, [id])


@transaction.atomic(savepoint=False)
def drop_many(kind, ids):
    """Take several things of one kind out of the index, those that are there."""
    rows = SearchDocument.objects.about_many(kind, ids).order_by("object_id")
    if row_ids := list(rows.values_list("pk", flat=True)):
        # The rows first, as `put` does, so that the two never wait for each other.
        rows.delete()
        current_port().erase(shelf_of(kind), row_ids)
        _log(row_ids if kind == ASSET else [])


@transaction.atomic(savepoint=False)
def trim_log(before):
    """Forget changes older than the moment `before`, and words noted twice; returns how many changes went."""
    SearchWord.objects.noted_twice().delete()
    return current_port().trim(before)


@transaction.atomic(savepoint=False)
def renew():
    """Make every process read the index anew: after a restore, and after a repair past the change log."""
    SearchChange.objects.all().delete()
    SearchState.objects.update_or_create(pk=1, defaults={"epoch": uuid.uuid4().hex, "trimmed": 0})


def install_state(**kwargs):
    """Give a new or emptied database its epoch; run after every migration and flush."""
    if not SearchState.objects.exists():
        current_port().clear()
        renew()


@transaction.atomic
def add_synonym(terms, *, actor, via="page"):
    """A new group of terms that mean the same. Raises ValidationError."""
    synonym = Synonym.objects.create(terms=_clean_terms(terms))
    record("created", synonym, actor=actor, via=via)
    note_synonyms()
    return synonym


@transaction.atomic
def change_synonym(synonym, terms, *, actor, version, via="page"):
    """Give a group that still has `version` other terms. Raises StaleRecord or ValidationError."""
    moved = apply_changes(synonym, {"terms": _clean_terms(terms, but=synonym.pk)}, version=version)
    if moved:
        record("changed", synonym, actor=actor, changes=moved, via=via)
        note_synonyms()
    return synonym


@transaction.atomic
def remove_synonym(synonym, *, actor, version, via="page"):
    """Remove a group. Raises StaleRecord."""
    check_version(Synonym.objects.select_for_update().get(pk=synonym.pk), version)
    record("removed", synonym, actor=actor, changes={"terms": [synonym.terms, None]}, via=via)
    synonym.delete()
    note_synonyms()


def note_synonyms():
    """Tell the other processes that synonyms changed."""
    SearchChange.objects.create(synonyms=True)


def _clean_terms(terms, but=None):
    """Terms without doubles, as a list. Raises ValidationError for too few, too many, and what another group has."""
    cleaned = {words_of(term): " ".join(term.split()) for term in terms}
    cleaned.pop((), None)
    if len(cleaned) < 2:
        raise ValidationError({"terms": "Give at least two different terms."})
    if len(cleaned) > MOST_SYNONYMS:
        raise ValidationError({"terms": f"A group has at most {MOST_SYNONYMS} terms."})
    for other in Synonym.objects.but(but):
        for term in other.terms:
            if words_of(term) in cleaned:
                raise ValidationError(
                    {"terms": f"“{term}” is already in the group “{other}”. Add the terms there."}
                )
    return list(cleaned.values())
