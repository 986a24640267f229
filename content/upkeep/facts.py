"""What the health's checks ask of every asset, read in a constant number of statements."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from content.feedback.models import Feedback, Send
from content.library.models import Asset, AssetTalkingPoint
from content.library.rules import freshness
from content.upkeep.checks import UNUSED_DAYS, Fact
from content.upkeep.opens import opens_of
from content.upkeep.querysets import for_facts
from content.upkeep.titles import near_ids
from portal.shared.dates import today

OPENS_DAYS = 90


def facts_of(assets):
    """A Fact for each of `assets` (a queryset) that is not archived."""
    day = today()
    rows = list(for_facts(assets.not_archived()))
    files = Counter(row["file_id"] for row in rows)
    personas = set(Asset.personas.through.objects.values_list("asset_id", flat=True).distinct())
    points = set(AssetTalkingPoint.objects.order_by().values_list("asset_id", flat=True).distinct())
    opens, used, near = opens_of(OPENS_DAYS), _used(day), near_ids([_Titled(row) for row in rows])
    return [
        Fact(
            pk=row["pk"],
            title=row["title"],
            state=freshness(row["status"], row["review_on"], row["expires_on"], day).state,
            late=(day - row["review_on"]).days if row["review_on"] else 0,
            expires_in=(row["expires_on"] - day).days if row["expires_on"] else None,
            owner_active=row["owner__is_active"],
            has_stage=row["stage_id"] is not None,
            has_personas=row["pk"] in personas,
            has_points=row["pk"] in points,
            has_summary=bool(row["has_summary"]),
            has_body=bool(row["has_body"]),
            url=row["url"],
            audience=row["audience"],
            file_id=row["file_id"],
            file_failed=row["file_state"] == "failed",
            disputed=row["disputed_at"] is not None,
            published_days=(day - row["published_on"]).days if row["published_on"] else None,
            untouched_days=(day - timezone.localtime(row["updated_at"]).date()).days,
            opens=opens.get(row["pk"], 0),
            unused=row["pk"] not in used,
            same_file=row["file_id"] is not None and files[row["file_id"]] > 1,
            near_title=row["pk"] in near,
        )
        for row in rows
    ]


class _Titled:
    """A row as `near_ids` takes it."""

    __slots__ = ("pk", "title")

    def __init__(self, row):
        self.pk, self.title = row["pk"], row["title"]


def _used(day):
    """Ids of the assets that somebody opened, took out, used or sent in the last UNUSED_DAYS days."""
    now, first = timezone.now(), day - timedelta(days=UNUSED_DAYS)
    used = Feedback.objects.uses().between(first, day + timedelta(days=1)).order_by()
    sent = Send.objects.between(now - timedelta(days=UNUSED_DAYS), now + timedelta(days=1)).order_by()
    ids = used.values_list("asset_id").union(sent.values_list("asset_id")).order_by()
    return {asset_id for (asset_id,) in ids} | opens_of(UNUSED_DAYS).keys()
