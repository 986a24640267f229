"""Pages of what spans the content features: coverage, my queue, the library's health."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from content.upkeep.coverage import Coverage, Place
from portal.shared.htmx import render_page

COVERAGE = "content/upkeep/coverage.html"
DEMAND = "content/upkeep/coverage_demand.html"
PER_PAGE = 50


@require_safe
def coverage(request):
    """What there is for each stage and persona (or other term), and what is asked for."""
    shown = Coverage(request.user, request.GET.get("by", ""), request.GET.get("only", ""))
    return render_page(request, COVERAGE, {"coverage": shown}, partial="coverage-table")


@require_safe
def coverage_demand(request):
    """What is asked for at one place of the coverage: requests, searches that found nothing, or needs."""
    place = Place(request.user, request.GET)
    page = Paginator(place.rows, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, DEMAND, {"place": place, "page": page})
