"""The library's health: how much is right, what is not, and whether that gets better."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from content.feedback.models import Feedback
from content.library.bulk import CHANGES
from content.library.bulk_forms import ValueForm
from content.library.models import Asset
from content.library.personas.standing import agreed_until
from content.upkeep import rules
from content.upkeep.checks import BY_SLUG, CHECKS, QUADRANTS, Fact
from content.upkeep.facts import facts_of
from content.upkeep.models import HealthCount
from content.vocabularies.labels import labels
from portal.shared.dates import today

TREND_DAYS = 30
ANSWER_DAYS = 90
PER_PAGE = 50
# What is listed so that what belongs together stands together.
BY_TITLE = ("same-file", "near-title")


@dataclass(frozen=True)
class Line:
    """A check with what it found. trend: a `rules.Trend` of the last days."""

    check: object
    number: int
    trend: object

    @property
    def url(self):
        return reverse("content:health-list", args=[self.check.slug])


class Found(NamedTuple):
    """An asset that a check found, and what the checks ask of it."""

    asset: Asset
    fact: Fact


class Health:
    """The health of what `viewer` may see; for those who keep the library, so of all of it."""

    def __init__(self, viewer):
        self.viewer, self.day = viewer, today()

    @cached_property
    def facts(self):
        return facts_of(Asset.objects.visible_to(self.viewer))

    @cached_property
    def counts(self):
        """{slug: number} of every check."""
        return counts_of(self.facts)

    @cached_property
    def _past(self):
        """{slug: [(day, number)]} of the last days, without today."""
        first = self.day - timedelta(days=TREND_DAYS)
        found = {}
        for row in HealthCount.objects.visible_to(self.viewer).between(first, self.day - timedelta(days=1)):
            found.setdefault(row.rule, []).append((row.day, row.number))
        return found

    def line(self, check):
        number = self.counts[check.slug]
        return Line(check, number, rules.Trend((*self._past.get(check.slug, ()), (self.day, number))))

    checked = len(CHECKS)

    @property
    def lines(self):
        """Every check that found something, in the order of the list; the others are `fine`."""
        return [self.line(check) for check in CHECKS if self.counts[check.slug]]

    @property
    def fine(self):
        """The checks that found nothing."""
        return [check for check in CHECKS if not self.counts[check.slug]]

    @property
    def every_line(self):
        """Every check, in the order of the list."""
        return [self.line(check) for check in CHECKS]

    @property
    def quadrants(self):
        return [self.line(check) for check in QUADRANTS]

    @property
    def usable(self):
        return self.line(BY_SLUG["usable"])

    @property
    def fresh(self):
        return self.line(BY_SLUG["fresh"])

    @property
    def fresh_share(self):
        """Percent of what is usable that is fresh; None where nothing is usable."""
        return rules.percent(self.counts["fresh"], self.counts["usable"])

    @cached_property
    def answering(self):
        """(median days from a flag to its answer, how many answers) of the last ANSWER_DAYS days; None without any."""
        since = timezone.now() - timedelta(days=ANSWER_DAYS)
        rows = Feedback.objects.visible_to(self.viewer).answered().answered_since(since)
        return rules.median_days(rows.order_by().values_list("at", "answered_at"))

    @cached_property
    def unsigned_personas(self):
        return unsigned_personas(self.day)


class HealthList:
    """The assets that one check found, with the changes that mend them. Raises Http404 for an unknown check."""

    def __init__(self, viewer, slug, page=1):
        if (check := BY_SLUG.get(slug)) is None:
            raise Http404("There is no such check.")
        self.viewer, self.check, self.number = viewer, check, page
        found = [fact for fact in facts_of(Asset.objects.visible_to(viewer)) if check.holds(fact)]
        self.facts = sorted(found, key=_by_title if slug in BY_TITLE else _by_heat)

    @property
    def ids(self):
        return [fact.pk for fact in self.facts]

    @cached_property
    def page(self):
        """A Django page whose items are Found."""
        page = Paginator(self.facts, PER_PAGE).get_page(self.number)
        page.object_list = self.rows(page.object_list)
        return page

    def rows(self, facts):
        assets = Asset.objects.visible_to(self.viewer).with_ids([fact.pk for fact in facts])
        found = {asset.pk: asset for asset in assets.with_owner().defer("body", "summary")}
        return [Found(found[fact.pk], fact) for fact in facts if fact.pk in found]

    @property
    def mends(self):
        """(change, the form of its value) of every bulk change that puts it right and that the person may make."""
        changes = [CHANGES[name] for name in self.check.mends]
        return [
            (change, ValueForm(field=change.field, way=change.way))
            for change in changes
            if self.viewer.has_perm(change.permission)
        ]


def counts_of(facts):
    """{slug: how many of these facts it holds for} of every check."""
    return {slug: sum(map(bool, map(check.holds, facts))) for slug, check in BY_SLUG.items()}


def unsigned_personas(day):
    """Personas (vocabulary entries) that sales and marketing have not signed, or whose review is overdue."""
    days = agreed_until()
    entries = labels().entries("persona")
    return [entry for entry in entries if (until := days.get(("persona", entry.id))) is None or until < day]


def _by_heat(fact):
    return (*rules.hottest_first(fact.opens, fact.late), fact.pk)


def _by_title(fact):
    return fact.title.casefold(), fact.pk
