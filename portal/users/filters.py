"""Filters of the list of people."""

import django_filters as filters
from django import forms

from portal.users.models import Team, User

STATES = [("active", "Active"), ("invited", "Invited"), ("deactivated", "Deactivated")]


def _teams(request):
    return Team.objects.visible_to(request.user)


class PersonFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Name or e-mail",
        method="matching",
        widget=forms.TextInput({"type": "search", "maxlength": 100}),
    )
    role = filters.ChoiceFilter(choices=User.Role.choices, empty_label="Any role")
    side = filters.ChoiceFilter(choices=User.Side.choices, empty_label="Any side")
    team = filters.ModelChoiceFilter(queryset=_teams, empty_label="Any team", null_label="No team")
    state = filters.ChoiceFilter(label="State", choices=STATES, empty_label="Any state", method="standing")

    class Meta:
        model = User
        fields = ["q", "role", "side", "team", "state"]

    def matching(self, people, name, value):
        return people.matching(value)

    def standing(self, people, name, value):
        return {"active": people.joined, "invited": people.invited, "deactivated": people.deactivated}[
            value
        ]()
