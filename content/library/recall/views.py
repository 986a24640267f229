"""The pages that withdraw and supersede an asset: first everything that hangs on it, then one button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from content.library.models import Asset
from content.library.recall import actions
from content.library.recall.forms import RecallForm
from content.library.recall.pages import RecallPage
from portal.editing.answers import CHANGED, refuse_form
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

RECALL = "content/library/asset_recall.html"


@require_http_methods(["GET", "HEAD", "POST"])
def asset_withdraw(request, reference):
    return _recall(request, reference, actions.withdraw_asset, needs_successor=False)


@require_http_methods(["GET", "HEAD", "POST"])
def asset_supersede(request, reference):
    return _recall(request, reference, actions.supersede_asset, needs_successor=True)


def _recall(request, reference, verb, *, needs_successor):
    found = Asset.objects.visible_to(request.user).for_reading().with_reference(reference)
    asset = get_object_or_404(found)
    if not request.user.has_perm("content.archive_asset"):
        raise PermissionDenied
    page = RecallPage(asset, request.user, needs_successor=needs_successor)
    form = RecallForm(
        request.POST or None, initial={"successor": request.GET.get("successor", "")}, **page.asks
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            verb(asset, actor=request.user, version=form.cleaned_data["version"], **form.values())
        except StaleRecord:
            form.add_error(None, CHANGED)
            status = 409
        except ValidationError as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, page.done)
            return go_to(request, asset)
    return render_page(request, RECALL, {"page": page, "form": form}, status=status)
