"""Filters of what was sent, the same on the page and in the API."""

import django_filters as filters

from content.feedback.models import Send


class SendFilter(filters.FilterSet):
    who = filters.ChoiceFilter(choices=[("me", "Me"), ("all", "Everyone")], method="by_whom")
    channel = filters.ChoiceFilter(label="How", choices=Send.Channel.choices, empty_label="Any way")
    asset = filters.CharFilter(method="of_asset")
    account = filters.NumberFilter(method="of_account", min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Send
        fields = ["who", "channel", "asset", "account"]

    def by_whom(self, sends, name, value):
        return sends.by(self.request.user) if value == "me" else sends

    def of_asset(self, sends, name, reference):
        return sends.about_reference(reference)

    def of_account(self, sends, name, number):
        return sends.to_account(int(number))
