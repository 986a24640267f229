"""Pages for writing one asset: create, edit, decide a conflict; publish, archive, restore, duplicate, delete."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.library import actions, rules
from content.library.forms import AssetForm, standing_of
from content.library.models import Asset
from content.library.trust import actions as trust
from content.library.trust.actions import open_approval
from content.library.trust.pages import may_verify
from content.library.trust.rules import WAITING
from content.library.versus import rows_of
from content.vocabularies.labels import labels, near_entries
from portal.activity.history import last_change
from portal.editing.answers import refuse_form
from portal.shared.changes import StaleRecord
from portal.shared.dates import today
from portal.shared.htmx import go_to, render_page

FORM = "content/library/asset_form.html"
CONFLICT = "content/library/asset_conflict.html"
TITLES = "content/library/near_titles.html"
NEAR_TAGS = "content/library/near_tags.html"
# What a gap may name, and the fields of the form that it fills in.
WISHED = {
    "persona": "personas",
    "competitor": "competitors",
    "product": "products",
    "industry": "industries",
}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("content.add_asset", raise_exception=True)
def asset_new(request):
    form = AssetForm(_posted(request), user=request.user, values=_wished(request.GET))
    if not form.is_valid():
        return _form_page(request, form)
    try:
        asset = _creating(request, form)(form.values(), actor=request.user)
    except ValidationError as refusal:
        refuse_form(form, refusal)
        return _form_page(request, form)
    _say_saved(request, asset, near=True)
    return go_to(request, asset)


@require_http_methods(["GET", "HEAD", "POST"])
def asset_edit(request, reference):
    asset = _asset(request, reference, "content.change_asset")
    known = {"user": request.user, "asset": asset, "approval": open_approval(asset)}
    form = AssetForm(_posted(request), **known)
    if not form.is_valid():
        return _form_page(request, form)
    if "continue" in request.POST:
        return _form_page(request, AssetForm(**known, values=form.merged_values(form.saved)))
    return _save(request, form)


def _creating(request, form):
    """The verb that a valid new asset asks for."""
    if not _publishes(request, form):
        return actions.create_asset
    if form.cleaned_data["format"].needs_approval:
        return partial(trust.create_and_submit, note=form.cleaned_data["note"])
    return actions.create_published


def _changing(request, form):
    """The verb that a valid edit asks for."""
    note = form.cleaned_data["note"]
    if form.needs_approval:
        return partial(trust.propose_change, proposal=form.cleaned_data["proposal"] or 0, note=note)
    if _publishes(request, form):
        asked = form.cleaned_data["format"].needs_approval
        return partial(trust.change_and_submit, note=note) if asked else actions.change_and_publish
    if "verify" in request.POST:
        return trust.change_and_verify
    return actions.change_asset


def _save(request, form):
    """The answer to a valid edit: the asset's page, the conflict's page, or the form with what was refused."""
    version = form.cleaned_data["version"] or 0
    try:
        asset = _changing(request, form)(form.asset, form.changes(), actor=request.user, version=version)
    except StaleRecord:
        return _conflict_page(request, form)
    except ValidationError as refusal:
        refuse_form(form, refusal)
        return _form_page(request, form)
    _say_saved(request, asset, near=False)
    return go_to(request, asset)


def _conflict_page(request, form):
    """Both values of every field that differs. Where both wrote the same, the edit is already saved."""
    saved = Asset.objects.visible_to(request.user).for_reading().get(pk=form.asset.pk)
    approval = open_approval(saved)
    values = standing_of(saved, approval)
    rows = rows_of(form, form.differences(values))
    if not rows and not _publishes(request, form):
        return go_to(request, saved)
    last = last_change(saved)
    context = {
        "asset": saved,
        "form": form,
        "rows": rows,
        "last": last,
        "seen": AssetForm.fingerprint_of(values),
        "approval": approval,
    }
    return render_page(request, CONFLICT, context, status=409)


def _form_page(request, form):
    form.focus_first_error()
    context = {
        "form": form,
        "asset": form.asset,
        "near": _near_titles(request.user, form["title"].value() or "", form.asset) if form.is_bound else [],
        "may_publish": _may_publish(request.user, form.asset),
        "may_verify": form.asset is not None and may_verify(form.asset, request.user),
        "asked": form.asset is not None and actions.asks_approval(form.asset),
        "approval": form.approval,
    }
    return render_page(request, FORM, context, status=422 if form.is_bound else 200)


@require_safe
def asset_titles(request):
    """Assets with nearly the title that is being typed; `not` is the one being edited."""
    title = request.GET.get("title", "")[:300]
    near = [asset for asset in _near_titles(request.user, title) if asset.reference != request.GET.get("not")]
    return render_page(request, TITLES, {"near": near})


@require_safe
@permission_required("content.change_asset", raise_exception=True)
def asset_tags(request):
    """Tags near the word that is being typed, and the offer to make it a new one."""
    word = " ".join(request.GET.get("new_tags", "").split(",")[-1].split())[:120]
    exact = labels().match("tag", word) if word else None
    near = near_entries("tag", word) if word else []
    return render_page(request, NEAR_TAGS, {"word": word, "exact": exact, "near": near})


def _verb(action, permission, done, *, undo=""):
    """A view that does one thing to one asset and shows its page again; `undo` names the view that takes it back."""

    @require_POST
    def view(request, reference):
        asset = _asset(request, reference, permission)
        try:
            asset = action(asset, actor=request.user, version=_version(request))
        except StaleRecord:
            messages.error(
                request, f"Somebody changed “{asset}” meanwhile. Look at it again before you go on."
            )
        except ValidationError as refusal:
            messages.error(request, f"“{asset}”: {' '.join(refusal.messages)}")
        else:
            url = reverse(undo, args=[asset.reference]) if undo else ""
            messages.success(request, f"{done} “{asset}”.", extra_tags=url)
        return go_to(request, asset)

    return view


asset_publish = _verb(actions.publish_asset, "content.publish_asset", "Published")
asset_archive = _verb(
    actions.archive_asset, "content.archive_asset", "Archived", undo="content:asset-restore"
)
asset_restore = _verb(actions.restore_asset, "content.archive_asset", "Restored")


@require_POST
def asset_duplicate(request, reference):
    asset = _asset(request, reference, "content.add_asset")
    try:
        copy = actions.duplicate_asset(asset, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, f"“{asset}” was not duplicated. {' '.join(refusal.messages)}")
        return go_to(request, asset)
    messages.success(request, "Duplicated. This is the copy, a draft.")
    return go_to(request, reverse("content:asset-edit", args=[copy.reference]))


@require_POST
def asset_delete(request, reference):
    asset = _asset(request, reference, "content.delete_asset")
    try:
        actions.delete_asset(asset, actor=request.user, version=_version(request))
    except StaleRecord:
        messages.error(request, f"Somebody changed “{asset}” meanwhile. It was not deleted.")
    except ValidationError as refusal:
        messages.error(request, f"“{asset}” was not deleted. {' '.join(refusal.messages)}")
    else:
        messages.success(request, f"Deleted “{asset}” for good.")
        return go_to(request, "content:asset-list")
    return go_to(request, asset)


def _asset(request, reference, permission):
    """The asset: 404 for whom it is hidden, 403 for who sees it but may not do this."""
    assets = Asset.objects.visible_to(request.user).for_reading()
    asset = get_object_or_404(assets.with_reference(reference))
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return asset


def _posted(request):
    return request.POST if request.method == "POST" else None


def _version(request):
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def _may_publish(user, asset):
    waiting = asset is None or asset.status in (rules.DRAFT, rules.IN_REVIEW)
    return waiting and user.has_perm("content.publish_asset")


def _publishes(request, form):
    return form.publishes and _may_publish(request.user, form.asset)


def _near_titles(user, title, but=None):
    stems = rules.title_stems(title)
    found = Asset.objects.visible_to(user).sharing_words(stems) if len(title) > 3 else []
    return rules.near_titles(title, [asset for asset in found if but is None or asset.pk != but.pk])


def _say_saved(request, asset, *, near):
    messages.success(request, _saved_words(request, asset))
    alike = _near_titles(request.user, asset.title, asset) if near else []
    if alike:
        names = rules.listed([f"“{one}” ({one.reference})" for one in alike[:3]])
        messages.warning(request, f"Nearly the same title: {names}.")


def _saved_words(request, asset):
    """What a saved form has done, in one sentence."""
    approval = open_approval(asset)
    if approval and approval.status == WAITING and approval.asked_by_id == request.user.pk:
        if asset.status == rules.PUBLISHED:
            return f"Your change of “{asset}” waits for approval. Until then people read what was approved."
        return f"“{asset}” waits for approval."
    if asset.status == rules.PUBLISHED and "publish" in request.POST:
        return f"Published “{asset}”."
    verified = "verify" in request.POST and asset.verified_on == today()
    return f"Saved and verified “{asset}”." if verified else f"Saved “{asset}”."


def _wished(params):
    """What the address of an empty form asks to be filled in, such as the stage and persona of a gap."""
    terms = labels()
    wished = {"title": params.get("title", "")[:300]}
    for name in ("stage", "format"):
        entry = terms.match(name, params.get(name, ""))
        wished[name] = entry and entry.slug
    for name, field in WISHED.items():
        entries = [terms.match(name, value) for part in params.getlist(name) for value in part.split(",")]
        wished[field] = [entry.slug for entry in entries if entry]
    return {field: value for field, value in wished.items() if value}
