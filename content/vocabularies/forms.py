"""Forms of terms: add, edit, merge. They parse and validate; actions write."""

from django import forms
from django.core.exceptions import ValidationError

from content.vocabularies.actions import aliases_of
from content.vocabularies.labels import labels, near_entries
from content.vocabularies.models import VOCABULARIES
from content.vocabularies.rules import cleaned_aliases, merge_problem
from content.vocabularies.wording import FIELD_LABELS
from portal.editing.forms import Versioned

# Beside the label, its other spellings and the note. Tags are too many to have places.
MORE_FIELDS = {
    "stage": ("lead",),
    "format": ("stages", "review_days", "needs_approval", "position"),
    "tag": (),
}
OTHERS = ("position",)


class TermForm(Versioned):
    """Add or edit one term; made for a vocabulary by `form_for`."""

    aliases = forms.CharField(
        label=FIELD_LABELS["aliases"],
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Imports and addresses understand them too.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.order_fields(["label", "slug", "aliases", "note"])
        self.near = []
        for name, field in self.fields.items():
            field.label = FIELD_LABELS.get(name, field.label)
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(aliases_of(self.instance))

    def clean_label(self):
        """A new word that is like another is taken only from whoever has seen the other."""
        label = " ".join(self.cleaned_data["label"].split())
        terms = labels()
        name = type(self.instance).vocabulary()
        if self.instance.pk or self.data.get("sure") == label or terms.match(name, label):
            return label
        self.near = near_entries(name, label)
        if self.near:
            raise ValidationError("There is something like it already.")
        return label

    def clean_aliases(self):
        label = self.cleaned_data.get("label") or self.initial.get("label", "")
        return cleaned_aliases(label, self.cleaned_data["aliases"].splitlines())

    def stored(self, record, name):
        return aliases_of(record) if name == "aliases" else super().stored(record, name)


def form_for(vocabulary, *, adding=False):
    """The form class for terms of a vocabulary."""
    fields = ["label", "note", *MORE_FIELDS.get(vocabulary, OTHERS)]
    if adding and vocabulary == "language":
        fields.insert(1, "slug")
    form = forms.modelform_factory(
        VOCABULARIES[vocabulary],
        form=TermForm,
        fields=fields,
        widgets={"stages": forms.CheckboxSelectMultiple, "lead": forms.RadioSelect},
        labels={"slug": "Code"},
        help_texts={
            "slug": "As in BCP 47, in lower case: en, pt-br, zh-hans.",
            "note": "What it means here, and what not.",
            "position": "Small numbers first, equal ones by name.",
            "needs_approval": "A second editor approves each piece before it is published, and each change of it.",
            "stages": "The stage playbook: where this format usually helps. The asset decides.",
        },
    )
    return form


class MergeForm(forms.Form):
    """Which term takes the place of `term`. `into` is a slug, a name or another spelling."""

    into = forms.CharField(label="Merge into", max_length=120)

    def __init__(self, data=None, *, term):
        super().__init__(data)
        self.term = term

    def clean_into(self):
        model = type(self.term)
        entry = labels().match(model.vocabulary(), self.cleaned_data["into"])
        if entry is None:
            raise ValidationError(f"There is no {model.vocabulary()} “{self.cleaned_data['into']}”.")
        if problem := merge_problem(model.vocabulary(), self.term.pk, entry.id):
            raise ValidationError(problem)
        return model.objects.get(pk=entry.id)
