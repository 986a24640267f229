"""Filters of the list of calendar entries."""

import django_filters as filters
from django import forms

from content.calendar.models import CalendarEntry
from portal.users.models import User

OPEN, ANY, WAITING = "open", "any", "waiting"
SHOWS = [(OPEN, "All open ones"), (WAITING, "Without a day"), (ANY, "All, ended ones too")]


def _people():
    people = User.objects.active().order_by("name").values_list("pk", "name")
    return [("me", "Me"), *((str(pk), name) for pk, name in people)]


class EntryFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Words of the title",
        method="matching",
        widget=forms.TextInput({"type": "search", "maxlength": 100}),
    )
    owner = filters.ChoiceFilter(label="Owner", choices=_people, empty_label="Any owner", method="owned")
    show = filters.ChoiceFilter(
        label="Show", choices=[*SHOWS, *CalendarEntry.Status.choices], empty_label=None, method="standing"
    )

    class Meta:
        model = CalendarEntry
        fields = ["q", "owner", "show"]

    def filter_queryset(self, queryset):
        """Open pieces unless something else is asked for."""
        if not self.form.cleaned_data.get("show"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def matching(self, entries, name, words):
        return entries.matching(words)

    def owned(self, entries, name, value):
        return entries.of_owner(self.request.user.pk if value == "me" else value)

    def standing(self, entries, name, value):
        named = {OPEN: entries.open, ANY: entries.all, WAITING: entries.without_date}
        return named[value]() if value in named else entries.in_status(value)
