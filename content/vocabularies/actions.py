"""Add, change and merge terms. Every verb moves the vocabulary's version on, so other processes notice."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from content.vocabularies import rules
from content.vocabularies.models import VOCABULARIES, TermAlias, VocabularyState
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.registry import registry


def _touch():
    if not VocabularyState.objects.filter(pk=1).update(version=F("version") + 1):
        VocabularyState.objects.get_or_create(pk=1, defaults={"version": 1})


def _key_problem(vocabulary, key, *, but=None):
    """Why `key` may not name a term: another term or alias already has it."""
    model = VOCABULARIES[vocabulary]
    if taken := model.objects.filter(key=key).exclude(pk=but).first():
        return f"“{taken.label}” already exists."
    if alias := TermAlias.objects.filter(vocabulary=vocabulary, key=key).exclude(term_id=but).first():
        term = model.objects.filter(pk=alias.term_id).first()
        return f"“{alias.label}” is already another spelling of “{term}”."
    return ""


@transaction.atomic
def add_term(vocabulary, values, *, actor, via="page"):
    """Add a term from {label, slug?, note?, aliases?, …}; raises ValidationError when the word is taken."""
    model = VOCABULARIES[vocabulary]
    values = dict(values)
    aliases, stages = values.pop("aliases", []), values.pop("stages", [])
    refuse(_key_problem(vocabulary, rules.term_key(values["label"])))
    taken = set(model.objects.values_list("slug", flat=True))
    wanted = values.pop("slug", "") or values["label"]
    term = model(slug=rules.slug_for(wanted, taken), **values)
    term.full_clean()
    term.save()
    if stages:
        term.stages.set(stages)
    _set_aliases(term, aliases)
    record("added", term, actor=actor, changes={"label": [None, term.label]}, via=via)
    _touch()
    return term


@transaction.atomic
def change_term(term, changes, *, actor, version, via="page"):
    """Change label, note, aliases or (formats) stages and review days; the slug stays, it is in saved links."""
    changes = dict(changes)
    aliases = changes.pop("aliases", None)
    if "label" in changes:
        changes["key"] = rules.term_key(changes["label"])
        refuse(_key_problem(term.vocabulary(), changes["key"], but=term.pk))
    check_version(type(term).objects.get(pk=term.pk), version)
    moved = apply_changes(term, changes, version=version)
    moved.pop("key", None)
    if aliases is not None and (old := aliases_of(term)) != sorted(aliases):
        moved["aliases"] = [old, sorted(aliases)]
        _set_aliases(term, aliases)
    if moved:
        record("changed", term, actor=actor, changes=moved, via=via)
        _touch()
        for use in registry.term_uses:
            use.renamed(term, actor=actor)
    return term


def aliases_of(term):
    """The other spellings of a term, sorted."""
    rows = TermAlias.objects.filter(vocabulary=term.vocabulary(), term_id=term.pk)
    return sorted(rows.values_list("label", flat=True))


def _set_aliases(term, aliases):
    vocabulary = term.vocabulary()
    TermAlias.objects.filter(vocabulary=vocabulary, term_id=term.pk).delete()
    seen = {term.key}
    for label in aliases:
        key = rules.term_key(label)
        if not key or key in seen:
            continue
        if problem := _key_problem(vocabulary, key, but=term.pk):
            raise ValidationError({"aliases": problem})
        seen.add(key)
        TermAlias.objects.create(vocabulary=vocabulary, term_id=term.pk, label=label.strip(), key=key)


def uses_of(term):
    """Where a term is used: list of (sentence, number), for the merge preview and the term's page."""
    return [use.count(term) for use in registry.term_uses]


@transaction.atomic
def merge_term(term, successor, *, actor, version):
    """Replace `term` by `successor` everywhere, keep its words as aliases, and remove it."""
    vocabulary = term.vocabulary()
    refuse(rules.merge_problem(vocabulary, term.pk, successor.pk))
    check_version(type(term).objects.select_for_update().get(pk=term.pk), version)
    for use in registry.term_uses:
        use.switch(term, successor, actor=actor)
    words = [term.label, term.slug, *aliases_of(term)]
    TermAlias.objects.filter(vocabulary=vocabulary, term_id=term.pk).delete()
    line = {"merged": [term.label, successor.label]}
    record("merged", successor, actor=actor, changes=line)
    term.delete()
    _set_aliases(successor, [*aliases_of(successor), *words])
    _touch()
    return successor


@transaction.atomic
def remove_term(term, *, actor, version):
    """Remove a term that nothing uses; raises ValidationError naming the uses otherwise."""
    check_version(type(term).objects.select_for_update().get(pk=term.pk), version)
    if term.vocabulary() == "stage":
        raise ValidationError("The three stages are fixed.")
    if used := [sentence for sentence, number in uses_of(term) if number]:
        raise ValidationError(f"“{term}” is in use ({', '.join(used)}). Merge it into another term instead.")
    TermAlias.objects.filter(vocabulary=term.vocabulary(), term_id=term.pk).delete()
    record("removed", term, actor=actor, changes={"label": [term.label, None]})
    term.delete()
    _touch()
