"""One asset of the sample company withdrawn and one superseded, both taken out by two people before."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from content.files.actions import take_file
from content.library.models import Asset, Download
from content.library.recall.actions import supersede_asset, withdraw_asset
from content.library.versions.actions import add_version


def load(people):
    """Take back what `recall.json` names; returns how many assets."""
    rows = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    for row in rows:
        actor, asset = people[row["by"]], Asset.objects.get(reference=row["reference"])
        file, name, _ = take_file([row["text"].encode()], row["file"])
        asset = add_version(asset, file, name, actor=actor, version=None, via="demo")
        for email, days in row["downloads"]:
            at = timezone.now() - timedelta(days=days)
            Download.objects.create(version=asset.current_version, person=people[email], at=at)
        values = {"actor": actor, "version": None, "reason": row["reason"], "via": "demo"}
        if row["successor"]:
            supersede_asset(asset, successor=Asset.objects.get(reference=row["successor"]), **values)
        else:
            withdraw_asset(asset, **values)
    return len(rows)
