"""Filters of the objection log, the same on the page and in the API."""

from datetime import timedelta

import django_filters as filters
from django import forms
from django.utils import timezone

from content.battle_cards import rules
from content.battle_cards.filters import people
from content.battle_cards.models import Objection
from content.vocabularies.models import Competitor, Persona, Stage

ALL = "all"
SHOWS = [("open", "Without an answer"), ("answered", "Answered")]


class ObjectionFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Words",
        method="matching",
        widget=forms.TextInput({"type": "search", "maxlength": 200, "autocomplete": "off"}),
    )
    show = filters.ChoiceFilter(label="Show", choices=SHOWS, empty_label="All", method="standing")
    competitor = filters.ModelChoiceFilter(
        queryset=Competitor.objects.all(), to_field_name="slug", empty_label="Any competitor"
    )
    persona = filters.ModelChoiceFilter(
        queryset=Persona.objects.all(), to_field_name="slug", label="Said by", empty_label="Anyone"
    )
    stage = filters.ModelChoiceFilter(
        queryset=Stage.objects.all(), to_field_name="slug", empty_label="Any stage"
    )
    owner = filters.ChoiceFilter(label="Owner", choices=people, empty_label="Any owner", method="owned")
    period = filters.ChoiceFilter(
        label="Heard in",
        choices=[(ALL, "All time")],
        empty_label=f"The last {rules.HEARD_DAYS} days",
        method="whenever",
    )

    class Meta:
        model = Objection
        fields = ["q", "show", "competitor", "persona", "stage", "owner", "period"]

    @property
    def since(self):
        """The moment from which hearings count; None for all time."""
        asked = self.form.cleaned_data.get("period") if self.form.is_valid() else None
        return None if asked == ALL else timezone.now() - timedelta(days=rules.HEARD_DAYS)

    def filter_queryset(self, queryset):
        """Ranked by how many people heard it in the period."""
        return super().filter_queryset(queryset.for_listing(self.since))

    def matching(self, objections, name, words):
        return objections.saying(words[:200])

    def standing(self, objections, name, value):
        return objections.open() if value == "open" else objections.answered()

    def owned(self, objections, name, value):
        return objections.owned_by(self.request.user.pk if value == "me" else value)

    def whenever(self, objections, name, value):
        return objections
