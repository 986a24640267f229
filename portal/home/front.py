"""What the first page shows, gathered from the features; each part is read when the template comes to it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from content.feedback.models import ContentRequest
from content.library.criteria import write_query
from content.library.filters import read_query
from content.library.found import find
from content.library.models import Asset
from content.search import engine
from content.search.models import SearchLog
from portal.home.coverage import Cell, Line, make_grid
from portal.home.mine import my_accounts, this_week
from portal.shared.dates import today
from portal.users.current import first_run_waits_for

ROWS = {"persona": "Persona", "competitor": "Competitor", "industry": "Industry", "product": "Product"}
LISTED = 6
NEW_DAYS = 14
SEARCH_DAYS = 30
# A gap is not filled by what nobody may use.
UNUSABLE = ("expired",)
UNFINISHED = ("draft", "in-review")


@dataclass(frozen=True)
class Teaser:
    """An asset in a short list, with its format and stage (vocabularies' entries)."""

    asset: Asset
    format: object
    stage: object

    @property
    def state(self):
        return self.asset.freshness()

    @property
    def is_new(self):
        return self.asset.published_on > today() - timedelta(days=NEW_DAYS)


class Front:
    """Home for one person. by: what the rows of the grid are; whole: all rows; scoped: within the default scope."""

    def __init__(self, user, *, by="persona", whole=False, scoped=True):
        self.user, self.whole, self.scoped = user, whole, scoped
        self.by = by if by in ROWS else "persona"
        self.rows = ROWS
        self.keeps_library = user.has_perm("content.change_asset")
        self.first_run = first_run_waits_for(user)

    @property
    def greeting(self):
        hour = timezone.localtime().hour
        part = "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
        return f"Good {part}, {self.user.name.split()[0]}" if self.user.name else f"Good {part}"

    @property
    def now(self):
        return timezone.localtime()

    @cached_property
    def _found(self):
        """(reading, answer) of what a seller may use, within the scope, the last changed first."""
        params = QueryDict(self.user.default_scope if self.scoped else "", mutable=True)
        if not {"freshness", "freshness!"} & params.keys():
            params["freshness!"] = ",".join(UNUSABLE + UNFINISHED * self.keeps_library)
        params["ordering"] = "updated"
        return find(params, self.user)

    @property
    def total(self):
        return self._found[1].total

    @property
    def scope(self):
        """The default scope in words; "" without one."""
        if not (self.user.default_scope and self.scoped):
            return ""
        return read_query(QueryDict(self.user.default_scope), self.user, terms=self._found[0].terms).sentence

    @property
    def stages(self):
        return list(self._found[0].terms.entries("stage"))

    @cached_property
    def grid(self):
        """Coverage of the stages for every term of the rows' vocabulary."""
        reading, _ = self._found
        base = replace(reading.criteria, ordering="").without("stage").without(self.by)
        query = _without(reading.query, "stage", self.by)
        counts = engine.matrix(reading.viewer, "stage", self.by, query=query)
        overdue = engine.matrix(reading.viewer, "stage", self.by, query=_overdue(query))
        chosen = reading.criteria.values(self.by)
        terms = [term for term in reading.terms.entries(self.by) if not chosen or term.slug in chosen]
        lines = [self._line(base, term, counts, overdue) for term in terms]
        return make_grid(lines, whole=self.whole)

    def _line(self, base, term, counts, overdue):
        row = base.with_values(self.by, (term.slug,))
        # Who keeps the library fills a gap, everyone else asks for it.
        fill = reverse("content:asset-new" if self.keeps_library else "content:request-new")
        cells = [
            Cell(
                stage,
                counts.get((stage.id, term.id), 0),
                overdue.get((stage.id, term.id), 0),
                _library(row.with_values("stage", (stage.slug,))),
                f"{fill}?stage={stage.slug}&{self.by}={term.slug}",
            )
            for stage in self.stages
        ]
        asked_url = f"{reverse('content:request-list')}?show=open&{self.by}={term.slug}"
        return Line(term, _library(row), cells, self._asked.get(term.id, 0), asked_url)

    @cached_property
    def _asked(self):
        """{persona id: open requests that name it}."""
        if self.by != "persona":
            return {}
        requests = ContentRequest.objects.visible_to(self.user).open()
        return dict(requests.counted_by("persona"))

    @cached_property
    def changed(self):
        """The assets that were published or changed last."""
        return self._teasers(self._found[1].ids[:LISTED])

    @cached_property
    def late(self):
        """(how many assets are overdue for review, the longest overdue of them)."""
        reading, _ = self._found
        query = replace(_overdue(reading.query), ordering="review", limit=LISTED)
        answer = engine.run(query, reading.viewer)
        return answer.total, self._teasers(answer.ids)

    def _teasers(self, ids):
        terms = self._found[0].terms
        assets = Asset.objects.visible_to(self.user).among(ids).with_owner().defer("body", "summary")
        found = {asset.pk: asset for asset in assets}
        return [
            Teaser(
                found[pk],
                terms.by_id["format"].get(found[pk].format_id),
                terms.by_id["stage"].get(found[pk].stage_id),
            )
            for pk in ids
            if pk in found
        ]

    @cached_property
    def accounts(self):
        return my_accounts(self.user)

    @cached_property
    def week(self):
        return this_week(self.user)

    @property
    def my_requests(self):
        """The person's own requests, the newest first."""
        return ContentRequest.objects.visible_to(self.user).by(self.user).for_listing()[:LISTED]

    @property
    def open_requests(self):
        """What waits for an answer of marketing."""
        return ContentRequest.objects.visible_to(self.user).open().for_listing()[:LISTED]

    @property
    def failed_searches(self):
        """What people looked for in vain in the last SEARCH_DAYS days: rows of (words, searches, people, last)."""
        since = timezone.now() - timedelta(days=SEARCH_DAYS)
        return SearchLog.objects.since(since).failed()[: LISTED + 2]


def _without(query, *facets):
    """A Query without any choice in these facets."""
    return replace(
        query,
        include={name: values for name, values in query.include.items() if name not in facets},
        exclude={name: values for name, values in query.exclude.items() if name not in facets},
    )


def _overdue(query):
    """The same Query for what is overdue for review."""
    query = _without(query, "freshness")
    return replace(query, include={**query.include, "freshness": ("overdue",)})


def _library(criteria):
    return f"{reverse('content:asset-list')}?{write_query(criteria)}"
