"""The words of an import against the vocabularies: known ones, new ones, and those that a person has to decide."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from rapidfuzz import fuzz, process

from content.library.imports.values import STAGE_WORDS, one_of, readable_label
from content.vocabularies.labels import labels
from content.vocabularies.rules import slug_for, term_key
from portal.imports.plans import CREATE, LEAVE_OUT, UnknownWord
from portal.shared.models import hidden_problem

NEAR_SCORE = 70
# Likeness is computed for so many words of one file; more unknown ones are a wrong column, not misspellings.
NEAR_LIMIT = 300


@dataclass(frozen=True)
class NewTerm:
    """A term that the import will create; stands where a vocabulary's Entry stands."""

    vocabulary: str
    key: str
    label: str
    slug: str

    id = None


class Words:
    """Answers what a word of the file means, and collects those that mean nothing yet.

    `unknown` is {(vocabulary, key): UnknownWord}; `spellings` is {(vocabulary, slug): texts} to be kept as aliases;
    `created` is {NewTerm: id} of those already written, and `version` the vocabularies' version that this fits.
    """

    def __init__(self, options):
        self.terms = labels()
        self.version = self.terms.version
        self.unknown, self.created, self._new = {}, {}, {}
        self.spellings = defaultdict(set)
        self._options = options
        self._default = CREATE if options.create_terms else ""
        self._slugs = {name: set(entries) for name, entries in self.terms.by_slug.items()}

    def find(self, vocabulary, text, record, label):
        """The Entry or NewTerm that `text` names; None after saying why in `record`, whose field is `label`."""
        entry = self.terms.match(vocabulary, text)
        if entry is None and vocabulary == "stage":
            entry = self.terms.by_slug["stage"].get(one_of(text, STAGE_WORDS))
            if entry is None:
                record.refuse(label, text, f"It is no stage. Use {self._stages()}.")
            return entry
        return entry or self._decided(vocabulary, text, record, label)

    def _decided(self, vocabulary, text, record, label):
        key = term_key(text)
        if not key or len(text) > 120:
            record.refuse(label, text, f"It cannot be a {vocabulary}: a name has letters, at most 120.")
            return None
        if problem := hidden_problem(text):
            record.refuse(label, text, problem)
            return None
        word = self._noted(vocabulary, key, text, record.number)
        if word.chosen == CREATE:
            return self._new_term(vocabulary, key, word.text)
        if word.chosen == LEAVE_OUT:
            record.note(label, text, "It was left out, as chosen.")
        elif word.chosen:
            self.spellings[vocabulary, word.chosen].add(word.text)
            return self.terms.by_slug[vocabulary][word.chosen]
        else:
            record.refuse(label, text, _unknown_sentence(word), is_unknown_word=True)
        return None

    def _noted(self, vocabulary, key, text, number):
        word = self.unknown.get((vocabulary, key))
        if word is None:
            word = self.unknown[vocabulary, key] = UnknownWord(vocabulary, key, text)
            word.chosen = self._choice(vocabulary, key)
            if len(self.unknown) <= NEAR_LIMIT:
                word.near = self._near(vocabulary, key)
        if word.numbers[-1:] != [number]:
            word.numbers.append(number)
        return word

    def _choice(self, vocabulary, key):
        """What was decided for a word; a term that is gone meanwhile leaves it undecided."""
        chosen = self._options.choices.get((vocabulary, key), "")
        if CREATE in (chosen, self._default) and not self._options.actor.has_perm("content.change_term"):
            return ""
        if chosen in (CREATE, LEAVE_OUT) or chosen in self.terms.by_slug[vocabulary]:
            return chosen
        return self._default

    def _near(self, vocabulary, key):
        entries = list(self.terms.entries(vocabulary))
        keys = [term_key(entry.label) for entry in entries]
        found = process.extract(key, keys, scorer=fuzz.WRatio, score_cutoff=NEAR_SCORE, limit=3)
        return [(entries[place].slug, entries[place].label) for _, _, place in found]

    def _new_term(self, vocabulary, key, text):
        term = self._new.get((vocabulary, key))
        if term is None:
            label, slug = _named(vocabulary, text)
            slug = slug_for(slug or label, self._slugs[vocabulary], vocabulary)
            self._slugs[vocabulary].add(slug)
            term = self._new[vocabulary, key] = NewTerm(vocabulary, key, label, slug)
        return term

    def _stages(self):
        return ", ".join(f"{entry.short} ({entry.label})" for entry in self.terms.entries("stage"))


def _named(vocabulary, text):
    """(label, wanted slug or "") of a new term."""
    if vocabulary == "language":
        for code, info in LANG_INFO.items():
            names = {code, info.get("name", "").casefold(), info.get("name_local", "").casefold()}
            if text.casefold().replace("_", "-") in names and "name" in info:
                return info["name"], code
    if vocabulary == "tag":
        return text, ""
    return readable_label(text), ""


def _unknown_sentence(word):
    near = " or ".join(f"“{label}”" for _, label in word.near)
    meant = f"Did you mean {near}? " if near else ""
    return f"No {word.vocabulary} has this name. {meant}Create it, or write one that exists."
