"""What the pages of objections take."""

from django import forms

from accounts.directory.models import Account
from content.battle_cards import rules
from content.battle_cards.forms import counted
from content.battle_cards.models import Objection
from content.library.fields import AssetField
from content.vocabularies.models import Competitor, Persona, Stage
from portal.editing.forms import Versioned
from portal.users.models import User

NEW = "new"


class HearingForm(forms.Form):
    """What a buyer said. `objection` is the number of a known one that they meant, or "new"."""

    words = forms.CharField(
        label="What did they say?",
        max_length=300,
        widget=forms.Textarea({"rows": 2, "autofocus": True}),
        help_text="In their words, as they fell.",
    )
    stage = forms.ModelChoiceField(Stage.objects.all(), required=False, empty_label="Not known")
    persona = forms.ModelChoiceField(
        Persona.objects.all(), required=False, label="Who said it", empty_label="Not known"
    )
    competitor = forms.ModelChoiceField(Competitor.objects.all(), required=False, empty_label="None")
    account = forms.ModelChoiceField(Account.objects.none(), required=False, empty_label="Not said")
    asset = AssetField(widget=forms.HiddenInput)
    objection = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["account"].queryset = Account.objects.visible_to(viewer).in_order("name")
        self.fields["asset"].viewer = viewer

    def clean_objection(self):
        chosen = self.cleaned_data["objection"]
        if chosen in ("", NEW):
            return None
        number = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        known = Objection.objects.visible_to(self.viewer).with_ids([number]).first()
        if known is None:
            raise forms.ValidationError("This objection is not there any more. Choose another one.")
        return known

    @property
    def is_decided(self):
        """Whether somebody said which objection it is."""
        return bool(self.data.get("objection"))

    @property
    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "objection"}


class ObjectionForm(Versioned):
    """An objection as marketing keeps it."""

    proof = AssetField(help_text="An asset that proves the answer: its reference, such as case-study-042.")

    class Meta:
        model = Objection
        fields = ["words", "answer", "proof", "stage", "persona", "competitor", "owner"]
        help_texts = {
            "words": "As buyers say it.",
            "answer": f"What to say back, as it is spoken. At most {rules.ANSWER_WORDS} words.",
        }

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        objection = self.instance
        self.fields["words"].widget = forms.Textarea({"rows": 2, "maxlength": 300})
        self.fields["answer"].widget = counted(rules.ANSWER_WORDS, rows=3)
        self.fields["proof"].viewer = viewer
        self.fields["owner"].queryset = User.objects.active_or(objection.owner_id).order_by("name")
        for name, words in {
            "stage": "Any",
            "persona": "Anyone",
            "competitor": "None",
            "owner": "Nobody yet",
        }.items():
            self.fields[name].empty_label = words
        if objection.proof_id:
            self.initial["proof"] = objection.proof

    def clean_words(self):
        words = rules.cleaned(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError("Write what they say.")
        return words


class MergeForm(forms.Form):
    """Into which objection another one goes; `version` is that of the one that goes, as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    into = forms.ModelChoiceField(
        Objection.objects.none(), label="It is the same as", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = candidates
