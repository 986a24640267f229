"""Pages of sending: ready texts for a selection, noting that it went, and what was sent."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from content.feedback.models import Send
from content.feedback.sending import actions
from content.feedback.sending.filters import SendFilter
from content.feedback.sending.forms import LinkForm, SendForm
from content.feedback.sending.parcel import Parcel
from content.feedback.sending.rules import MOST_AT_ONCE
from content.library.models import Asset
from content.library.recall.gone import missing
from portal.editing.answers import refuse_form
from portal.shared.htmx import go_to, render_page

SEND = "content.add_send"
PAGE = "content/feedback/sending/send.html"
LIST = "content/feedback/sending/sent_list.html"


@permission_required(SEND, raise_exception=True)
def send(request):
    """Ready texts for the assets named in the address; posted, it is noted that they went."""
    parcel = Parcel((request.POST or request.GET).getlist("asset"), request.user)
    return _sending(request, parcel, reverse("content:sent"))


@permission_required(SEND, raise_exception=True)
def asset_send(request, reference):
    """The same for one asset, from its page."""
    parcel = Parcel([reference], request.user)
    if not parcel.entries:
        missing(reference, request.user)
    return _sending(request, parcel, parcel.entries[0].asset.get_absolute_url())


def _sending(request, parcel, then):
    form = SendForm(request.POST or None)
    if form.is_valid():
        try:
            assets = [entry.asset for entry in parcel.entries]
            sends = actions.send_assets(assets, actor=request.user, **form.values)
            messages.success(request, f"Noted: sent to {sends[0].recipient}.")
            return go_to(request, then)
        except ValidationError as refusal:
            refuse_form(form, refusal)
    status = 422 if form.is_bound else 200
    return render_page(request, PAGE, {"parcel": parcel, "form": form}, status=status)


@require_POST
@permission_required(SEND, raise_exception=True)
def send_pick(request):
    """From what is ticked in the library to the texts for it."""
    ids = [pk for pk in request.POST.getlist("ids") if pk.isascii() and pk.isdigit() and len(pk) < 16]
    found = Asset.objects.visible_to(request.user).in_order(list(map(int, ids[: MOST_AT_ONCE + 1])))
    return redirect(f"{reverse('content:send')}?{urlencode([('asset', asset.reference) for asset in found])}")


@require_safe
def sent(request):
    """What one sent; with `who=all`, or for one asset or account, what everyone did."""
    narrowed = any(request.GET.get(name) for name in ("who", "asset", "account"))
    params = request.GET.copy()
    if not narrowed:
        params["who"] = "me"
    sends = Send.objects.visible_to(request.user).for_listing()
    found = SendFilter(params, queryset=sends, request=request)
    page = Paginator(found.qs, per_page=25).get_page(request.GET.get("page"))
    rows = [(row, _link_form(row, request.user)) for row in page]
    context = {"page": page, "rows": rows, "filter": found, "mine": params.get("who") == "me"}
    return render_page(request, LIST, context)


def _link_form(row, user):
    return LinkForm(send=row) if row.account is None and row.sender_id == user.pk else None


@require_POST
@permission_required(SEND, raise_exception=True)
def send_link(request, pk):
    """Say which account the free name of one's own send is."""
    row = get_object_or_404(Send.objects.visible_to(request.user).for_listing(), pk=pk)
    if row.sender_id != request.user.pk:
        raise PermissionDenied
    form = LinkForm(request.POST, send=row)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["account"]))
        return go_to(request, reverse("content:sent"))
    try:
        number = actions.link_to_account(row, form.cleaned_data["account"], actor=request.user)
        messages.success(request, f"Linked to {form.cleaned_data['account']}: {number} sent.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return go_to(request, reverse("content:sent"))
