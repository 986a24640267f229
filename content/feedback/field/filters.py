"""Filters of what the field says, the same on the pages and in the API."""

import django_filters as filters

from content.feedback.field.rules import KINDS, OUTCOMES
from content.feedback.models import Feedback
from content.vocabularies.models import Stage

ME = [("me", "Me")]
KIND_CHOICES = [choice for choice in Feedback.Kind.choices if choice[0] in KINDS]
# How a use went: nobody knows yet, or one of the outcomes.
UNKNOWN = "unknown"
OUTCOME_CHOICES = [choice for choice in Feedback.Outcome.choices if choice[0] in OUTCOMES]


class FeedbackFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label="What", choices=KIND_CHOICES, empty_label="Everything")
    outcome = filters.ChoiceFilter(
        label="How it went",
        choices=[*OUTCOME_CHOICES, (UNKNOWN, "Not known yet")],
        empty_label="Any outcome",
        method="went",
    )
    stage = filters.ModelChoiceFilter(
        queryset=Stage.objects.all(), to_field_name="slug", empty_label="Any stage"
    )
    status = filters.ChoiceFilter(
        label="Flags",
        choices=[("open", "Open"), ("answered", "Answered")],
        empty_label="Open and answered",
        method="standing",
    )
    asset = filters.CharFilter(method="of_asset")
    account = filters.NumberFilter(method="of_account", min_value=1, max_value=2**31 - 1)
    owner = filters.ChoiceFilter(choices=ME, method="of_owner")
    person = filters.ChoiceFilter(choices=ME, method="by_person")

    class Meta:
        model = Feedback
        fields = ["kind", "outcome", "stage", "status", "asset", "account", "owner", "person"]

    def went(self, rows, name, value):
        return rows.with_outcome("" if value == UNKNOWN else value)

    def standing(self, rows, name, value):
        return rows.open() if value == "open" else rows.answered()

    def of_asset(self, rows, name, reference):
        return rows.about_reference(reference)

    def of_account(self, rows, name, number):
        return rows.to_account(int(number))

    def of_owner(self, rows, name, value):
        return rows.for_owner(self.request.user)

    def by_person(self, rows, name, value):
        return rows.by(self.request.user)
