"""The views that a person sees, read once a request: for the navigation and for the list itself."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from portal.saved_views.models import SavedView
from portal.shared.registry import registry

SHOWN = 12
# Parameters that change how a list looks, not what is in it.
LOOKS = {"page", "view", "size", "sel", "saved", "literal", "all"}


def views_of(request, kind=None):
    """The views that the person sees, by name; of one list, or of all."""
    if not hasattr(request, "saved_views"):
        request.saved_views = list(SavedView.objects.visible_to(request.user).for_listing())
    return [view for view in request.saved_views if kind in (None, view.kind)]


@dataclass(frozen=True)
class NavView:
    """A line of the navigation; count is None until it is asked for."""

    name: str
    url: str
    current: bool
    count: int | None = None


def nav_views(request, *, at=None):
    """The first views as the navigation shows them. at: the address of the page, when it is not this request's."""
    here = at or f"{request.path}?{request.GET.urlencode(safe=',!')}"
    return [
        NavView(view.name, view.get_absolute_url(), _is_at(view, here)) for view in views_of(request)[:SHOWN]
    ]


def counted(request):
    """The same with how many results each has now."""
    views = views_of(request)[:SHOWN]
    counts = _of_lists(registry.list_counts, views, request.user)
    lines = nav_views(request, at=request.htmx.current_url_abs_path)
    return [replace(line, count=counts[view.pk]) for line, view in zip(lines, views, strict=True)]


def in_words(views, user):
    """{id: sentence} of what views show."""
    return _of_lists(registry.in_words, views, user)


def _of_lists(functions, views, user):
    """{view id: answer}, each list being asked once for all its views."""
    answers = {}
    for kind in {view.kind for view in views}:
        same = [view for view in views if view.kind == kind]
        found = functions[kind]([view.query for view in same], user)
        answers |= {view.pk: answer for view, answer in zip(same, found, strict=True)}
    return answers


def _is_at(view, address):
    """Whether an address shows the view: the same list and filters, whatever its page and layout."""
    url, here = urlsplit(view.get_absolute_url()), urlsplit(address)
    wanted, given = dict(parse_qsl(url.query)), dict(parse_qsl(here.query))
    return url.path == here.path and (
        given.get("saved") == str(view.pk)
        or wanted == {name: value for name, value in given.items() if name not in LOOKS}
    )


def scopes(user):
    """(name, query) of the library's views that a person may take as default scope."""
    views = SavedView.objects.visible_to(user).of_list("assets")
    return [(view.name, view.query) for view in views]
