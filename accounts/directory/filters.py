"""Filters and order of the list of accounts, the same on the page and in the API."""

import django_filters as filters
from django import forms

from accounts.directory.models import Account
from content.vocabularies.models import Industry
from portal.users.models import User

NONE = "__none"
ORDERS = [
    ("tier", "Tier, the closest first"),
    ("-tier", "Tier, the widest first"),
    ("name", "Name"),
    ("-name", "Name, backwards"),
    ("-updated", "Last changed"),
    ("updated", "Longest unchanged"),
]


def _people():
    people = User.objects.active().order_by("name").values_list("pk", "name")
    return [("me", "Me"), *((str(pk), name) for pk, name in people)]


class AccountFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Name or domain",
        method="matching",
        widget=forms.TextInput({"type": "search", "maxlength": 100}),
    )
    tier = filters.ChoiceFilter(
        label="Tier",
        choices=[*((str(value), label) for value, label in Account.Tier.choices), (NONE, "No tier")],
        empty_label="Any tier",
        method="in_tier",
    )
    owner = filters.ChoiceFilter(label="Owner", choices=_people, empty_label="Any owner", method="owned")
    industry = filters.ModelChoiceFilter(
        queryset=Industry.objects.all(), to_field_name="slug", empty_label="Any industry"
    )
    ordering = filters.ChoiceFilter(
        label="Order", choices=ORDERS, empty_label=None, null_label=None, method="ordered"
    )

    class Meta:
        model = Account
        fields = ["q", "tier", "owner", "industry", "ordering"]

    def filter_queryset(self, queryset):
        """Ordered even when the parameter is missing or wrong."""
        return super().filter_queryset(queryset.in_order("tier"))

    def matching(self, accounts, name, words):
        return accounts.matching(words)

    def in_tier(self, accounts, name, value):
        return accounts.without_tier() if value == NONE else accounts.in_tier(value)

    def owned(self, accounts, name, value):
        return accounts.owned_by(self.request.user.pk if value == "me" else value)

    def ordered(self, accounts, name, value):
        return accounts.in_order(value)
