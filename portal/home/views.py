"""The first page and the suggestions of the global search."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.shared.htmx import render_page

HOME = "portal/home/home.html"
SUGGESTIONS = "portal/home/suggestions.html"


@require_safe
def home(request):
    return render_page(request, HOME)


@require_safe
def suggest(request):
    return render(request, SUGGESTIONS)
