"""What the first page shows, gathered from the features; each part is read when the template comes to it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from content.feedback.models import ContentRequest
from content.library.filters import read_query
from content.library.found import find
from content.library.models import Asset
from content.search import engine
from content.search.models import SearchLog
from content.upkeep import coverage
from content.upkeep.coverage import lines_of, overdue_of
from content.upkeep.grid import make_grid
from portal.home.mine import my_accounts, this_week
from portal.shared.dates import today
from portal.users.current import first_run_waits_for

# Formats have their place on the coverage's own page, beside the playbook.
ROWS = {name: label for name, label in coverage.ROWS.items() if name != "format"}
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
        # Who keeps the library fills a gap, everyone else asks for it.
        fill = reverse("content:asset-new" if self.keeps_library else "content:request-new")
        lines = lines_of(self._found[0], self.by, fill=fill)
        return make_grid([self._with_asked(line) for line in lines], whole=self.whole)

    def _with_asked(self, line):
        asked_url = f"{reverse('content:request-list')}?show=open&{self.by}={line.term.slug}"
        return replace(line, asked=self._asked.get(line.term.id, 0), asked_url=asked_url)

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
        query = replace(overdue_of(reading.query), ordering="review", limit=LISTED)
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
