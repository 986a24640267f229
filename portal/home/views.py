"""The first page and the suggestions of the global search."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.home.front import Front
from portal.home.suggesting import suggest as suggestions_for
from portal.shared.htmx import render_page

HOME = "portal/home/home.html"
SUGGESTIONS = "portal/home/suggestions.html"


@require_safe
def home(request):
    front = Front(
        request.user,
        by=request.GET.get("by", ""),
        whole=request.GET.get("rows") == "all",
        scoped=request.GET.get("scope") != "off",
    )
    return render_page(request, HOME, {"front": front}, partial="coverage")


@require_safe
def suggest(request):
    """A list of options for the search field; asked by script only."""
    found = suggestions_for(request.GET.get("q", ""), request.user)
    return render(request, SUGGESTIONS, {"found": found})
