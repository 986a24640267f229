"""Where lower features meet what stands above them: filled in `AppConfig.ready()`, read by name.

Nothing here imports a feature. Each entry is a plain function or dataclass; see the field comments for shapes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Registry:
    # Global search: (words, viewer, limit) -> list of Found; label names the group. In order of registration.
    finders: list[tuple[str, Callable]] = field(default_factory=list)
    # "What refers to this": model label -> functions (record, viewer) -> list of Reference.
    references: dict[str, list[Callable]] = field(default_factory=dict)
    # Who has taken a record out or passed it on: model label -> functions (record) -> list of (person, sentence).
    holders: dict[str, list[Callable]] = field(default_factory=dict)
    # Where a vocabulary's terms are used: objects with count(term) -> (sentence, number),
    # switch(term, successor, actor) and renamed(term, actor).
    term_uses: list = field(default_factory=list)
    # How many assets that the viewer may see have each term: function (vocabulary, viewer) -> {term id: number}.
    term_counts: Callable | None = None
    # Whether an asset that the viewer may see has a term: function (vocabulary, viewer) -> condition on its rows.
    term_seen: Callable | None = None
    # What people own, and how it goes to somebody else; list of Owned.
    owned: list["Owned"] = field(default_factory=list)
    # What is read in one statement with the signed-in person: attribute -> function () -> expression on a user's row.
    read_with_person: dict[str, Callable] = field(default_factory=dict)
    # `tell` of portal.notices, for features below it; entered by notices themselves.
    tell: Callable | None = None
    # What people can be told of: kind -> NoticeKind.
    notice_kinds: dict[str, "NoticeKind"] = field(default_factory=dict)
    # What words and figures mean: key -> Definition. Features enter theirs; editors may word them anew.
    definitions: dict[str, "Definition"] = field(default_factory=dict)
    # Until when both sides stand by what a term means: function () -> {(vocabulary, term id): last day or None}.
    # A term that is not in the answer asks for nobody's word.
    term_agreed: Callable | None = None
    # What is needed beside searches and requests: functions (by, viewer) -> {(stage id, term id): [(sentence, url)]}.
    demand: list[Callable] = field(default_factory=list)
    # What is audited beside the history; list of AuditSource.
    audited: list["AuditSource"] = field(default_factory=list)
    # True documents for the search index: kind -> function (ids, or None for all) -> iterator of Documents.
    document_sources: dict[str, Callable] = field(default_factory=dict)
    # Panels: slot name -> functions (record, viewer) -> (template, context) or None.
    panels: dict[str, list[Callable]] = field(default_factory=dict)
    # Importers: kind -> Importer (portal.imports.engine).
    importers: dict[str, object] = field(default_factory=dict)
    # What repeats in the background: name -> (dotted path of a task, timedelta between runs).
    schedules: dict[str, tuple] = field(default_factory=dict)
    # Where a saved view's list stands: list kind -> URL name.
    list_urls: dict[str, str] = field(default_factory=dict)
    # Live counts of saved views: list kind -> function (query strings, viewer) -> list of int.
    list_counts: dict[str, Callable] = field(default_factory=dict)
    # A list's query strings as sentences: list kind -> function (query strings, viewer) -> list of str.
    in_words: dict[str, Callable] = field(default_factory=dict)
    # Queries that a person may take as default scope: functions (viewer) -> list of (name, query string).
    scopes: list[Callable] = field(default_factory=list)
    # Values of a setting that a higher feature holds: name -> function () -> list of (value, label).
    choices: dict[str, Callable] = field(default_factory=dict)
    # What a new portal needs before people can use it, in this order.
    first_steps: list["FirstStep"] = field(default_factory=list)
    # `record` and `observe` of portal.activity, for features below it; entered by activity itself.
    record: Callable | None = None
    observe: Callable | None = None
    # Guards: verb -> functions (record) -> problem sentence or "".
    guards: dict[str, list[Callable]] = field(default_factory=dict)

    def refers(self, label, rows):
        self.references.setdefault(label, []).append(rows)

    def held(self, label, rows):
        self.holders.setdefault(label, []).append(rows)

    def panel(self, slot, function):
        self.panels.setdefault(slot, []).append(function)

    def guard(self, verb, function):
        self.guards.setdefault(verb, []).append(function)


@dataclass(frozen=True)
class Found:
    """One hit of a finder: what the global search shows and where it leads; with `copy` it copies that text instead."""

    label: str
    url: str
    note: str = ""
    icon: str = "file-text"
    copy: str = ""


@dataclass(frozen=True)
class Reference:
    """One place that refers to a record, as the viewer it was read for may know it.

    kind: what sort of place, in one word or two. switch: (successor, actor) makes the place refer to that record
    instead; revoke: (actor) takes the reference away; None where the place cannot do that. Both write in the
    caller's transaction and may raise ValidationError. people: whom the place concerns.
    is_hidden: the viewer may not know the place; it is counted and never named.
    """

    sentence: str
    url: str
    kind: str
    switch: Callable | None = None
    revoke: Callable | None = None
    people: tuple = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class FirstStep:
    """One step of setting a portal up. `is_done` () -> bool is asked each time the page is shown."""

    order: int
    title: str
    why: str
    action: str
    url_name: str
    is_done: Callable
    icon: str = "circle-dashed"


@dataclass(frozen=True)
class Owned:
    """One kind of thing that people own.

    label: its plural, such as "assets". rows: (user) -> queryset or list. url: (user) -> where they are listed.
    hand_over: (user, successor, actor) -> number; writes all of them in the caller's transaction, versions and
    history lines included.
    """

    label: str
    rows: Callable
    url: Callable
    hand_over: Callable


@dataclass(frozen=True)
class AuditSource:
    """Events beside the history, such as files that were taken out.

    verb: their word. kind: the label of the model that they are about. rows: () -> queryset of events, a
    `portal.activity.querysets.Audited` with its annotations.
    """

    verb: str
    kind: str
    rows: Callable


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice, as people choose it in their profile. `portal` and `mail` hold until somebody chooses."""

    label: str
    note: str
    mail: bool = True
    portal: bool = True


