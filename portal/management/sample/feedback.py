"""What the sample company's field said: uses, flags open and answered, a dispute, sends, votes, answered requests."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.directory.models import Account
from content.feedback import actions as requests
from content.feedback.field import actions
from content.feedback.field.rules import due_after
from content.feedback.models import ContentRequest, Feedback, Send
from content.feedback.sending.actions import send_assets
from content.library.models import Asset
from content.vocabularies.models import Stage


def load(people):
    """Let the field speak as `feedback.json` says; returns how many uses, flags and sends there are."""
    data = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    names = {account.name: account for account in Account.objects.all()}
    for row in data["uses"]:
        _use(row, people[row["person"]], names.get(row["account"]))
    for row in data["flags"]:
        _flag(row, people, names.get(row["account"]))
    for row in data["sends"]:
        _send(row, people[row["sender"]], names.get(row["account"]))
    for row in data["votes"]:
        for email in row["people"]:
            requests.vote(ContentRequest.objects.get(title=row["request"]), actor=people[email], via="demo")
    for row in data["answers"]:
        _answer(row, people[row["by"]])
    return Feedback.objects.count() + Send.objects.count()


def _use(row, person, account):
    stage = Stage.objects.get(slug=row["stage"]) if row["stage"] else None
    said = {name: row[name] for name in ("outcome", "note")} | {"account": account, "stage": stage}
    use = actions.note_use(_asset(row["asset"]), said, actor=person, via="demo")
    _move_back(use, row["days_ago"])


def _flag(row, people, account):
    said = {"note": row["note"], "page": row["page"], "account": account}
    flag = actions.raise_flag(
        _asset(row["asset"]), row["kind"], said, actor=people[row["person"]], via="demo"
    )
    _move_back(flag, row["days_ago"])
    if "answer" in row:
        moment = timezone.now() - timedelta(days=row["answered_days_ago"])
        actions.answer_flag(flag, row["answer"], actor=people[row["by"]], version=None, via="demo")
        Feedback.objects.with_id(flag.pk).update(answered_at=moment)


def _move_back(said, days):
    """Let it have been said some days ago."""
    moment = timezone.now() - timedelta(days=days)
    day = timezone.localtime(moment).date()
    due_on = due_after(day) if said.due_on else None
    Feedback.objects.with_id(said.pk).update(at=moment, given_on=day, due_on=due_on)


def _send(row, sender, account):
    assets = [_asset(reference) for reference in row["assets"]]
    values = {"account": account, "recipient": row["recipient"], "channel": row["channel"]}
    sends = send_assets(assets, batch=None, actor=sender, via="demo", **values)
    moment = timezone.now() - timedelta(days=row["days_ago"])
    Send.objects.with_ids([send.pk for send in sends]).update(at=moment)


def _answer(row, person):
    request, values = ContentRequest.objects.get(title=row["request"]), {"answer": row["answer"]}
    verb = getattr(requests, row["verb"])
    assets = [_asset(row["asset"])] if row["asset"] else []
    verb(request, *assets, actor=person, version=None, via="demo", **values)


def _asset(reference):
    return Asset.objects.get(reference=reference)
