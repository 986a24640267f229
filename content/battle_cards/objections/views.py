"""Pages of the objection log: what was heard, what to answer, whether it worked."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.directory.models import Account
from content.battle_cards import rules
from content.battle_cards.models import AnswerOutcome, Hearing, Objection
from content.battle_cards.objections import actions
from content.battle_cards.objections.filters import ObjectionFilter
from content.battle_cards.objections.finding import near_to
from content.battle_cards.objections.forms import HearingForm, MergeForm, ObjectionForm
from content.battle_cards.pages import near_accounts, with_proofs
from content.library.models import Asset
from content.vocabularies.labels import labels
from portal.activity.history import history_of, last_change
from portal.editing.answers import CHANGED, refuse_form, saved
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

LIST = "content/battle_cards/objection_list.html"
DETAIL = "content/battle_cards/objection_detail.html"
FORM = "content/battle_cards/objection_form.html"
HEARD = "content/battle_cards/hearing_form.html"
NEAR = "content/battle_cards/near_objections.html"
MERGE = "content/battle_cards/objection_merge.html"
OUTCOME = "content/battle_cards/outcome.html"
KEEPS = "content.change_objection"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def objection_list(request):
    """What buyers say, ranked by how many people heard it; for who answers, those without an answer first."""
    objections = Objection.objects.visible_to(request.user)
    found = ObjectionFilter(request.GET, queryset=objections, request=request)
    rows = found.qs.unanswered_first() if request.user.has_perm(KEEPS) else found.qs
    page = Paginator(rows, per_page=25).get_page(request.GET.get("page"))
    return render_page(request, LIST, {"filter": found, "page": page}, partial="objection-table")


@form_page
@permission_required("content.add_hearing", raise_exception=True)
def objection_new(request):
    """“Heard an objection”: joins one that is known, or makes a new one."""
    form = HearingForm(request.POST or None, viewer=request.user, initial=_wished(request))
    words = form["words"].value() or ""
    near = near_to(words, request.user)
    if form.is_valid() and (form.is_decided or not near):
        try:
            objection = form.cleaned_data["objection"]
            hearing = actions.hear(form.values, actor=request.user, objection=objection)
            messages.success(request, "Noted. You will hear of an answer.")
            return go_to(request, hearing.objection)
        except ValidationError as refusal:
            refuse_form(form, refusal)
    chosen = request.POST.get("objection") or _same(words, near)
    context = {"form": form, "near": near, "chosen": chosen, "asks": form.is_bound and form.is_valid()}
    return render_page(request, HEARD, context, status=422 if form.is_bound else 200)


def _wished(request):
    """What the address fills in: words, terms by slug, and the asset in front of the buyer with its terms."""
    params, terms = request.GET, labels()
    wished = {"words": params.get("words", "")[:300], "account": params.get("account")}
    for name in ("stage", "persona", "competitor"):
        entry = terms.match(name, params.get(name, ""))
        wished[name] = entry and entry.id
    asset = Asset.objects.visible_to(request.user).with_reference(params.get("asset") or "-").first()
    if asset:
        wished |= {"asset": asset.reference, "stage": wished["stage"] or asset.stage_id}
        persona, competitor = asset.personas.first(), asset.competitors.first()
        wished["persona"] = wished["persona"] or (persona and persona.pk)
        wished["competitor"] = wished["competitor"] or (competitor and competitor.pk)
    return wished


@require_safe
def objection_near(request):
    """Known objections near the words that are being typed, to choose one of."""
    words = request.GET.get("words", "")[:300]
    near = near_to(words, request.user)
    return render_page(request, NEAR, {"near": near, "chosen": _same(words, near)})


def _same(words, near):
    """The number of the objection in just these words, as text; "new" where there is none."""
    said = rules.cleaned(words).casefold()
    return next((str(one.pk) for one in near if one.words.casefold() == said), "new")


@require_safe
def objection_detail(request, pk):
    """One objection: its answer, who heard it where, whether the answer worked."""
    objection = _objection(request, pk)
    hearings = Hearing.objects.visible_to(request.user).of(objection).for_listing()
    outcomes = AnswerOutcome.objects.visible_to(request.user).of(objection).for_listing()
    number = request.GET.get("outcome", "")
    latest = outcomes.by(request.user)[:50] if number else []
    mine = [one for one in latest if str(one.pk) == number]
    context = {
        "objection": with_proofs([objection], request.user)[0],
        "hearings": Paginator(hearings, per_page=20).get_page(request.GET.get("page")),
        "outcomes": outcomes[:20],
        "outcome": mine[0] if mine else None,
        "accounts": near_accounts(request.user, objection) if mine else [],
        "all_accounts": Account.objects.visible_to(request.user).in_order("name"),
        "lines": history_of(objection, labels={"words": "They said"}),
    }
    return render_page(request, DETAIL, context)


@form_page
@permission_required(KEEPS, raise_exception=True)
def objection_edit(request, pk):
    """The words, the answer and its proof, who it is about."""
    objection = _objection(request, pk)
    form = ObjectionForm(request.POST or None, instance=copy(objection), viewer=request.user)

    def save():
        return actions.change_objection(
            objection, form.changes, actor=request.user, version=form.base_version
        )

    return saved(request, form, save, partial(_form, request, objection), "Saved")


def _form(request, objection, *, form, conflict=None, current=None, status):
    last = current and last_change(current)
    context = {"objection": objection, "form": form, "conflict": conflict, "last": last}
    return render_page(request, FORM, context, status=status)


@require_POST
@permission_required("content.add_hearing", raise_exception=True)
def objection_heard(request, pk):
    """“I heard this too”, in one click."""
    objection = _objection(request, pk)
    values = {name: getattr(objection, name) for name in ("words", "stage", "persona", "competitor")}
    actions.hear(values, actor=request.user, objection=objection)
    messages.success(request, "Noted that you heard it too.")
    return go_to(request, objection)


@form_page
@permission_required(KEEPS, raise_exception=True)
def objection_merge(request, pk):
    """Count two objections as one."""
    objection = _objection(request, pk)
    near = near_to(objection.words, request.user, but=objection, limit=8)
    wanted = request.GET.get("q", "")
    others = Objection.objects.visible_to(request.user).except_for(objection.pk)
    others = others.saying(wanted) if wanted else others.with_ids([one.pk for one in near])
    form = MergeForm(request.POST or None, initial={"version": objection.version}, candidates=others)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            into, version = form.cleaned_data["into"], form.cleaned_data["version"]
            into = actions.merge_objections(objection, into, actor=request.user, version=version)
            messages.success(request, "They are one objection now.")
            return go_to(request, into)
        except StaleRecord:
            form.add_error(None, CHANGED)
            status = 409
        except ValidationError as refusal:
            refuse_form(form, refusal)
    context = {"objection": objection, "form": form, "wanted": wanted}
    return render_page(request, MERGE, context, status=status)


@require_POST
@permission_required("content.add_answeroutcome", raise_exception=True)
def objection_outcome(request, pk):
    """The answer worked, or did not; then the page asks for which account."""
    objection = _objection(request, pk)
    try:
        outcome = actions.note_outcome(objection, "worked" in request.POST, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return go_to(request, objection)
    return _outcome_page(request, objection, outcome)


@require_POST
@permission_required("content.add_answeroutcome", raise_exception=True)
def outcome_account(request, pk):
    """At which account the answer was used."""
    outcome = get_object_or_404(AnswerOutcome.objects.visible_to(request.user).by(request.user), pk=pk)
    accounts = Account.objects.visible_to(request.user)
    number = request.POST.get("account", "")
    account = get_object_or_404(accounts, pk=int(number) if number.isdecimal() and len(number) < 18 else 0)
    outcome = actions.place_outcome(outcome, account, actor=request.user)
    return _outcome_page(request, _objection(request, outcome.objection_id), outcome)


def _outcome_page(request, objection, outcome):
    accounts = [] if outcome.account_id else near_accounts(request.user, objection)
    context = {"objection": objection, "outcome": outcome, "accounts": accounts}
    url = f"{objection.get_absolute_url()}?outcome={outcome.pk}#outcome-{objection.pk}"
    return render_page(request, OUTCOME, context, partial="outcome", otherwise=url)


def _objection(request, pk):
    return get_object_or_404(Objection.objects.visible_to(request.user).for_listing(), pk=pk)
