"""The list of answers: which assets were never used, fell flat, worked, were sent."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from content.feedback.scorecard.filters import SHOWS, AnswerFilter
from content.feedback.scorecard.querysets import with_answers
from content.library.models import Asset
from portal.shared.dates import today
from portal.shared.htmx import render_page

LIST = "content/feedback/scorecard/answer_list.html"


@require_safe
def answer_list(request):
    """Live assets with what the field says of them, each number with its rows."""
    params = request.GET.copy()
    if params.get("show") not in SHOWS:
        params["show"] = "never-used"
    assets = with_answers(Asset.objects.visible_to(request.user).live(today()).for_listing())
    found = AnswerFilter(params, queryset=assets, request=request)
    page = Paginator(found.qs, per_page=25).get_page(request.GET.get("page"))
    context = {"page": page, "filter": found, "shows": SHOWS, "show": params["show"]}
    return render_page(request, LIST, context)
