"""What the page of a run shows at each step."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from portal.imports.actions import SILENT_AFTER
from portal.imports.forms import WordsForm
from portal.imports.models import ImportRow, ImportRun
from portal.imports.plans import CREATE, OUTCOMES
from portal.imports.rules import confirming_problem, undoing_problem
from portal.shared.registry import registry

Status = ImportRun.Status
STEPS = (
    ("File", ()),
    ("Columns", (Status.COLUMNS,)),
    ("Check", (Status.CHECKING, Status.CHECKED, Status.FAILED)),
    ("Import", (Status.IMPORTING, Status.DONE, Status.UNDONE)),
)
PER_PAGE = 50


@dataclass(frozen=True)
class Step:
    name: str
    is_done: bool
    is_current: bool


def importers_for(user):
    """{kind: Importer} of what this person may import."""
    known = sorted(registry.importers.items(), key=lambda pair: pair[1].label)
    return {kind: importer for kind, importer in known if importer.allows(user)}


class RunPage:
    """A run with its rows, as the page at `request` shows it."""

    def __init__(self, request, run, problems=()):
        """problems: (row, why not) of an import that could not be undone."""
        self.run, self._request, self.problems = run, request, problems
        self.importer = registry.importers[run.kind]
        self.only_problems = request.GET.get("show") == "problems"

    @property
    def steps(self):
        at = next(place for place, (_, statuses) in enumerate(STEPS) if self.run.status in statuses)
        done = self.run.status in (Status.DONE, Status.UNDONE)
        return [
            Step(name, place < at or done, place == at and not done) for place, (name, _) in enumerate(STEPS)
        ]

    @property
    def counts(self):
        return [(outcome, self.run.counts.get(outcome, 0)) for outcome in OUTCOMES]

    @property
    def refused(self):
        return self.run.counts.get("refused", 0)

    @property
    def good(self):
        """How many rows would be written."""
        return self.run.counts.get("created", 0) + self.run.counts.get("changed", 0)

    @property
    def percent(self):
        return 100 * self.run.written // self.run.to_write if self.run.to_write else 0

    @property
    def is_silent(self):
        """Whether the job seems to be lost with its worker."""
        return self.run.moved_at < timezone.now() - SILENT_AFTER

    @property
    def may_undo(self):
        status, moved_at = self.run.status, self.run.moved_at
        problem = undoing_problem(status, self.importer.can_undo, moved_at, timezone.now())
        return not problem and bool(self.run.written)

    @property
    def blocked(self):
        """The first rows that keep the import from being undone."""
        return self.problems[:PER_PAGE]

    @property
    def list_url(self):
        return self.importer.list_address()

    @property
    def nothing_to_do(self):
        return confirming_problem(self.run.counts, skip_bad=True)

    @cached_property
    def words(self):
        """The form about unknown words; None while every word is decided."""
        form = WordsForm(run=self.run, importer=self.importer)
        return form if form.words else None

    def create_all(self):
        """Every undecided word as a new term: {(vocabulary, key): choice}."""
        return {(word[0], word[1]): CREATE for word in self.run.words if not word[-1]}

    @property
    def columns_url(self):
        return reverse("import-columns", args=[self.run.pk])

    @property
    def unused_columns(self):
        return [column for column, _ in self.run.columns if column not in self.run.mapping]

    @cached_property
    def rows(self):
        found = ImportRow.objects.visible_to(self._request.user).of_run(self.run)
        if self.only_problems:
            found = found.with_messages()
        page = Paginator(found, PER_PAGE).get_page(self._request.GET.get("page"))
        for row in page:
            known = row.reference and (row.outcome != "created" or self.run.status == Status.DONE)
            row.url = self.importer.address_of(row.reference) if known else ""
        return page
