"""The form of a group of synonyms."""

from django import forms

from content.search.models import Synonym
from portal.editing.forms import Versioned


class SynonymForm(Versioned):
    """Words or phrases that mean the same, one on each line."""

    terms = forms.CharField(
        label="Terms",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line: a word, a phrase or an abbreviation. Searching one finds all of them.",
    )

    class Meta:
        model = Synonym
        fields = ("terms",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["terms"] = "\n".join(self.instance.terms)

    def clean_terms(self):
        return [term for line in self.cleaned_data["terms"].splitlines() if (term := " ".join(line.split()))]
