"""Files of an asset: taken out, shown page by page, replaced, restored."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.files.delivery import answer
from content.library.actions import changes_by_approval
from content.library.models import Asset, AssetVersion
from content.library.recall.gone import missing, or_gone, refuse_bytes
from content.library.trust.actions import propose_file, propose_version
from content.library.versions import actions
from content.library.versions.forms import VersionForm
from content.library.versions.handing_out import hand_out
from content.library.versions.pages import VersionsPage, picture_of
from portal.editing.answers import CHANGED, done, refuse_form
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

VERSIONS = "content/library/versions.html"
CHANGE = "content.change_asset"


@require_safe
@or_gone
def asset_file(request, reference, number=None):
    """The current file, or for ever the one with this number."""
    return hand_out(request, _version(request, reference, number))


@require_safe
@or_gone
def asset_file_page(request, reference, number, page):
    """The picture of one page, drawn by the portal."""
    version = _version(request, reference, number)
    path = picture_of(version.file, page)
    if path is None:
        raise Http404
    return answer(request, path, etag=f"{version.file.digest}-{page}", media_type="image/webp")


@require_http_methods(["GET", "HEAD", "POST"])
@or_gone
def asset_versions(request, reference):
    """All versions, and the form that adds one."""
    asset = _asset(request, reference)
    may_change = request.user.has_perm(CHANGE)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = VersionForm(request.POST or None, request.FILES or None, asset=asset)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return go_to(request, _added(request, asset, form))
        except StaleRecord:
            form.add_error(None, CHANGED)
            status = 409
        except ValidationError as refusal:
            refuse_form(form, refusal)
    page = VersionsPage(asset, request.user, may_change=may_change)
    return render_page(request, VERSIONS, {"page": page, "form": form}, partial="version-form", status=status)


def _added(request, asset, form):
    file, name, _ = actions.take_upload(form.cleaned_data["file"])
    note, version = form.cleaned_data["note"], form.cleaned_data["version"]
    if changes_by_approval(asset):
        changed = propose_file(asset, file, name, actor=request.user, version=version, note=note)
        messages.success(request, "The new file waits for approval. Until then people get the old one")
        return changed
    changed = actions.add_version(asset, file, name, actor=request.user, version=version, note=note)
    messages.success(request, f"Version {changed.current_version.number} is what people get now")
    return changed


@require_POST
@or_gone
def asset_version_restore(request, reference, number):
    asset = _asset(request, reference)
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    get_object_or_404(AssetVersion.objects.visible_to(request.user).of_asset(asset), number=number)
    if changes_by_approval(asset):
        verb, words = propose_version, f"The file of version {number} waits for approval"
    else:
        verb, words = actions.restore_version, f"The file of version {number} is what people get now"
    return done(request, partial(verb, asset, number, actor=request.user), asset, words)


def _asset(request, reference):
    found = Asset.objects.visible_to(request.user).for_reading().with_reference(reference)
    return found.first() or missing(reference, request.user)


def _version(request, reference, number):
    rows = AssetVersion.objects.visible_to(request.user).numbered(reference, number).with_file()
    version = rows.first() or missing(reference, request.user)
    refuse_bytes(version, request.user)
    return version
