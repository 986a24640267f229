"""What there is for each stage and term, and what is asked for: the numbers of the coverage, each with its list."""

from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from content.feedback.models import ContentRequest
from content.library.criteria import NONE
from content.library.filters import list_url, read_query, write_query
from content.search import engine
from content.upkeep.demand import Demand
from content.upkeep.grid import NOTHING_ASKED, Asked, Cell, Line, make_grid
from content.upkeep.rules import VERDICTS
from content.vocabularies.labels import labels

ROWS = {
    "persona": "Persona",
    "competitor": "Competitor",
    "industry": "Industry",
    "product": "Product",
    "format": "Format",
}
# Published and not expired: what a seller may use today.
USABLE = ("fresh", "due-soon", "overdue")
OVERDUE = ("overdue",)
KINDS = {"requests": "Open requests", "searches": "Searched and not found", "needs": "Needs"}


class Coverage:
    """The coverage of the whole library for one person.

    by: a key of ROWS. only: "wanting" leaves out the lines where every cell is covered.
    """

    rows = ROWS

    def __init__(self, viewer, by="persona", only=""):
        self.viewer = viewer
        self.by = by if by in ROWS else "persona"
        self.only = "wanting" if only == "wanting" else ""

    @cached_property
    def reading(self):
        params = QueryDict(f"freshness={','.join(USABLE)}")
        return read_query(params, self.viewer, terms=labels())

    @cached_property
    def demand(self):
        return Demand(self.viewer, self.by, self.reading.terms)

    @cached_property
    def lines(self):
        """Every line, those with the most content first, with a last cell for what has no stage."""
        fill = reverse("content:request-new")
        lines = lines_of(self.reading, self.by, fill=fill, asked=self._asked, unstaged=True)
        return make_grid(lines, whole=True).lines

    @property
    def shown(self):
        return [line for line in self.lines if line.wanting] if self.only else self.lines

    @property
    def stages(self):
        return list(self.reading.terms.entries("stage"))

    @property
    def has_unstaged(self):
        """Whether the last column has anything to show."""
        return any(line.cells[-1].count or line.cells[-1].asked.total for line in self.lines)

    @cached_property
    def totals(self):
        """{verdict: number of cells} over all lines."""
        found = [cell.verdict for line in self.lines for cell in line.cells if cell.stage]
        return {word: found.count(word) for word in VERDICTS}

    def _asked(self, stage, term):
        place = (stage.id if stage else None, term.id)
        tables = {kind: getattr(self.demand, kind).get(place, ()) for kind in KINDS}
        if not any(tables.values()):
            return NOTHING_ASKED
        urls = {f"{kind}_url": demand_url(self.by, stage, term, kind) for kind in KINDS}
        return Asked(**{kind: len(rows) for kind, rows in tables.items()}, **urls)


class Place:
    """What is asked for at one place of the coverage, one kind of it. Raises Http404 for a place there is not."""

    def __init__(self, viewer, params):
        terms = labels()
        self.viewer, self.by, self.kind = viewer, params.get("by"), params.get("of", "requests")
        if self.by not in ROWS or self.kind not in KINDS:
            raise Http404("There is no such list.")
        self.term = terms.by_slug[self.by].get(params.get("term", ""))
        self.stage = terms.by_slug["stage"].get(params.get("stage", ""))
        if self.term is None or (self.stage is None and params.get("stage", NONE) != NONE):
            raise Http404("There is no such term.")
        self._demand = Demand(viewer, self.by, terms)

    @property
    def title(self):
        return f"{self.term.label}, {self.stage.label if self.stage else 'no stage named'}"

    @property
    def kinds(self):
        """(kind, label, number, address) of every list of this place."""
        return [
            (kind, label, len(self._of(kind)), demand_url(self.by, self.stage, self.term, kind))
            for kind, label in KINDS.items()
        ]

    @property
    def ask_url(self):
        return _ask_url(reverse("content:request-new"), self.by, self.stage, self.term)

    @cached_property
    def rows(self):
        """Requests, or dicts of a search with its address, or (sentence, url) of needs; to be counted and sliced."""
        found = self._of(self.kind)
        if self.kind == "requests":
            return ContentRequest.objects.visible_to(self.viewer).with_ids(found).for_listing()
        if self.kind == "searches":
            return [row | {"url": list_url(row["query"])} for row in found]
        return found

    def _of(self, kind):
        return getattr(self._demand, kind).get((self.stage.id if self.stage else None, self.term.id), [])


def lines_of(reading, by, *, fill, asked=None, unstaged=False):
    """Lines of the terms of `by` over what `reading` finds. fill: the address that a gap leads to.

    asked: function (stage, term) -> Asked. unstaged: whether a last cell shows what has no stage.
    """
    base = replace(reading.criteria, ordering="").without("stage").without(by)
    query = without(reading.query, "stage", by)
    counts = engine.matrix(reading.viewer, "stage", by, query=query)
    overdue = engine.matrix(reading.viewer, "stage", by, query=overdue_of(query))
    chosen = reading.criteria.values(by)
    stages = [*reading.terms.entries("stage"), *([None] if unstaged else [])]

    def cell(row, stage, term):
        place = (stage.id if stage else None, term.id)
        here = row.with_values("stage", (stage.slug if stage else NONE,))
        return Cell(
            stage,
            counts.get(place, 0),
            overdue.get(place, 0),
            library_url(here),
            _ask_url(fill, by, stage, term),
            library_url(here.with_values("freshness", OVERDUE)),
            by != "format" or stage is None or stage.slug in term.stages,
            asked(stage, term) if asked else NOTHING_ASKED,
        )

    def line(term):
        row = base.with_values(by, (term.slug,))
        return Line(term, library_url(row), [cell(row, stage, term) for stage in stages])

    return [line(term) for term in reading.terms.entries(by) if not chosen or term.slug in chosen]


def demand_url(by, stage, term, kind):
    """The list of what is asked for at one place. kind: a key of KINDS."""
    params = {"by": by, "term": term.slug, "stage": stage.slug if stage else NONE, "of": kind}
    return f"{reverse('content:coverage-demand')}?{urlencode(params)}"


def without(query, *facets):
    """A search's Query without any choice in these facets."""
    return replace(
        query,
        include={name: values for name, values in query.include.items() if name not in facets},
        exclude={name: values for name, values in query.exclude.items() if name not in facets},
    )


def overdue_of(query):
    """The same Query for what is overdue for review."""
    query = without(query, "freshness")
    return replace(query, include={**query.include, "freshness": OVERDUE})


def library_url(criteria):
    return list_url(write_query(criteria))


def _ask_url(fill, by, stage, term):
    params = {"stage": stage.slug} if stage else {}
    return f"{fill}?{urlencode(params | {by: term.slug})}"