@dataclass(frozen=True)
class Definition:
    """What a word or a figure means until an editor words it anew.

    text: one to three sentences. formula: how the portal counts it, for figures; it follows the code, not an editor.
    """

    label: str
    group: str
    text: str
    formula: str = ""


registry = Registry()


def references_of(record, viewer):
    """Every place that refers to `record`, as Reference; also those that the viewer may not know."""
    rows = registry.references.get(record._meta.label, [])
    return [reference for function in rows for reference in function(record, viewer)]


def holders_of(record):
    """Who has taken `record` out or passed it on: {person: sentences}, each person once."""
    holders = {}
    for function in registry.holders.get(record._meta.label, []):
        for person, sentence in function(record):
            holders.setdefault(person, []).append(sentence)
    return holders


def problems_of(verb, record):
    """Why a guard refuses `verb` on `record`: sentences, empty when none does."""
    return [problem for guard in registry.guards.get(verb, []) if (problem := guard(record))]


def owned_by(person):
    """What a person still owns, as (text such as "12 assets", url); what is not owned is left out."""
    return [(words, entry.url(person)) for entry, words in what_is_owned(person)]


def what_is_owned(person):
    """The kinds of which a person owns any, as (Owned, text such as "12 assets")."""
    sizes = [(entry, _size(entry.rows(person))) for entry in registry.owned]
    return [(entry, f"{size} {_counted(entry.label, size)}") for entry, size in sizes if size]


def _counted(label, size):
    return label if size != 1 else label.removesuffix("s")


def _size(rows):
    return rows.count() if hasattr(rows, "query") else len(rows)


def panels_of(slot, record, viewer):
    """What others show beside `record`: list of (template, context), panels with nothing to say left out."""
    panels = (function(record, viewer) for function in registry.panels.get(slot, []))
    return [panel for panel in panels if panel]
