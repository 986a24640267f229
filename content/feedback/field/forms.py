"""What people of the field say in a form, and what the owner answers."""

from django import forms

from content.feedback.field.filters import OUTCOME_CHOICES
from content.feedback.forms import AccountField, AccountInput
from content.vocabularies.models import Stage

MOST_PAGES = 100_000


class FlagForm(forms.Form):
    """Outdated, wrong or missing: nothing has to be written."""

    note = forms.CharField(label="What is it?", max_length=1000, required=False)
    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)
    account = AccountField(label="Account where it came up")

    def __init__(self, *args, asset, kind, **kwargs):
        super().__init__(*args, auto_id=f"{kind}-%s", **kwargs)
        self.fields["account"].widget = AccountInput(f"{kind}-accounts")
        self.fields["account"].widget.attrs["maxlength"] = 200
        if not asset.current_version_id:
            del self.fields["page"]


class UseForm(forms.Form):
    """How a use went. `version` is that of the use as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=OUTCOME_CHOICES)
    account = AccountField(label="Account")
    stage = forms.ModelChoiceField(Stage.objects.all(), required=False, empty_label="Not said")
    note = forms.CharField(label="In a sentence", max_length=1000, required=False)

    def __init__(self, *args, use, **kwargs):
        self.use = use
        initial = {"version": use.version, "account": use.account, "stage": use.stage_id, "note": use.note}
        super().__init__(*args, initial=initial, auto_id="use-%s", **kwargs)
        self.fields["account"].widget = AccountInput("use-accounts")
        self.fields["account"].widget.attrs["maxlength"] = 200

    @property
    def changes(self):
        """{field: value} of what was said."""
        values = dict(self.cleaned_data)
        values.pop("version")
        return values


class AnswerForm(forms.Form):
    """What the owner answers to a flag; `version` is that of the flag as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label="Your answer",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What you changed, or why it stays as it is.",
    )

    def __init__(self, *args, flag, **kwargs):
        super().__init__(*args, initial={"version": flag.version}, auto_id=f"answer-{flag.pk}-%s", **kwargs)
