"""What the sample company searched and opened, and how its library stood on each of the last days."""

import json
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from django.utils import timezone

from content.library.models import Asset
from content.search.models import SearchLog
from content.upkeep.actions import count_health
from content.upkeep.models import HealthCount
from portal.shared.dates import days_from_today, today

FOLDER = Path(__file__).parent
READERS = ("rep@example.com", "account@example.com", "jonas.reyes@example.com", "astrid.vale@example.com")
DAYS = 30


def load(people):
    """Searches, opened assets and the health's past; returns how many searches. Written once."""
    if HealthCount.objects.exists():
        return 0
    data = json.loads((FOLDER / "upkeep.json").read_text(encoding="utf-8"))
    rows = [_failed(row, people) for row in data["searches"]] + list(_opened(data["opens"], people))
    SearchLog.objects.bulk_create(rows)
    _load_past(count_health(today()), data["change_in_30_days"])
    return len(rows)


def _failed(row, people):
    return SearchLog(
        user=people[row["by"]], words=row["words"], query=row["query"], total=0, at=_ago(row["days_ago"])
    )


def _opened(rows, people):
    ids = dict(Asset.objects.values_list("reference", "pk"))
    readers = cycle(READERS)
    for row in rows:
        if row["reference"] not in ids:
            continue
        for number in range(row["times"]):
            yield SearchLog(
                user=people[next(readers)],
                words=row["words"],
                total=6,
                opened_id=ids[row["reference"]],
                rank=1 + number % 3,
                at=_ago(2 + number * 5),
            )


def _load_past(counts, changes):
    """A count for each of the last days, on the way to today's."""
    past = [
        HealthCount(day=days_from_today(-days), rule=slug, number=_then(number, changes.get(slug, 0), days))
        for slug, number in counts.items()
        for days in range(1, DAYS)
    ]
    HealthCount.objects.bulk_create(past)


def _then(number, change, days):
    return max(0, number - round(change * days / DAYS))


def _ago(days):
    return timezone.now() - timedelta(days=days)
