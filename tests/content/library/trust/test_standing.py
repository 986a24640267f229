"""One word for how an asset stands: the rule, the database and the search give the same answer on every day."""

from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace

import numpy as np
from django.utils import timezone

from content.library import rules
from content.library.models import Asset
from content.search.arrays import NEVER
from content.search.query import FRESHNESS
from content.search.standing import standing
from portal.shared.dates import day_number
from tests.factories.content import FormatFactory, LanguageFactory
from tests.factories.portal import UserFactory

# The day on which clocks go forward in much of Europe, in the middle of the days before and after.
DAY = date(2026, 3, 29)
OFFSETS = (None, -1, 0, 1, 27, 28, 29)


def _day(offset):
    return None if offset is None else DAY + timedelta(days=offset)


def test_rule_database_and_search_agree_at_every_boundary(db):
    owner, form, language = UserFactory(), FormatFactory(), LanguageFactory()
    cases = list(product(rules.STATUSES, OFFSETS, OFFSETS))
    Asset.objects.bulk_create(
        Asset(
            reference=f"asset-{number}",
            title="Asset",
            format=form,
            language=language,
            owner=owner,
            created_by=owner,
            status=status,
            published_on=DAY - timedelta(days=400),
            review_on=_day(review),
            expires_on=_day(expires),
        )
        for number, (status, review, expires) in enumerate(cases)
    )
    assets = list(Asset.objects.with_freshness(DAY).order_by("pk"))
    by_rule = [asset.freshness(DAY).state for asset in assets]
    assert [asset.freshness_state for asset in assets] == by_rule
    assert _by_search(assets) == by_rule
    for state in rules.FRESHNESS:
        assert Asset.objects.standing(state, DAY).count() == by_rule.count(state)


def _by_search(assets):
    def days(name):
        numbers = [day_number(getattr(asset, name)) for asset in assets]
        return np.array([NEVER if number is None else number for number in numbers])

    columns = {
        "status": np.array([rules.STATUSES.index(asset.status) for asset in assets]),
        "review_day": days("review_on"),
        "expires_day": days("expires_on"),
        "published_day": days("published_on"),
    }
    ids = np.array([asset.pk for asset in assets])
    arrays = SimpleNamespace(columns=columns, size=len(assets), object_ids=ids)
    return [FRESHNESS[kind] for kind in standing(arrays, day_number(DAY)).kinds]


def test_the_portals_day_begins_at_its_own_midnight(settings, monkeypatch):
    """In Berlin the short night of 29 March 2026 begins at 23:00 UTC, and the next one at 22:00."""
    settings.TIME_ZONE = "Europe/Berlin"
    timezone.get_default_timezone.cache_clear()
    from portal.shared.dates import today

    seen = []
    for hour in ("2026-03-28T22:59", "2026-03-28T23:00", "2026-03-29T21:59", "2026-03-29T22:00"):
        moment = timezone.datetime.fromisoformat(f"{hour}+00:00")
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        seen.append(today().day)
    timezone.get_default_timezone.cache_clear()
    assert seen == [28, 29, 29, 30]
