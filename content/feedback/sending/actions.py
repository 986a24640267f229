"""Note what was sent to whom; link what was sent to a free name to an account."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from content.feedback.models import Send
from content.feedback.sending import rules
from content.library.models import Asset
from portal.activity.actions import line, record_many
from portal.shared.changes import refuse

NAME_LENGTH = 200


@transaction.atomic
def send_assets(assets, *, account, recipient, channel, batch, actor, via="page"):
    """Note that these assets went to an account, or to a free name where `account` is None; returns the Sends.

    Everything or nothing is noted. The same `batch` (a UUID) with the same content is noted once. Raises
    ValidationError for what may not go to buyers.
    """
    recipient = (recipient.strip() or str(account or ""))[:NAME_LENGTH]
    if not recipient:
        raise ValidationError({"recipient": "Say who it is for: an account, or any name."})
    refuse(rules.number_problem(len(assets)))
    current = _locked(assets)
    values = {"account": account, "recipient": recipient, "channel": channel, "sender": actor}
    batch = batch or uuid4()
    before = list(Send.objects.in_batch(batch).for_listing())
    if before and _is_same(before, current, values):
        return before
    for asset in current:
        form, state = asset.format and asset.format.slug, asset.freshness().state
        if problem := rules.refusal(form, asset.audience, state, bool(asset.disputed_at)):
            raise ValidationError({"assets": f"“{asset}”: {problem}"})
    # A page that was left open and changed holds an old batch: this is another send.
    batch = uuid4() if before else batch
    return _noted(current, values, batch, actor, via)


def _noted(assets, values, batch, actor, via):
    sends = [
        Send(asset=asset, file_version_id=asset.current_version_id, batch=batch, **values) for asset in assets
    ]
    try:
        with transaction.atomic():
            Send.objects.bulk_create(sends)
    except IntegrityError:
        # The same form a second time, while the first was being written.
        return list(Send.objects.in_batch(batch).for_listing())
    record_many([line("sent", send, actor=actor, via=via) for send in sends])
    return sends


@transaction.atomic
def link_to_account(send, account, *, actor, via="page"):
    """Say which account the free name of a send is; what `actor` sent to the same name follows. Returns how many.

    Raises ValidationError for a send that has an account.
    """
    current = Send.objects.select_for_update(of=("self",)).get(pk=send.pk)
    if current.account_id == account.pk:
        return 0
    if current.account_id:
        raise ValidationError("It is linked to an account already.")
    same = list(Send.objects.by(current.sender).unlinked().named(current.recipient).for_listing())
    Send.objects.with_ids([one.pk for one in same]).update(account=account)
    changes = {"account": [None, str(account)]}
    record_many([line("linked", one, actor=actor, changes=changes, via=via) for one in same])
    return len(same)


def _locked(assets):
    """The assets as the database has them now, in the given order."""
    rows = Asset.objects.with_ids([asset.pk for asset in assets]).order_by("pk")
    rows = {asset.pk: asset for asset in rows.select_related("format").select_for_update(of=("self",))}
    return [rows[asset.pk] for asset in assets]


def _is_same(before, assets, values):
    """Whether a batch is what is being sent now."""
    known = {(send.account_id, send.recipient, send.channel, send.sender_id) for send in before}
    account = values["account"]
    now = (account.pk if account else None, values["recipient"], values["channel"], values["sender"].pk)
    return known == {now} and {send.asset_id for send in before} == {asset.pk for asset in assets}
