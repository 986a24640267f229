"""The book of definitions, and one definition with its versions, as pages and the API show them."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from portal.definitions.agreements import Agreement, agreements_on
from portal.definitions.models import DefinitionVersion
from portal.definitions.rules import STATE_LABELS, STATES
from portal.shared.registry import registry


@dataclass(frozen=True)
class Entry:
    """A definition as it stands: its registration, its newest version, who stands by it."""

    known: object
    version: DefinitionVersion
    agreement: Agreement

    @property
    def says(self):
        """What a search in the book looks at."""
        return f"{self.known.label} {self.version.text} {self.version.formula}".casefold()


def entries(user):
    """Every definition as it stands, in the order of registration."""
    versions = DefinitionVersion.objects.visible_to(user).among(registry.definitions).newest().for_listing()
    by_key = {version.key: version for version in versions}
    agreements = agreements_on(list(by_key.values()))
    return [
        Entry(known, by_key[key], agreements[by_key[key].pk])
        for key, known in registry.definitions.items()
        if key in by_key
    ]


class Book:
    """The definitions that hold `words`, those in one state if it is chosen, by group."""

    def __init__(self, user, words="", state=""):
        self.words = " ".join(words.split())[:120]
        self.state = state if state in STATES else ""
        self._entries = entries(user)

    @property
    def states(self):
        """(state or "", label, number of definitions) to choose from."""
        held = [entry.agreement.state for entry in self._entries]
        counts = [(state, label, held.count(state)) for state, label in STATE_LABELS.items()]
        return [("", "All", len(held)), *(row for row in counts if row[2] or row[0] == self.state)]

    @cached_property
    def found(self):
        words = self.words.casefold().split()
        return [
            entry
            for entry in self._entries
            if all(word in entry.says for word in words)
            and (not self.state or entry.agreement.state == self.state)
        ]

    @property
    def groups(self):
        """(group, entries), by name."""
        groups = {}
        for entry in self.found:
            groups.setdefault(entry.known.group, []).append(entry)
        return sorted(groups.items())


class DefinitionPage:
    """One definition with all its versions, the newest first, each with who stood by it."""

    def __init__(self, key, user):
        known = registry.definitions.get(key)
        rows = DefinitionVersion.objects.visible_to(user).of(key).for_listing()
        self.versions = list(rows) if known else []
        if not self.versions:
            raise Http404("There is no such definition.")
        self.known, self.user, self.now = known, user, self.versions[0]
        self._agreements = agreements_on(self.versions)

    @property
    def agreement(self):
        return self._agreements[self.now.pk]

    @property
    def problem(self):
        """Why the viewer may not sign; empty when they may."""
        return self.agreement.problem(self.user)

    @property
    def past(self):
        """(version, its Agreement, the version before it or None) of every version, the newest first."""
        older = [*self.versions[1:], None]
        return [(one, self._agreements[one.pk], last) for one, last in zip(self.versions, older, strict=True)]
