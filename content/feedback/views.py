"""Pages of requests: ask, see what became of it, answer."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from content.feedback import actions, rules
from content.feedback.filters import persona_of
from content.feedback.forms import AnswerForm, DeclineForm, DeliverForm, RequestForm
from content.feedback.models import ContentRequest
from content.library.filters import read_query, write_query
from content.library.found import candidates
from portal.activity.history import history_of
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

FORM = "content/feedback/request_form.html"
LIST = "content/feedback/request_list.html"
DETAIL = "content/feedback/request_detail.html"
SIMILAR = "content/feedback/request_similar.html"
ANSWER = "content.change_contentrequest"
SHOWS = {"open": "Open", "mine": "Mine", "answered": "Answered"}


@permission_required("content.add_contentrequest", raise_exception=True)
def request_new(request):
    """Ask marketing; from a search that found nothing the form comes filled in."""
    form = RequestForm(request.POST or None, initial=_from_search(request))
    title = request.POST.get("title") or form.initial.get("title", "")
    near = similar_to(request.user, title)
    if form.is_valid() and (not near or "anyway" in request.POST):
        asked = actions.ask(form.cleaned_data, actor=request.user)
        messages.success(request, "Marketing has your request. You will find the answer under My requests.")
        return go_to(request, asked)
    status = 422 if form.is_bound else 200
    return render_page(request, FORM, {"form": form, "similar": near}, status=status)


def _from_search(request):
    """Initial values from the library's parameters."""
    reading = read_query(request.GET, request.user)
    chosen = reading.query.include
    return {
        "title": reading.criteria.words,
        "stage": next(iter(chosen.get("stage", ())), None),
        "persona": next(iter(chosen.get("persona", ())), None),
        "query": write_query(reading.criteria.plain()),
    }


def similar_to(user, title):
    """Open requests that ask for nearly the same as `title`."""
    if not title:
        return []
    open_ones = ContentRequest.objects.visible_to(user).open()
    near = rules.similar(title, open_ones.titles())
    return list(open_ones.with_ids(near).with_votes(user).for_listing()) if near else []


@require_safe
def request_similar(request):
    """What others asked for already, while the title is being typed."""
    near = similar_to(request.user, request.GET.get("title", ""))
    return render_page(request, SIMILAR, {"similar": near})


@require_safe
def request_list(request):
    """Requests: those to be answered, one's own, those that have their answer; of all personas or one."""
    show, persona = request.GET.get("show"), persona_of(request.GET)
    if show not in SHOWS:
        show = "open" if request.user.has_perm(ANSWER) else "mine"
    found = ContentRequest.objects.visible_to(request.user)
    found = {"open": found.open, "mine": lambda: found.by(request.user), "answered": found.answered}[show]()
    found = found.about_term("persona", persona.id) if persona else found
    found = found.with_votes(request.user).for_listing()
    page = Paginator(found.most_wanted_first() if show == "open" else found, per_page=25).get_page(
        request.GET.get("page")
    )
    return render_page(request, LIST, {"page": page, "show": show, "shows": SHOWS, "persona": persona})


@require_safe
def request_detail(request, pk):
    """One request with its answer, and for marketers the ways to answer it."""
    return _detail(request, _asked(request, pk))


def _asked(request, pk):
    return get_object_or_404(
        ContentRequest.objects.visible_to(request.user).with_votes(request.user).for_listing(), pk=pk
    )


def _detail(request, asked, status=200, **bound):
    initial = {"version": asked.version}
    context = {
        "asked": asked,
        "lines": history_of(asked, labels={"status": "", "delivered": "Asset"}),
        "is_open": asked.status not in rules.CLOSED,
        "accept_form": AnswerForm(initial=initial, prefix="accept"),
        "plan_form": AnswerForm(initial=initial, prefix="plan"),
        "may_vote": not rules.voting_problem(asked.status, asked.requester_id == request.user.pk),
        "deliver_form": DeliverForm(initial=initial, user=request.user, prefix="deliver"),
        "decline_form": DeclineForm(initial=initial, prefix="decline"),
    }
    if request.user.has_perm(ANSWER) and context["is_open"]:
        context["candidates"] = candidates(asked.title, request.user)
    return render_page(request, DETAIL, context | bound, status=status)


@require_POST
@permission_required(ANSWER, raise_exception=True)
def request_accept(request, pk):
    """Say that it will be made."""
    form = AnswerForm(request.POST, prefix="accept")
    return _answer(request, pk, "accept_form", form, actions.accept)


@require_POST
@permission_required(ANSWER, raise_exception=True)
def request_plan(request, pk):
    """Say that it stands in the plan."""
    form = AnswerForm(request.POST, prefix="plan")
    return _answer(request, pk, "plan_form", form, actions.plan)


@require_POST
@permission_required("content.add_contentrequest", raise_exception=True)
def request_vote(request, pk):
    """Say that one needs the same, or that one does not any more."""
    asked = _asked(request, pk)
    try:
        if request.POST.get("vote") == "no":
            actions.take_vote_back(asked, actor=request.user)
        else:
            actions.vote(asked, actor=request.user)
            messages.success(request, "Your vote counts. You will be told what becomes of it.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return go_to(request, asked)


@require_POST
@permission_required(ANSWER, raise_exception=True)
def request_deliver(request, pk):
    """Answer with an asset."""
    form = DeliverForm(request.POST, user=request.user, prefix="deliver")
    return _answer(request, pk, "deliver_form", form, actions.deliver)


@require_POST
@permission_required(ANSWER, raise_exception=True)
def request_decline(request, pk):
    """Answer that it will not be made, and why."""
    form = DeclineForm(request.POST, prefix="decline")
    return _answer(request, pk, "decline_form", form, actions.decline)


def _answer(request, pk, name, form, action):
    asked, status = _asked(request, pk), 422
    requester = asked.requester
    if form.is_valid():
        try:
            action(asked, actor=request.user, **form.cleaned_data)
            messages.success(request, f"{requester} will see your answer.")
            return go_to(request, reverse("content:request-detail", args=[pk]))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except StaleRecord:
            asked, status = _asked(request, pk), 409
            form.add_error(None, "Somebody else answered meanwhile. Look at the answer above, then decide.")
            form = _with_version(form, asked.version)
    return _detail(request, asked, status=status, **{name: form})


def _with_version(form, version):
    """The form as it was filled in, for the version that is current now."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = version
    return form
