from django import forms

from portal.definitions.models import DefinitionVersion
from portal.editing.forms import Versioned
from portal.shared.dates import today


class DefinitionForm(Versioned):
    """Another text for a definition. What it posts is the number of the version that it showed."""

    class Meta:
        model = DefinitionVersion
        fields = ["text", "effective_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "effective_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"text": "What it means", "effective_on": "Valid from"}
        help_texts = {
            "text": "So that two people who read it count the same.",
            "effective_on": "The day since which people work by it.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["effective_on"] = today()
