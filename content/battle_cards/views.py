"""Pages of battle cards: the list, one card, two compared, writing one."""

from copy import copy
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.battle_cards import actions
from content.battle_cards.filters import CardFilter
from content.battle_cards.forms import CardForm
from content.battle_cards.models import BattleCard
from content.battle_cards.pages import KEEPS, CardPage, Versus, card_named, may_keep
from content.vocabularies.labels import labels
from portal.activity.history import last_change
from portal.editing.answers import done, saved
from portal.shared.dates import today
from portal.shared.htmx import render_page

LIST = "content/battle_cards/card_list.html"
DETAIL = "content/battle_cards/card_detail.html"
FORM = "content/battle_cards/card_form.html"
HISTORY = "content/battle_cards/card_history.html"
COMPARE = "content/battle_cards/compare.html"
PICKER = "content/battle_cards/picker_list.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def card_list(request):
    """Every card that this person may see, narrowed by name, threat and what it waits for."""
    cards = BattleCard.objects.visible_to(request.user).for_listing(today())
    found = CardFilter(request.GET, queryset=cards, request=request)
    page = Paginator(found.qs, per_page=50).get_page(request.GET.get("page"))
    return render_page(request, LIST, {"filter": found, "page": page}, partial="card-table")


@require_safe
def card_picker(request):
    """The cards by name, for the list that a key opens on any page."""
    cards = BattleCard.objects.visible_to(request.user).live().for_page().order_by("competitor__label")
    return render_page(request, PICKER, {"cards": cards})


@require_safe
def battle_card(request, competitor):
    """What to know and say about one competitor."""
    card = card_named(competitor, request.user, request.GET.get("card", ""))
    return render_page(request, DETAIL, {"page": CardPage(card, request.user), "card": card})


@require_safe
def card_compare(request):
    """Two competitors side by side: `a` and `b` name them."""
    cards = list(BattleCard.objects.visible_to(request.user).live().for_page().order_by("competitor__label"))
    by_slug = {card.competitor.slug: card for card in cards}
    chosen = [by_slug.get(request.GET.get(name, "")) for name in ("a", "b")]
    sides = [CardPage(card, request.user) if card else None for card in chosen]
    return render_page(request, COMPARE, {"cards": cards, "chosen": chosen, "versus": Versus(*sides)})


@form_page
@permission_required(KEEPS, raise_exception=True)
def card_new(request):
    entry = labels().match("competitor", request.GET.get("competitor", ""))
    initial = {"competitor": entry and entry.id, "owner": request.user}
    form = CardForm(request.POST or None, initial=initial)

    def save():
        return actions.create_card(form.values, actor=request.user)

    return saved(request, form, save, partial(_form, request, None), "Card added as a draft")


@form_page
def card_edit(request, pk):
    """The card's own fields, and every claim to be added, changed, moved or removed."""
    card = _kept(request, pk)
    form = CardForm(request.POST or None, instance=copy(card))

    def save():
        return actions.change_card(card, form.changes, actor=request.user, version=form.base_version)

    return saved(request, form, save, partial(_form, request, card), "Card saved")


def _form(request, card, *, form, conflict=None, current=None, status):
    context = {
        "form": form,
        "card": card,
        "page": card and CardPage(card, request.user),
        "conflict": conflict,
        "last": current and last_change(current),
    }
    return render_page(request, FORM, context, status=status)


@require_safe
def card_history(request, pk):
    card = get_object_or_404(BattleCard.objects.visible_to(request.user).for_page(), pk=pk)
    return render_page(request, HISTORY, {"page": CardPage(card, request.user), "card": card})


def _verb(action, words):
    """A view that does one thing to one card and shows it again."""

    @require_POST
    def view(request, pk):
        card = _kept(request, pk)

        def verb(version):
            # The address of the card follows the state that it has then.
            card.status = action(card, actor=request.user, version=version).status

        return done(request, verb, card, words)

    return view


card_publish = _verb(actions.publish_card, "Published. Everybody sees the card now.")
card_verify = _verb(actions.verify_card, "Verified as still correct")
card_archive = _verb(actions.archive_card, "Archived")
card_restore = _verb(actions.restore_card, "Restored as a draft")


def _kept(request, pk):
    """The card: 404 for whom it is hidden, 403 for who may not write it."""
    card = get_object_or_404(BattleCard.objects.visible_to(request.user).for_page(), pk=pk)
    if not may_keep(request.user, card):
        raise PermissionDenied
    return card
