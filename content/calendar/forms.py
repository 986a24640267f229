"""What the pages of the calendar take."""

from django import forms

from content.calendar import rules
from content.calendar.models import CalendarEntry, Theme
from content.library.fields import AssetField
from portal.editing.forms import Versioned
from portal.users.models import User

STATUSES = [(status.value, status.label) for status in CalendarEntry.Status if status.value in rules.SIMPLE]
# What somebody may say of an idea who does not plan the calendar.
IDEA = ("title", "brief", "stage", "personas", "publish_on")


def _day(label, hint=""):
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=hint, widget=picker)


class EntryForm(Versioned):
    """A piece as marketing plans it; of everybody else, an idea."""

    publish_on = _day("To be published on", "Left empty, it waits in the list beside the calendar.")
    work_due_on = _day("Work due on", "When the text has to be ready.")
    asset = AssetField(
        help_text="Which asset it makes or changes: its reference, such as case-study-042, or its address."
    )

    class Meta:
        model = CalendarEntry
        fields = [
            "title",
            "kind",
            "status",
            "owner",
            "publish_on",
            "work_due_on",
            "stage",
            "theme",
            "asset",
            "personas",
            "brief",
        ]
        widgets = {
            "brief": forms.Textarea({"rows": 5}),
            "personas": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": "What will be published, as its reader will see it.",
            "brief": "Who it is for, which question it answers, whom to ask.",
        }

    def __init__(self, *args, viewer, board, **kwargs):
        super().__init__(*args, **kwargs)
        entry = self.instance
        if not viewer.has_perm("content.change_calendarentry"):
            for name in set(self.names) - set(IDEA):
                del self.fields[name]
        elif entry.pk and entry.status not in rules.SIMPLE:
            del self.fields["status"]
        self._offer(viewer, board)
        if entry.pk and entry.asset_id and "asset" in self.fields:
            self.initial["asset"] = entry.asset

    def _offer(self, viewer, board):
        """What there is to choose from."""
        holder = self.instance.owner_id if self.instance.pk else None
        self.fields["stage"].empty_label = "Not decided yet"
        if "status" in self.fields:
            self.fields["status"].choices = STATUSES
        if "owner" in self.fields:
            self.fields["owner"].queryset = User.objects.active_or(holder)
        if "theme" in self.fields:
            self.fields["theme"].queryset = Theme.objects.of_board(board)
            self.fields["theme"].empty_label = "No theme"
        if "asset" in self.fields:
            self.fields["asset"].viewer = viewer

    def clean(self):
        values = super().clean()
        if problem := rules.dates_problem(values.get("publish_on"), values.get("work_due_on")):
            self.add_error("work_due_on" if "work_due_on" in self.fields else "publish_on", problem)
        return values


class MoveForm(Versioned):
    """Another day for a piece. It is about the day alone: what else was changed meanwhile does not matter."""

    publish_on = _day("New day", "Left empty, it goes to the list of pieces without a day.")

    class Meta:
        model = CalendarEntry
        fields = ["publish_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._now = self.initial["seen"], self.instance.version

    @property
    def base_version(self):
        seen, version = self._now
        return version if self.cleaned_data["seen"] == seen else self.cleaned_data["version"]
