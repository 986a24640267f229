"""Pages for writing one asset: create, edit, decide a conflict; publish, archive, restore, duplicate, delete."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.library import actions, rules
from content.library.forms import AssetForm
from content.library.models import Asset
from content.library.versus import rows_of
from content.vocabularies.labels import labels, near_entries
from portal.activity.history import last_change
from portal.editing.answers import refuse_form
from portal.shared.changes import StaleRecord
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
    create = actions.create_published if _publishes(request, form) else actions.create_asset
    try:
        asset = create(form.values(), actor=request.user)
    except ValidationError as refusal:
        refuse_form(form, refusal)
        return _form_page(request, form)
    _say_saved(request, asset, near=True)
    return go_to(request, asset)


@require_http_methods(["GET", "HEAD", "POST"])
def asset_edit(request, reference):
    asset = _asset(request, reference, "content.change_asset")
    form = AssetForm(_posted(request), user=request.user, asset=asset)
    if not form.is_valid():
        return _form_page(request, form)
    if "continue" in request.POST:
        values = form.merged_values(asset)
        return _form_page(request, AssetForm(user=request.user, asset=asset, values=values))
    return _save(request, form)


def _save(request, form):
    """The answer to a valid edit: the asset's page, the conflict's page, or the form with what was refused."""
    change = actions.change_and_publish if _publishes(request, form) else actions.change_asset
    version = form.cleaned_data["version"] or 0
    try:
        asset = change(form.asset, form.changes(), actor=request.user, version=version)
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
    rows = rows_of(form, form.differences(saved))
    if not rows and not _publishes(request, form):
        return go_to(request, saved)
    last = last_change(saved)
    context = {
        "asset": saved,
        "form": form,
        "rows": rows,
        "last": last,
        "seen": AssetForm.fingerprint_of(saved),
    }
    return render_page(request, CONFLICT, context, status=409)


def _form_page(request, form):
    form.focus_first_error()
    context = {
        "form": form,
        "asset": form.asset,
        "near": _near_titles(request.user, form["title"].value() or "", form.asset) if form.is_bound else [],
        "may_publish": _may_publish(request.user, form.asset),
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
    words = "Published" if asset.status == rules.PUBLISHED and "publish" in request.POST else "Saved"
    messages.success(request, f"{words} “{asset}”.")
    alike = _near_titles(request.user, asset.title, asset) if near else []
    if alike:
        names = rules.listed([f"“{one}” ({one.reference})" for one in alike[:3]])
        messages.warning(request, f"Nearly the same title: {names}.")


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
