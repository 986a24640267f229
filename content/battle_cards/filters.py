"""Filters of the list of battle cards, the same on the page and in the API."""

import django_filters as filters
from django import forms

from content.battle_cards.models import BattleCard
from portal.shared.dates import today
from portal.users.models import User

DUE, DISPUTED, DRAFT, ARCHIVED = "due", "disputed", "draft", "archived"
SHOWS = [
    (DUE, "Review overdue"),
    (DISPUTED, "With a dispute"),
    (DRAFT, "Drafts"),
    (ARCHIVED, "Archived"),
]


def people():
    """Who may own something, for a filter: oneself first."""
    active = User.objects.active().order_by("name").values_list("pk", "name")
    return [("me", "Me"), *((str(pk), name) for pk, name in active)]


class CardFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Competitor",
        method="matching",
        widget=forms.TextInput({"type": "search", "maxlength": 100, "autocomplete": "off"}),
    )
    threat = filters.ChoiceFilter(label="Threat", choices=BattleCard.Threat.choices, empty_label="Any threat")
    owner = filters.ChoiceFilter(label="Owner", choices=people, empty_label="Any owner", method="owned")
    show = filters.ChoiceFilter(
        label="Show", choices=SHOWS, empty_label="All current ones", method="standing"
    )

    class Meta:
        model = BattleCard
        fields = ["q", "threat", "owner", "show"]

    def filter_queryset(self, queryset):
        """Archived cards only where they are asked for."""
        if self.form.cleaned_data.get("show") != ARCHIVED:
            queryset = queryset.live()
        return super().filter_queryset(queryset)

    def matching(self, cards, name, words):
        return cards.matching(words[:100])

    def owned(self, cards, name, value):
        return cards.with_owner(self.request.user.pk if value == "me" else value)

    def standing(self, cards, name, value):
        named = {
            DUE: lambda: cards.due(today()),
            DISPUTED: cards.disputed,
            DRAFT: lambda: cards.with_status("draft"),
            ARCHIVED: lambda: cards.with_status("archived"),
        }
        return named[value]()
