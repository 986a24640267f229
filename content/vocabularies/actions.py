"""Add, change, merge and remove terms. Verbs wait in line, and give the vocabulary a new version when done."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from content.vocabularies import rules
from content.vocabularies.models import VOCABULARIES, Tag, TermAlias, VocabularyState
from portal.activity.actions import line, record, record_many
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.registry import registry


@transaction.atomic
def add_term(vocabulary, values, *, actor, via="page"):
    """Add a term from {label, slug?, note?, aliases?, …}; raises ValidationError when the word is taken."""
    refuse(rules.adding_problem(vocabulary))
    _wait_in_line()
    model = VOCABULARIES[vocabulary]
    values = dict(values)
    aliases, stages = values.pop("aliases", []), values.pop("stages", [])
    _refuse_taken(vocabulary, "label", values["label"])
    wanted = values.pop("slug", "") or values["label"]
    term = model(slug=rules.slug_for(wanted, set(model.objects.slugs()), vocabulary), **values)
    term.full_clean()
    term.save()
    if stages:
        term.stages.set(stages)
    _set_aliases(term, rules.cleaned_aliases(term.label, aliases))
    record("added", term, actor=actor, changes={"label": [None, term.label]}, via=via)
    touch()
    return term


@transaction.atomic
def add_terms(vocabulary, values, *, actor, via="page"):
    """Add many terms from {label, slug} at once, for imports; returns them. Words and slugs have to be free."""
    refuse(rules.adding_problem(vocabulary))
    _wait_in_line()
    model = VOCABULARIES[vocabulary]
    terms = [model(key=rules.term_key(value["label"]), **value) for value in values]
    model.objects.bulk_create(terms, batch_size=500)
    record_many(
        line("added", term, actor=actor, changes={"label": [None, term.label]}, via=via) for term in terms
    )
    touch()
    return terms


def tags_named(words, *, actor, via="page"):
    """The tags that these words (or tags) name, in order; a word that names none is added. In a transaction."""
    wanted = {}
    for word in words:
        wanted.setdefault(rules.term_key(str(word)), word)
    unknown = [key for key, word in wanted.items() if key and not isinstance(word, Tag)]
    known = terms_named("tag", unknown)
    if known.keys() != set(unknown):
        # Somebody else may be adding the same word: wait in line, then look again.
        _wait_in_line()
        known = terms_named("tag", unknown)
    tags = []
    for key, word in wanted.items():
        if isinstance(word, Tag):
            tags.append(word)
        elif key:
            tags.append(known.get(key) or add_term("tag", {"label": word.strip()}, actor=actor, via=via))
    return list(dict.fromkeys(tags))


def unknown_words(words):
    """The keys of those of `words` (or tags) that name no tag yet."""
    keys = {rules.term_key(word) for word in words if isinstance(word, str)} - {""}
    return keys - terms_named("tag", list(keys)).keys()


def remove_unused_tags(ids, *, actor, via="page"):
    """Remove those of the tags with these ids that nothing uses and nobody has changed. In a transaction."""
    for tag in Tag.objects.in_bulk(ids).values():
        if tag.version == 1 and not any(number for _, number in uses_of(tag)):
            remove_term(tag, actor=actor, version=tag.version, via=via)


def terms_named(vocabulary, keys):
    """{key: term} of the terms that these keys name, by label or by another spelling."""
    if not keys:
        return {}
    model = VOCABULARIES[vocabulary]
    aliases = TermAlias.objects.in_vocabulary(vocabulary).with_keys(keys)
    term_ids = dict(aliases.values_list("key", "term_id"))
    by_id = model.objects.in_bulk(set(term_ids.values())) if term_ids else {}
    named = {key: by_id[term_id] for key, term_id in term_ids.items() if term_id in by_id}
    return named | {term.key: term for term in model.objects.with_keys(keys)}


@transaction.atomic
def change_term(term, changes, *, actor, version, via="page"):
    """Change label, note, aliases or (formats) stages and review days; the slug stays, it is in saved links.

    Returns the term. Raises StaleRecord or ValidationError.
    """
    _wait_in_line()
    changes = dict(changes)
    current = _current(term, version)
    if "label" in changes:
        _refuse_taken(term.vocabulary(), "label", changes["label"], but=term.pk)
        changes["key"] = rules.term_key(changes["label"])
    also = _alias_changes(current, changes.get("label", current.label), changes.pop("aliases", None))
    moved = apply_changes(current, changes, version=current.version, also=also)
    moved.pop("key", None)
    if also:
        _set_aliases(current, also["aliases"][1])
    if moved:
        record("changed", current, actor=actor, changes=moved, via=via)
        touch()
    if "label" in moved:
        for use in registry.term_uses:
            use.renamed(current, actor=actor)
    return current


@transaction.atomic
def add_alias(term, label, *, actor, via="page"):
    """Keep `label` as another spelling of `term`; raises ValidationError when the word means something else."""
    _wait_in_line()
    current = _current(term, None)
    aliases = [*aliases_of(current), label]
    return change_term(current, {"aliases": aliases}, actor=actor, version=current.version, via=via)


def aliases_of(term):
    """The other spellings of a term, sorted."""
    # Sorted here: databases differ in how they sort, and then an unchanged list would look changed.
    return sorted(TermAlias.objects.of(term).labels(), key=str.lower)


def uses_of(term):
    """Where a term is used: list of (sentence, number), for the merge preview and the term's page."""
    return [use.count(term) for use in registry.term_uses]


