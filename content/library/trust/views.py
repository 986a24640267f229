"""Verify an asset, ask for its approval, decide on it. Each is one form on the asset's page."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.views.decorators.http import require_POST

from content.library.asset_page import page_of
from content.library.models import Approval, Asset
from content.library.recall.gone import missing, or_gone
from content.library.trust import actions
from content.library.trust.forms import CommentForm, SubmitForm, Versions
from portal.editing.answers import CHANGED
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

DETAIL = "content/library/asset_detail.html"


@require_POST
@or_gone
def asset_verify(request, reference):
    """Whether this person may is the action's question: owners verify, whatever their role."""
    asset = _asset(request, reference, "content.view_asset")
    verb = partial(actions.verify_asset, asset)
    return _done(request, asset, verb, f"Verified “{asset}” today.")


@require_POST
@or_gone
def asset_submit(request, reference):
    asset = _asset(request, reference, "content.change_asset")
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _shown(request, asset, " ".join(form.errors["note"]), 422)
    verb = partial(actions.submit_for_approval, asset, note=form.cleaned_data["note"])
    return _done(request, asset, verb, f"“{asset}” waits for approval.")


@require_POST
@or_gone
def asset_approve(request, reference):
    asset, approval, versions = _open(request, reference, "content.publish_asset")

    def verb(*, actor, version):
        return actions.approve(approval, actor=actor, version=versions["approval"], asset_version=version)

    return _done(request, asset, verb, f"Approved “{asset}”. Everyone has it now.")


@require_POST
@or_gone
def asset_request_changes(request, reference):
    asset, approval, versions = _open(request, reference, "content.publish_asset")
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _shown(request, asset, "Say what has to change.", 422)

    def verb(*, actor, version):
        comment = form.cleaned_data["comment"]
        return actions.request_changes(approval, comment, actor=actor, version=versions["approval"])

    return _done(request, asset, verb, f"Asked {approval.asked_by} for changes.")


@require_POST
@or_gone
def asset_take_back(request, reference):
    asset, approval, versions = _open(request, reference, "content.change_asset")

    def verb(*, actor, version):
        return actions.take_back(approval, actor=actor, version=versions["approval"])

    return _done(request, asset, verb, "Taken back. Nobody is asked to approve it now.")


def _asset(request, reference, permission):
    """The asset: 404 for whom it is hidden, 403 for who sees it but may not do this."""
    found = Asset.objects.visible_to(request.user).for_reading().with_reference(reference)
    asset = found.first() or missing(reference, request.user)
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return asset


def _open(request, reference, permission):
    """(asset, its latest approval, the versions that the page showed). What was decided meanwhile, verbs refuse."""
    asset, form = _asset(request, reference, permission), Versions(request.POST)
    approval = Approval.objects.visible_to(request.user).of_asset(asset).for_reading().last()
    if approval is None:
        raise Http404
    return asset, approval, form.cleaned_data if form.is_valid() else {"version": 0, "approval": 0}


def _done(request, asset, verb, words):
    """Do `verb` for the version that the page showed; where that is old, show the page as it is now."""
    form = Versions(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        asset = verb(actor=request.user, version=version)
    except StaleRecord:
        return _shown(request, asset, CHANGED, 409)
    except ValidationError as refusal:
        messages.error(request, f"“{asset}”: {' '.join(refusal.messages)}")
    else:
        messages.success(request, words)
    return go_to(request, asset)


def _shown(request, asset, problem, status):
    """The asset's page with what was in the way; both sides of a change that waits stand on it."""
    page = page_of(asset.reference, request.user)
    origin = request.build_absolute_uri("/")[:-1]
    context = {"page": page, "row": page.row, "origin": origin, "problem": problem}
    return render_page(request, DETAIL, context, status=status)
