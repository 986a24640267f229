"""Pages of the field's word: say it from an asset, answer it, read all of it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from accounts.directory.models import Account
from content.feedback.field import actions, rules
from content.feedback.field.filters import FeedbackFilter
from content.feedback.field.forms import AnswerForm, FlagForm, UseForm
from content.feedback.field.pages import EDIT, SAY, FeedbackCard, SayBox
from content.feedback.models import Feedback
from content.library.models import Asset
from portal.editing.answers import CHANGED
from portal.shared.changes import StaleRecord
from portal.shared.htmx import render_page, wants_partial

PAGE = "content/feedback/field/asset_feedback.html"
CARD = "content/feedback/field/card.html"
SAY_BOX = "content/feedback/field/say.html"
NAMES = "content/feedback/account_names.html"
USED_NEWS = "Noted that you used it. How did it go?"


@require_safe
def asset_feedback(request, reference):
    """Everything that was said of one asset, or a part of it."""
    return _page(request, _asset(request, reference))


@require_POST
@permission_required(SAY, raise_exception=True)
def feedback_say(request, reference):
    """Say that one used it, or that it is outdated, wrong or lacks something."""
    asset, kind = _asset(request, reference), request.POST.get("kind")
    try:
        if kind == rules.USED:
            use = actions.note_use(asset, {}, actor=request.user)
            return _answer(request, asset, use=use, news=USED_NEWS)
        return _flag(request, asset, kind)
    except ValidationError as refusal:
        return _answer(request, asset, news=" ".join(refusal.messages), status=409)


def _flag(request, asset, kind):
    if kind not in rules.FLAGS:
        raise Http404
    form = FlagForm(request.POST, asset=asset, kind=kind)
    if not form.is_valid():
        return _answer(request, asset, bound={kind: form}, status=422)
    flag = actions.raise_flag(asset, kind, form.cleaned_data, actor=request.user)
    day = date_format(flag.due_on, "j F")
    return _answer(request, asset, news=f"{asset.owner} is to answer by {day}. You will be told.")


@require_POST
@permission_required(SAY, raise_exception=True)
def feedback_outcome(request, reference, pk):
    """Say how one's own use went."""
    asset, use = _asset(request, reference), _said(request, reference, pk)
    if use.person_id != request.user.pk or use.kind != rules.USED:
        raise PermissionDenied
    form = UseForm(request.POST, use=use)
    if not form.is_valid():
        return _answer(request, asset, use=form, status=422)
    try:
        actions.change_use(use, form.changes, actor=request.user, version=form.cleaned_data["version"])
    except StaleRecord:
        return _answer(request, asset, use=_said(request, reference, pk), news=CHANGED, status=409)
    except ValidationError as refusal:
        form.add_error(None, ValidationError(refusal.messages))
        return _answer(request, asset, use=form, status=422)
    return _answer(request, asset, news="Noted. Thank you: this is what the scorecard counts.")


@require_POST
def feedback_answer(request, reference, pk):
    """The owner, or an editor, answers a flag; that closes it."""
    asset, flag = _asset(request, reference), _said(request, reference, pk)
    if not rules.may_answer(request.user.pk, asset.owner_id, request.user.has_perm(EDIT)):
        raise PermissionDenied
    form, status = AnswerForm(request.POST, flag=flag), 422
    if form.is_valid():
        try:
            actions.answer_flag(flag, actor=request.user, **form.cleaned_data)
            return _answer(request, asset, news=f"Answered. {flag.person} is told.")
        except StaleRecord:
            status = 409
            form.add_error(None, "Somebody else changed it meanwhile. Look at it again, then answer.")
            form.data = form.data.copy()
            form.data["version"] = _said(request, reference, pk).version
        except ValidationError as refusal:
            form.add_error(None, ValidationError(refusal.messages))
    return _answer(request, asset, answering={flag.pk: form}, status=status)


@require_POST
def feedback_take_back(request, reference, pk):
    """Close one's own flag."""
    asset, flag = _asset(request, reference), _said(request, reference, pk)
    if flag.person_id != request.user.pk:
        raise PermissionDenied
    try:
        version = request.POST.get("version", "")
        actions.take_back(flag, actor=request.user, version=int(version) if version.isdecimal() else 0)
    except StaleRecord:
        return _answer(request, asset, news=CHANGED, status=409)
    except ValidationError as refusal:
        return _answer(request, asset, news=" ".join(refusal.messages), status=409)
    return _answer(request, asset, news="Taken back.")


@require_safe
def account_names(request):
    """Accounts that match what is typed in a field, for its datalist."""
    words = next((value for value in request.GET.values() if value), "")[:100]
    accounts = Account.objects.visible_to(request.user).matching(words).in_order("tier")
    return render_page(request, NAMES, {"names": accounts.values_list("name", flat=True)[:20]})


def _asset(request, reference):
    assets = Asset.objects.visible_to(request.user).with_reference(reference).with_owner()
    return get_object_or_404(assets)


def _said(request, reference, pk):
    rows = Feedback.objects.visible_to(request.user).about_reference(reference)
    return get_object_or_404(rows.for_listing(), pk=pk)


def _answer(request, asset, *, status=200, **shown):
    """The card on the asset's page, the box in the preview, or for a browser without script a whole page."""
    if wants_partial(request):
        # The preview shows no thread; it says so in its addresses.
        beside = "beside" in request.GET
        card = (SayBox if beside else FeedbackCard)(_asset(request, asset.reference), request.user, **shown)
        return render_page(
            request, SAY_BOX if beside else CARD, {"card": card, "beside": beside}, status=status
        )
    if status != 200:
        return _page(request, asset, status=status, **shown)
    messages.success(request, shown["news"])
    return render_page(request, PAGE, otherwise=f"{asset.get_absolute_url()}#feedback")


def _page(request, asset, status=200, **shown):
    rows = Feedback.objects.visible_to(request.user).about(asset).for_thread()
    found = FeedbackFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs, per_page=25).get_page(request.GET.get("page"))
    card = FeedbackCard(asset, request.user, rows=page, **shown)
    context = {"asset": asset, "filter": found, "page": page, "card": card}
    return render_page(request, PAGE, context, status=status)
