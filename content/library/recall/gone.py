"""What is answered where an asset was taken back: 410, why, and what to use instead."""

from functools import wraps

from django.http import Http404
from django.utils import timezone

from content.library.models import Asset
from content.library.recall import rules
from portal.activity.models import Activity
from portal.rest.errors import Gone
from portal.shared.htmx import render_page

GONE = "content/library/asset_gone.html"
# A successor may have been replaced itself; so far its own successor is followed.
FURTHEST = 5


class TakenBack(Gone, Http404):
    """The asset that was asked for is withdrawn, or replaced and no longer the reader's to see.

    A view that knows nothing of this answers as if the asset were not there.
    """

    def __init__(self, asset, user):
        self.asset, self.successor_asset = asset, successor_of(asset, user)
        super().__init__(told(asset), self.successor_asset and self.successor_asset.reference)


def told(asset):
    """Who took the asset back, when and why, in a sentence."""
    lines = Activity.objects.about(asset)[:20]
    last = next((line for line in lines if line.verb in (rules.WITHDREW, rules.SUPERSEDED)), None)
    day = timezone.localtime(last.at).date() if last else None
    return rules.gone_sentence(bool(asset.withdrawn_at), last and last.actor, day, asset.withdrawn_reason)


def successor_of(asset, user):
    """What people use instead now and `user` may see; None for nothing."""
    for _ in range(FURTHEST):
        asset = Asset.objects.with_ids([asset.successor_id]).first() if asset.successor_id else None
        if asset is None or not asset.is_taken_back:
            break
    return asset and Asset.objects.visible_to(user).with_ids([asset.pk]).first()


def missing(reference, user):
    """Raise TakenBack for a reader to whom an asset was once open and is no longer, else Http404."""
    if asset := Asset.objects.taken_back().with_reference(reference).first():
        raise TakenBack(asset, user)
    raise Http404


def refuse_bytes(version, user):
    """Raise TakenBack where the file of a withdrawn asset is asked for, by whomever."""
    if version.asset.withdrawn_at:
        raise TakenBack(version.asset, user)


def or_gone(view):
    """The view, answering 410 with a page where it comes upon what was taken back."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except TakenBack as gone:
            return render_page(request, GONE, {"gone": gone, "asset": gone.asset}, status=410)

    return answer