@transaction.atomic
def merge_term(term, successor, *, actor, version, via="page"):
    """Replace `term` by `successor` everywhere, keep its words as aliases, and remove it.

    Returns the successor. Raises StaleRecord or ValidationError.
    """
    refuse(rules.merge_problem(term.vocabulary(), term.pk, successor.pk))
    _wait_in_line()
    term, successor = _current(term, version), _current(successor, None)
    for use in registry.term_uses:
        use.switch(term, successor, actor=actor)
    words = [*aliases_of(successor), term.label, term.slug, *aliases_of(term)]
    merged = {"merged": [term.label, successor.label]}
    _remove(term)
    also = _alias_changes(successor, successor.label, words)
    moved = apply_changes(successor, {}, version=successor.version, also=merged | also)
    _set_aliases(successor, rules.cleaned_aliases(successor.label, words))
    record("merged", successor, actor=actor, changes=moved, via=via)
    touch()
    return successor


@transaction.atomic
def remove_term(term, *, actor, version, via="page"):
    """Remove a term that nothing uses; raises ValidationError naming the uses otherwise, or StaleRecord."""
    _wait_in_line()
    current = _current(term, version)
    used = [sentence for sentence, number in uses_of(current) if number]
    refuse(rules.removing_problem(current.vocabulary(), current.label, used))
    record("removed", current, actor=actor, changes={"label": [current.label, None]}, via=via)
    _remove(current)
    touch()


def _wait_in_line():
    """Lock the vocabulary's row (SQLite has one writer anyway): changes of terms happen one at a time."""
    VocabularyState.objects.select_for_update().first()


def touch():
    """Give the vocabulary a new version, after the last change of a verb: every process then reads terms anew.

    The number is random, not the next one: a process may have read terms inside a transaction that is then
    rolled back, and the number that it remembers must not come up again for other terms.
    """
    version = secrets.randbits(62)
    if not VocabularyState.objects.update(version=version):
        VocabularyState.objects.create(pk=1, version=version)


def _current(term, version):
    current = type(term).objects.select_for_update(of=("self",)).get(pk=term.pk)
    check_version(current, version)
    return current


def _refuse_taken(vocabulary, field, label, *, but=None):
    """Refuse a word that already names another term, as its label or as another spelling."""
    key = rules.term_key(label)
    taken = terms_named(vocabulary, [key]).get(key)
    if taken and taken.pk != but:
        other = "already exists" if taken.key == key else f"is already another spelling of “{taken}”"
        raise ValidationError({field: f"“{label.strip()}” {other}."})


def _alias_changes(term, label, aliases):
    """{"aliases": [old, new]} when they differ, else {}; None for "not asked to change"."""
    if aliases is None:
        return {}
    old, new = aliases_of(term), rules.cleaned_aliases(label, aliases)
    return {"aliases": [old, new]} if old != new else {}


def _set_aliases(term, aliases):
    vocabulary = term.vocabulary()
    TermAlias.objects.of(term).delete()
    for label in aliases:
        _refuse_taken(vocabulary, "aliases", label, but=term.pk)
    TermAlias.objects.bulk_create(
        TermAlias(vocabulary=vocabulary, term_id=term.pk, label=label, key=rules.term_key(label))
        for label in aliases
    )


def _remove(term):
    TermAlias.objects.of(term).delete()
    try:
        term.delete()
    except ProtectedError as error:
        raise ValidationError(f"“{term}” is still in use elsewhere in the portal.") from error
