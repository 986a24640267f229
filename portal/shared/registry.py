"""Where lower features meet what stands above them: filled in `AppConfig.ready()`, read by name.

Nothing here imports a feature. Each entry is a plain function or dataclass; see the field comments for shapes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Registry:
    # Global search: (words, viewer, limit) -> list of Found; label names the group. In order of registration.
    finders: list[tuple[str, Callable]] = field(default_factory=list)
    # "What refers to this": model label -> functions (record, viewer) -> list of (sentence, url).
    references: dict[str, list[Callable]] = field(default_factory=dict)
    # Where a vocabulary's terms are used: objects with count(term) -> (sentence, number),
    # switch(term, successor, actor) and renamed(term, actor).
    term_uses: list = field(default_factory=list)
    # How many assets that the viewer may see have each term: function (vocabulary, viewer) -> {term id: number}.
    term_counts: Callable | None = None
    # Whether an asset that the viewer may see has a term: function (vocabulary, viewer) -> condition on its rows.
    term_seen: Callable | None = None
    # What a person still owns: (label, function (user) -> queryset or list, url function (user) -> url).
    owned: list[tuple[str, Callable, Callable]] = field(default_factory=list)
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

    def panel(self, slot, function):
        self.panels.setdefault(slot, []).append(function)

    def guard(self, verb, function):
        self.guards.setdefault(verb, []).append(function)


@dataclass(frozen=True)
class Found:
    """One hit of a finder: what the global search shows and where it leads."""

    label: str
    url: str
    note: str = ""
    icon: str = "file-text"


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


registry = Registry()


def references_of(record, viewer):
    """Every place that refers to `record`, as (sentence, url) the viewer may see."""
    rows = registry.references.get(record._meta.label, [])
    return [reference for function in rows for reference in function(record, viewer)]


def problems_of(verb, record):
    """Why a guard refuses `verb` on `record`: sentences, empty when none does."""
    return [problem for guard in registry.guards.get(verb, []) if (problem := guard(record))]


def owned_by(person):
    """What a person still owns, as (text such as "12 assets", url); what is not owned is left out."""
    owned = []
    for label, rows, url in registry.owned:
        if size := _size(rows(person)):
            words = label if size != 1 else label.removesuffix("s")
            owned.append((f"{size} {words}", url(person)))
    return owned


def _size(rows):
    return rows.count() if hasattr(rows, "query") else len(rows)


def panels_of(slot, record, viewer):
    """What others show beside `record`: list of (template, context), panels with nothing to say left out."""
    panels = (function(record, viewer) for function in registry.panels.get(slot, []))
    return [panel for panel in panels if panel]
