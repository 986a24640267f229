"""The form of a group of synonyms."""

import re

from django import forms

from content.search.models import Synonym
from portal.editing.forms import Versioned


class SynonymForm(Versioned):
    """Words or phrases that mean the same, one on each line or separated by commas."""

    terms = forms.CharField(
        label="Terms",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line or with commas between: words, phrases, abbreviations. Searching one finds all.",
    )

    class Meta:
        model = Synonym
        fields = ("terms",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["terms"] = "\n".join(self.instance.terms)

    def clean_terms(self):
        parts = re.split(r"[,\n]", self.cleaned_data["terms"])
        return [term for part in parts if (term := " ".join(part.split()))]
