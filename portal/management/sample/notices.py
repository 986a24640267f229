"""What the sample company's people were told: notices read and unread, somebody who left, a channel that fails."""

import json
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from content.library.bulk import CHANGES, change_many
from content.library.models import Asset
from portal.activity.models import Activity
from portal.notices.actions import set_channel, tell
from portal.notices.models import Notice, TeamChannel
from portal.users.actions import deactivate_person
from portal.users.models import Team, User

FOLDER = Path(__file__).parent


def load(people):
    """Notices, a hand-over and a team's channel; returns how many notices there are. Loaded last, and once."""
    data = json.loads((FOLDER / "notices.json").read_text(encoding="utf-8"))
    if not User.objects.with_email(data["left"]["email"]).exists():
        _let_go(data["left"], people)
        _set_up(data["channel"], people["admin@example.com"])
        for number, row in enumerate(data["notices"]):
            _tell(row, people, f"demo:{number}")
        # The demo begins with an empty outbox: nobody is mailed about what was before it.
        Notice.objects.to_mail().update(mailed_at=timezone.now())
        _put_in_order()
    return Notice.objects.count()


def _put_in_order():
    """What was told longest ago comes first: a list goes by the order in which notices were told."""
    told = sorted(Notice.objects.all(), key=lambda notice: (notice.at, notice.pk))
    Notice.objects.all().delete()
    for notice in told:
        notice.pk = None
    Notice.objects.bulk_create(told)


def _let_go(row, people):
    """Somebody owned a few assets, left, and handed them over."""
    admin, successor = people["admin@example.com"], people[row["successor"]]
    values = {name: row[name] for name in ("name", "email", "role", "side")}
    leaver = User.objects.create(**values, team=successor.team, password=make_password(None))
    assets = Asset.objects.filter(reference__in=row["assets"])
    versions = dict(assets.values_list("pk", "version"))
    change_many(CHANGES["set-owner"], leaver, versions, actor=admin, via="demo")
    deactivate_person(leaver, actor=admin, version=1, successors={"assets": successor})
    moment = timezone.now() - timedelta(days=row["days_ago"])
    Notice.objects.of(successor).of_kinds(["hand-over"]).update(at=moment)
    Activity.objects.about(leaver).update(at=moment)


def _set_up(row, admin):
    """A channel whose address is gone. It is paused, so that the demo calls nobody."""
    team = Team.objects.get(name=row["team"])
    values = {"address": row["address"], "kinds": row["kinds"], "is_active": False}
    set_channel(team, values, actor=admin, version=None, via="demo")
    TeamChannel.objects.of(team).update(last_error=row["error"])


def _tell(row, people, key):
    tell([people[email] for email in row["to"]], row["kind"], row["sentence"], row["url"], key=key)
    moment = timezone.now() - timedelta(hours=row["hours_ago"])
    told = Notice.objects.with_key(key)
    told.update(at=moment, read_at=moment + timedelta(hours=1) if row["read"] else None)
