"""Pages of single claims: write, move, verify, dispute, answer."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.battle_cards import rules
from content.battle_cards.claims import actions
from content.battle_cards.forms import AnswerForm, ClaimForm, DisputeForm, IntelForm
from content.battle_cards.models import BattleCard, Claim, ClaimDispute
from content.battle_cards.pages import ClaimPage, may_keep
from portal.activity.history import last_change
from portal.editing.answers import CHANGED, done, refuse_form, saved
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

DETAIL = "content/battle_cards/claim_detail.html"
FORM = "content/battle_cards/claim_form.html"
INTEL = "content/battle_cards/intel_form.html"
DISPUTE = "content/battle_cards/dispute_form.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def claim_history(request, pk):
    """One claim: where it comes from, who disputes it, what changed."""
    return _detail(request, _claim(request, pk))


def _detail(request, claim, status=200, form=None):
    page = ClaimPage(claim, request.user)
    return render_page(request, DETAIL, {"page": page, "claim": claim, "form": form}, status=status)


@form_page
def claim_new(request, pk):
    """A new claim of the kind that `kind` names."""
    card, kind = _card(request, pk), request.GET.get("kind", "")
    if not may_keep(request.user, card):
        raise PermissionDenied
    if kind not in rules.KINDS:
        raise Http404("There is no such kind of claim.")
    form = ClaimForm(request.POST or None, kind=kind, viewer=request.user)

    def save():
        claim = actions.add_claim(card, {"kind": kind} | form.values, actor=request.user)
        return _on_edit_page(card, claim)

    return saved(request, form, save, partial(_form, request, card, None), "Added")


@form_page
def claim_edit(request, pk):
    claim = _kept(request, pk)
    form = ClaimForm(request.POST or None, instance=copy(claim), kind=claim.kind, viewer=request.user)

    def save():
        actions.change_claim(claim, form.changes, actor=request.user, version=form.base_version)
        return _on_edit_page(claim.card, claim)

    return saved(request, form, save, partial(_form, request, claim.card, claim), "Saved")


def _form(request, card, claim, *, form, conflict=None, current=None, status):
    last = current and last_change(current)
    context = {"card": card, "claim": claim, "form": form, "conflict": conflict, "last": last}
    return render_page(request, FORM, context, status=status)


def _on_edit_page(card, claim):
    return f"{card.get_edit_url()}#claim-{claim.pk}"


@form_page
@permission_required("content.add_intel", raise_exception=True)
def intel_new(request, pk):
    """What somebody heard or read about a competitor, added by anybody."""
    card = _card(request, pk)
    form = IntelForm(request.POST or None)

    def save():
        actions.add_intel(card, form.values, actor=request.user)
        return card

    def show(*, form, status):
        return render_page(request, INTEL, {"card": card, "form": form}, status=status)

    return saved(request, form, save, show, "Added to the card")


@require_POST
def claim_verify(request, pk):
    claim = _kept(request, pk)
    verb = partial(actions.verify_claim, claim, actor=request.user)
    return done(request, verb, f"{claim.card.get_absolute_url()}#claim-{pk}", "Verified as still correct")


@require_POST
def claim_move(request, pk):
    """One place up, or with `down` one place down."""
    claim = _kept(request, pk)
    actions.move_claim(claim, 1 if "down" in request.POST else -1, actor=request.user)
    return go_to(request, _on_edit_page(claim.card, claim))


@require_POST
def claim_remove(request, pk):
    claim = _kept(request, pk)
    verb = partial(actions.remove_claim, claim, actor=request.user)
    return done(request, verb, f"{claim.card.get_edit_url()}#{claim.kind}", f"Removed “{claim}”")


@form_page
@permission_required("content.add_claimdispute", raise_exception=True)
def claim_dispute(request, pk):
    """Say that one claim is wrong."""
    claim = _claim(request, pk)
    form = DisputeForm(request.POST or None)

    def save():
        actions.dispute_claim(claim, form.cleaned_data["note"], actor=request.user)
        return f"{claim.card.get_absolute_url()}#claim-{pk}"

    def show(*, form, status):
        return render_page(request, DISPUTE, {"claim": claim, "form": form}, status=status)

    return saved(request, form, save, show, f"{claim.card.owner} will answer you")


@require_POST
def dispute_close(request, pk):
    """Answer somebody who disputes a claim."""
    dispute = get_object_or_404(ClaimDispute.objects.visible_to(request.user).for_listing(), pk=pk)
    if not may_keep(request.user, dispute.claim.card):
        raise PermissionDenied
    form, status = AnswerForm(request.POST), 422
    if form.is_valid():
        try:
            actions.close_dispute(dispute, actor=request.user, **form.cleaned_data)
            messages.success(request, f"{dispute.person} will see your answer.")
            return go_to(request, dispute.claim)
        except StaleRecord:
            form.add_error(None, CHANGED)
            status = 409
        except ValidationError as refusal:
            refuse_form(form, refusal)
    return _detail(request, _claim(request, dispute.claim_id), status, (dispute.pk, form))


def _card(request, pk):
    return get_object_or_404(BattleCard.objects.visible_to(request.user).for_page(), pk=pk)


def _claim(request, pk):
    return get_object_or_404(Claim.objects.visible_to(request.user).for_page(), pk=pk)


def _kept(request, pk):
    """The claim: 404 for whom its card is hidden, 403 for who may not write it."""
    claim = _claim(request, pk)
    if not may_keep(request.user, claim.card):
        raise PermissionDenied
    return claim
