"""What of the audit to show. Shared by page, file and API."""

from django import forms

from portal.activity.audit import Wanted
from portal.activity.rules import LARGEST
from portal.users.models import User


class AuditForm(forms.Form):
    """Query parameters; `wanted` leaves out what is not understood, `errors` names it."""

    q = forms.CharField(
        label="Name of the record",
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search", "maxlength": 100}),
    )
    person = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Anybody")
    kind = forms.ChoiceField(required=False)
    verb = forms.ChoiceField(label="What was done", required=False)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="To", required=False, widget=forms.DateInput({"type": "date"}))
    object = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, viewer, kinds, verbs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.visible_to(viewer).order_by("name", "email")
        self.fields["kind"].choices = [("", "Anything"), *kinds.items()]
        self.fields["verb"].choices = [("", "Anything"), *((verb, verb.capitalize()) for verb in verbs)]

    @property
    def wanted(self):
        self.is_valid()
        values = self.cleaned_data
        return Wanted(
            person=values.get("person"),
            kind=values.get("kind") or "",
            object_id=values.get("object"),
            verb=values.get("verb") or "",
            since=values.get("since"),
            until=values.get("until"),
            words=values.get("q") or "",
        )
