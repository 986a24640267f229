"""Pages of what spans the content features: coverage, my queue, the library's health."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from content.library import bulk
from content.library.models import Asset
from content.upkeep import rules
from content.upkeep.coverage import Coverage, Place
from content.upkeep.forms import picked
from content.upkeep.health import Health, HealthList, unsigned_personas
from content.upkeep.queue import TABS, Queue
from portal.shared.dates import today
from portal.shared.htmx import go_to, render_page

COVERAGE = "content/upkeep/coverage.html"
DEMAND = "content/upkeep/coverage_demand.html"
QUEUE = "content/upkeep/queue.html"
HEALTH = "content/upkeep/health.html"
HEALTH_LIST = "content/upkeep/health_list.html"
HEALTH_PERSONAS = "content/upkeep/health_personas.html"
PER_PAGE = 50
keeps_library = permission_required("content.change_asset", raise_exception=True)


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


@require_safe
def queue(request):
    """What waits for the person: to verify, to answer, to approve, and what expires."""
    asked = (request.GET.get(name, "") for name in ("tab", "order", "page"))
    return render_page(request, QUEUE, {"queue": Queue(request.user, *asked)})


@require_POST
def queue_verify(request):
    """Say that some of one's own assets are still correct."""
    return _change(request, "verify", request.user, "verified")


@require_POST
@permission_required("content.archive_asset", raise_exception=True)
def queue_archive(request):
    """Take some of one's own assets out of the library."""
    return _change(request, "archive", None, "archived")


def _change(request, name, value, done):
    """Carry out a bulk change on the picked assets that are the person's own, and go back to the queue."""
    versions, user = picked(request.POST), request.user
    own = set(Asset.objects.visible_to(user).owned_by(user).with_ids(versions).ids())
    versions = {pk: version for pk, version in versions.items() if pk in own}
    if versions:
        outcome = bulk.change_many(bulk.CHANGES[name], value, versions, actor=user, via="queue")
        _tell(request, outcome, done)
    else:
        messages.error(request, "Select assets first.")
    return go_to(request, _back(request))


def _tell(request, outcome, done):
    rows, stale = outcome.plan.rows, len(outcome.stale)
    if sentence := rules.done_sentence(done, len(rows), stale):
        tell = messages.warning if stale else messages.success
        # One asset is taken back where it was archived; several are restored from the library.
        undo = len(rows) == 1 and outcome.plan.change.way == "archive"
        url = reverse("content:asset-restore", args=[rows[0].asset.reference]) if undo else ""
        tell(request, sentence, extra_tags=url)
    for asset, problem in outcome.plan.refused[:5]:
        messages.error(request, f"{asset}: {problem}")
    if outcome.plan.same:
        messages.info(request, f"{len(outcome.plan.same)} already {done} today.")


def _back(request):
    """The queue's page that a form was sent from; the first row gets the focus, for going on by keyboard."""
    kept = {"tab": request.POST.get("tab", ""), "order": request.POST.get("order", ""), "then": "first"}
    kept["tab"] = kept["tab"] if kept["tab"] in TABS else ""
    kept["order"] = "late" if kept["order"] == "late" else ""
    return f"{reverse('content:queue')}?{urlencode({name: text for name, text in kept.items() if text})}"


@require_safe
@keeps_library
def health(request):
    """How much of the library is right, what is not, and whether that gets better."""
    return render_page(request, HEALTH, {"health": Health(request.user)})


@require_safe
@keeps_library
def health_list(request, slug):
    """The assets that one check found, with what puts them right."""
    shown = HealthList(request.user, slug, request.GET.get("page", 1))
    return render_page(request, HEALTH_LIST, {"listing": shown})


@require_safe
@keeps_library
def health_personas(request):
    """The personas that both sides have yet to sign."""
    return render_page(request, HEALTH_PERSONAS, {"personas": unsigned_personas(today())})
