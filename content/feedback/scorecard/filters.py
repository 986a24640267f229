"""What the list of answers is narrowed to, the same on the page and in the API."""

import django_filters as filters

from content.feedback.scorecard import querysets
from content.feedback.scorecard.rules import NEVER_AFTER
from content.library.models import Asset
from content.vocabularies.models import Format, Stage
from portal.shared.dates import days_from_today

SHOWS = {"never-used": "Never used", "fell-flat": "Fell flat", "worked": "Worked", "sent": "Sent"}


class AnswerFilter(filters.FilterSet):
    """The queryset has `with_answers`."""

    show = filters.ChoiceFilter(choices=list(SHOWS.items()), method="answering")
    stage = filters.ModelChoiceFilter(
        queryset=Stage.objects.all(), to_field_name="slug", empty_label="Any stage"
    )
    format = filters.ModelChoiceFilter(
        queryset=Format.objects.all(), to_field_name="slug", empty_label="Any format"
    )
    owner = filters.ChoiceFilter(choices=[("me", "Me")], empty_label="Any owner", method="owned")

    class Meta:
        model = Asset
        fields = ["show", "stage", "format", "owner"]

    def answering(self, assets, name, show):
        return querysets.answering(assets, show, days_from_today(-NEVER_AFTER))

    def owned(self, assets, name, value):
        return querysets.narrowed(assets, owner=self.request.user)
