from datetime import timedelta

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from content.library.rules import DUE_SOON_DAYS
from content.upkeep.rules import EXPIRING_DAYS
from portal.shared.models import PortalQuerySet


class HealthCountQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Numbers about the whole library, for those who see all of it."""
        return self if user.has_perm("content.change_asset") else self.none()

    def between(self, first, last):
        """The counts of these days and those between them, the oldest first."""
        return self.filter(day__gte=first, day__lte=last)


def to_verify(assets, day):
    """Those of `assets` whose review is due on the date `day`, or will be soon."""
    return assets.live(day).filter(review_on__lte=day + timedelta(days=DUE_SOON_DAYS))


def expiring(assets, day):
    """Published ones of `assets` that expire within EXPIRING_DAYS of `day`, or have expired."""
    return assets.filter(status="published", expires_on__lte=day + timedelta(days=EXPIRING_DAYS))


def sizes(parts):
    """{name: number of rows} of querysets by name, in one statement."""
    counted = [_size(name, rows) for name, rows in parts.items()]
    return dict(counted[0].union(*counted[1:], all=True).order_by()) if counted else {}


def _size(name, rows):
    named = rows.order_by().annotate(part=Value(name, CharField())).values("part")
    return named.annotate(number=Count("pk")).values_list("part", "number")


def number_overdue(assets, day):
    """How many of `assets` the person of an outer query owns whose review is overdue on the date `day`."""
    mine = assets.live(day).filter(owner=OuterRef("pk"), review_on__lt=day)
    number = mine.order_by().values("owner").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), Value(0))


def for_facts(assets):
    """Rows (dicts) of `assets` with what the health's checks ask of each; texts only as whether they are there."""
    columns = (
        *(
            "pk",
            "title",
            "status",
            "review_on",
            "expires_on",
            "published_on",
            "updated_at",
            "url",
            "audience",
        ),
        *("stage_id", "owner__is_active", "disputed_at"),
    )
    return (
        assets.order_by("pk")
        .annotate(
            has_summary=_filled("summary"),
            has_body=_filled("body"),
            file_id=F("current_version__file"),
            file_state=F("current_version__file__state"),
        )
        .values(*columns, "has_summary", "has_body", "file_id", "file_state")
    )


def _filled(name):
    return ExpressionWrapper(~Q(**{name: ""}), output_field=BooleanField())


def with_review(assets, day, until):
    """Live ones of `assets` whose review is due up to the date `until`, the longest overdue first, with the lead
    of their owner's team.
    """
    due = assets.live(day).filter(review_on__lte=until).order_by("review_on", "title", "pk")
    return due.select_related("owner__team__lead").defer("body", "summary").strict()
