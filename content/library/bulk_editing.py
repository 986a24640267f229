"""Pages of a bulk change: choose what changes, look at it, do it, take it back."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.library import bulk
from content.library.bulk_forms import FIELDS, ValueForm
from content.library.filters import read_query, viewer_of
from content.library.models import Asset
from content.search import engine
from portal.shared.htmx import go_to, render_page

CHOOSE = "content/library/asset_bulk.html"
PREVIEW = "content/library/asset_bulk_preview.html"
RESULT = "content/library/asset_bulk_result.html"
UNDO_SALT, UNDO_SECONDS = "library.bulk-undo", 600
RESULT_KEY = "library.bulk-done"
SHOWN_ROWS, SHOWN_LEFT = 20, 100


@dataclass(frozen=True)
class Selection:
    """Which assets: their ids, and the list (its query string) that they were taken from."""

    ids: list
    query: str

    @property
    def text(self):
        return ",".join(map(str, self.ids))

    @property
    def back_url(self):
        return f"{reverse('content:asset-list')}{'?' if self.query else ''}{self.query}"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("content.change_asset", raise_exception=True)
def asset_bulk(request):
    params = request.POST if request.method == "POST" else request.GET
    selection = _selection(params, request.user)
    if not 0 < len(selection.ids) <= bulk.MOST:
        few = (
            f"At most {bulk.MOST} assets change at once. Narrow the list."
            if selection.ids
            else "Select assets first."
        )
        messages.error(request, few)
        return go_to(request, selection.back_url)
    change = bulk.CHANGES.get(params.get("change", ""))
    if change is None or request.method != "POST":
        return _choose(request, selection)
    if not request.user.has_perm(change.permission):
        raise PermissionDenied
    form = ValueForm(request.POST, field=change.field, way=change.way)
    if not form.is_valid():
        return _choose(request, selection, form)
    step = _apply if "versions" in params else _preview
    return step(request, selection, change, form)


def _choose(request, selection, wrong=None):
    """The changes to choose from; `wrong` is the form that was sent and refused."""
    forms = [wrong if wrong and wrong.name == name else ValueForm(field=name) for name in FIELDS]
    context = {
        "selection": selection,
        "rows": [(form, _changes_of(request.user, form.name)) for form in forms],
    }
    return render_page(request, CHOOSE, context, status=422 if wrong else 200)


def _changes_of(user, field):
    return [one for one in bulk.CHANGES.values() if one.field == field and user.has_perm(one.permission)]


def _preview(request, selection, change, form):
    assets = Asset.objects.visible_to(request.user).with_ids(selection.ids).for_bulk(change)
    made = bulk.plan(change, _value(request, change, form), assets)
    context = {
        "selection": selection,
        "change": change,
        "form": form,
        "plan": made,
        "versions": ",".join(f"{pk}:{version}" for pk, version in made.versions.items()),
        "shown": made.rows[:SHOWN_ROWS],
        "more": len(made.rows) - SHOWN_ROWS,
    }
    return render_page(request, PREVIEW, context)


def _value(request, change, form):
    """What the change sets; who verifies, where it says that something is still correct."""
    return request.user if change.way == "verify" else form.value


def _apply(request, selection, change, form):
    versions = _versions(request.POST["versions"])
    visible = set(Asset.objects.visible_to(request.user).with_ids(versions).ids())
    versions = {pk: version for pk, version in versions.items() if pk in visible}
    value = _value(request, change, form)
    outcome = bulk.change_many(change, value, versions, actor=request.user)
    entries = bulk.undo_entries(outcome)
    note = {"change": change.name, "by": request.user.pk, "entries": entries, "created": outcome.created}
    token = signing.dumps(note, salt=UNDO_SALT, compress=True) if entries else ""
    return _done(request, outcome, "changed", selection.query, token)


@require_POST
@permission_required("content.change_asset", raise_exception=True)
def asset_bulk_undo(request):
    """Take a bulk change back, for ten minutes and for whoever did it."""
    try:
        note = signing.loads(request.POST.get("token", ""), salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        messages.error(request, "It can be taken back for ten minutes only. Nothing was changed.")
        return go_to(request, "content:asset-list")
    if note["by"] != request.user.pk:
        raise PermissionDenied
    change, created = bulk.CHANGES[note["change"]], note["created"]
    outcome = bulk.undo_many(change, note["entries"], actor=request.user, created=created)
    return _done(request, outcome, "taken back", request.POST.get("query", "")[:2000], "")


def _done(request, outcome, done, query, token):
    """Leave for the result's own page, so that Back and reload send nothing twice."""
    left = [(asset, "somebody changed it meanwhile.") for asset in outcome.stale] + outcome.plan.refused
    request.session[RESULT_KEY] = {
        "number": len(outcome.plan.rows),
        "done": done,
        "left": [(str(asset), asset.get_absolute_url(), why) for asset, why in left[:SHOWN_LEFT]],
        "more": max(0, len(left) - SHOWN_LEFT),
        "gone": outcome.gone,
        "query": query,
        "token": token,
    }
    return go_to(request, "content:asset-bulk-done")


@require_safe
@permission_required("content.change_asset", raise_exception=True)
def asset_bulk_done(request):
    """What this person's latest bulk change, or taking it back, has done."""
    result = request.session.get(RESULT_KEY)
    if result is None:
        return go_to(request, "content:asset-list")
    return render_page(request, RESULT, {"result": result, "selection": Selection([], result["query"])})


def _selection(params, user):
    """All that match the list's query, or the picked ids."""
    query = params.get("query", "")[:2000]
    if params.get("scope") == "all":
        reading = read_query(QueryDict(query), user)
        return Selection(engine.all_ids(reading.query, viewer_of(user)), query)
    ids = {int(one) for part in params.getlist("ids") for one in part.split(",") if _is_id(one)}
    return Selection(sorted(Asset.objects.visible_to(user).with_ids(ids).ids()), query)


def _versions(text):
    """{asset id: version} from "12:3,15:1"; parts that are none are left out."""
    pairs = (part.split(":") for part in text.split(","))
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(_is_id, pair))}


def _is_id(text):
    return text.isascii() and text.isdigit() and len(text) < 19
