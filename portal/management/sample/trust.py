"""Who verified the sample company's assets, a draft and a change that wait for approval, and a change sent back."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from content.library.models import Approval, Asset
from content.library.trust import actions, rules
from portal.activity.actions import line, record_many
from portal.activity.models import Activity
from portal.shared.dates import today


def load(people):
    """What `trust.json` names, and verifications in the past; returns how many approvals are open."""
    _verify_in_the_past()
    rows = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    for row in rows:
        _ask(row, people)
    return len(rows)


def _ask(row, people):
    asset = Asset.objects.for_reading().get(reference=row["reference"])
    asked = {"actor": people[row["by"]], "version": None, "note": row["note"], "via": "demo"}
    if "changes" in row:
        actions.propose_change(asset, row["changes"], **asked)
    else:
        actions.submit_for_approval(asset, **asked)
    approval = actions.open_approval(asset)
    if "sent_back_by" in row:
        actions.request_changes(approval, row["comment"], actor=people[row["sent_back_by"]], via="demo")
    at = timezone.now() - timedelta(days=row["days_ago"])
    decided_at = at + timedelta(hours=20) if "sent_back_by" in row else None
    Approval.objects.with_ids([approval.pk]).update(asked_at=at, decided_at=decided_at)
    lines = Activity.objects.about(asset)
    lines.filter(verb__in=[rules.SUBMITTED, rules.PROPOSED]).update(at=at)
    lines.filter(verb=rules.SENT_BACK).update(at=decided_at or at)


def _verify_in_the_past():
    """An asset that was published before its review interval began has been verified by its owner since."""
    verified = []
    for asset in Asset.objects.live(today()).for_reading():
        day = asset.review_on and asset.review_on - timedelta(days=asset.format.review_days)
        if day and asset.published_on < day < today():
            asset.verified_on, asset.verified_by = day, asset.owner
            verified.append(asset)
    Asset.objects.bulk_update(verified, ["verified_on", "verified_by"], batch_size=200)
    lines = record_many(
        line(
            "verified",
            asset,
            actor=asset.owner,
            via="demo",
            changes={"verified_on": [None, asset.verified_on.isoformat()]},
        )
        for asset in verified
    )
    for activity, asset in zip(lines, verified, strict=True):
        activity.at = timezone.now() - timedelta(days=(today() - asset.verified_on).days)
    Activity.objects.bulk_update(lines, ["at"], batch_size=200)
