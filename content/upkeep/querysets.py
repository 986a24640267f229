from datetime import timedelta

from django.db.models import CharField, Count, Value

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
    return dict(counted[0].union(*counted[1:], all=True)) if counted else {}


def _size(name, rows):
    named = rows.order_by().annotate(part=Value(name, CharField())).values("part")
    return named.annotate(number=Count("pk")).values_list("part", "number")
