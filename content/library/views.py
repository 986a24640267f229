"""Pages for reading: the list with its facets and preview, and one asset."""

from urllib.parse import parse_qsl, urlsplit

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url, replace_url

from content.library.asset_page import PREVIEW_LINES, page_of
from content.library.criteria import FACETS, query_string
from content.library.filters import list_url
from content.library.forms import NoteForm
from content.library.found import find
from content.library.list_page import ListPage
from content.library.rail import facet_of
from content.library.recall.gone import or_gone
from portal.saved_views.shelf import views_of
from portal.shared.htmx import render_page, wants_partial

LIST = "content/library/asset_list.html"
FACET = "content/library/facet.html"
PREVIEW = "content/library/preview.html"
DETAIL = "content/library/asset_detail.html"
HISTORY = "content/library/asset_history.html"


@require_safe
def asset_list(request):
    """The library. A bare visit goes to the person's default scope, written out in the address."""
    if not request.GET and request.user.default_scope and not wants_partial(request):
        scope = query_string(parse_qsl(request.user.default_scope))
        return redirect(f"{request.path}?{scope}")
    found = _list_page(request, request.GET)
    # Components write links from the parameters: give them the short form, whatever a form has sent.
    request.GET = QueryDict(urlsplit(found.closed_address).query)
    context = {"found": found, "fragment": wants_partial(request), "origin": _origin(request)}
    response = render_page(request, LIST, context, partial="asset-workbench")
    if _was_entered(request, found):
        found.note()
    return _with_address(request, response, found)


def _list_page(request, params):
    return ListPage(*find(params, request.user), views_of(request, "assets"))


def _was_entered(request, found):
    """Whether a person asked for these words on purpose: by Enter or a link, not while typing or turning pages."""
    entered = request.htmx.trigger == "library-search" if wants_partial(request) else found.criteria.page == 1
    return entered and bool(found.criteria.words) and request.method == "GET"


@require_POST
def search_note(request):
    """Note a search that settled while typing, or what was opened from one; there is nothing to answer."""
    found = _list_page(request, QueryDict(request.POST.get("query", "")))
    form = NoteForm(request.POST)
    if form.is_valid() and found.criteria.words:
        found.note(**form.cleaned_data)
    return HttpResponse(status=204)


def _with_address(request, response, found):
    """Forms send long addresses; the browser is given the short one. A filter adds one, typing replaces it.

    But for the first answer to what is typed, of which library-search.js makes a step of its own.
    """
    if not wants_partial(request):
        return response
    if request.htmx.trigger == "filters":
        return push_url(response, found.self_url)
    return (
        replace_url(response, found.self_url) if request.htmx.trigger in ("q", "library-search") else response
    )


@require_safe
def asset_facet(request, facet):
    """All values of one facet, for "Show all"."""
    if facet not in FACETS:
        raise Http404
    found = _list_page(request, request.GET)
    if not wants_partial(request):
        return redirect(found.url(found.criteria.showing(all=facet)))
    context = {"found": found, "facet": facet_of(found.reading, found.answer, facet, whole=True)}
    return render_page(request, FACET, context)


@require_safe
@or_gone
def asset_preview(request, reference):
    """An asset beside the list; without htmx its page."""
    page = page_of(reference, request.user, lines=PREVIEW_LINES)
    if not wants_partial(request):
        return redirect(page.asset)
    context = {"page": page, "row": page.row, "origin": _origin(request), "close": _without_preview(request)}
    response = render_page(request, PREVIEW, context)
    return replace_url(response, _with_preview(context["close"], reference)) if context["close"] else response


def _without_preview(request):
    """The list that the browser shows, closed; "" where it shows another page."""
    here = urlsplit(request.htmx.current_url_abs_path or "")
    if here.path != reverse("content:asset-list"):
        return ""
    kept = [(name, value) for name, value in parse_qsl(here.query, keep_blank_values=True) if name != "sel"]
    return list_url(query_string(kept))


def _with_preview(url, reference):
    return f"{url}{'&' if '?' in url else '?'}sel={reference}"


@require_safe
@or_gone
def asset_detail(request, reference):
    at = request.GET.get("at", "")
    page = page_of(
        reference, request.user, at=int(at) if at.isascii() and at.isdigit() and len(at) < 7 else 1
    )
    return render_page(request, DETAIL, {"page": page, "row": page.row, "origin": _origin(request)})


@require_safe
@or_gone
def asset_history(request, reference):
    page = page_of(reference, request.user, lines=200)
    return render_page(request, HISTORY, {"page": page})


def _origin(request):
    """The portal's own address without a path, for links that leave the browser."""
    return request.build_absolute_uri("/")[:-1]
