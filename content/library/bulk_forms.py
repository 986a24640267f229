"""Forms of a bulk change: the value that is set, added or removed. They parse and validate."""

from django import forms
from django.core.exceptions import ValidationError

from content.library.fields import TagsField
from content.library.models import Asset
from content.vocabularies.models import Competitor, Industry, Language, Persona, Product, Stage
from portal.shared.dates import today
from portal.users.models import User

SEVERAL = {
    "personas": ("Personas", Persona),
    "competitors": ("Competitors", Competitor),
    "products": ("Products", Product),
    "industries": ("Industries", Industry),
}
ONE = {"stage": ("Stage", Stage), "language": ("Language", Language)}
# In the order of the page.
FIELDS = ("tags", "stage", *SEVERAL, "language", "owner", "audience", "review_on", "verified_on", "status")
WITHOUT_VALUE = ("verified_on", "status")


class ValueForm(forms.Form):
    """The one field that a change is about, under its own name; none for verifying and archiving."""

    def __init__(self, data=None, *, field, way="add"):
        super().__init__(data, use_required_attribute=False)
        self.name, self.way = field, way
        if field not in WITHOUT_VALUE:
            self.fields[field] = _field(field)

    @property
    def bound_field(self):
        return self[self.name] if self.name in self.fields else None

    @property
    def has_choices(self):
        """Whether the vocabulary that the field chooses from has any terms yet."""
        return self.name not in SEVERAL or self.fields[self.name].queryset.exists()

    @property
    def tag_state(self):
        return self.fields["tags"].state

    @property
    def first_error(self):
        return self.name if self.is_bound and self.errors else ""

    @property
    def value(self):
        """What `bulk.plan` takes."""
        value = self.cleaned_data.get(self.name)
        return list(value) if self.name in SEVERAL or self.name == "tags" else value

    def clean_tags(self):
        """Only adding makes new tags; what is to be removed must be there."""
        tags = self.cleaned_data["tags"]
        unknown = [word for word in tags if isinstance(word, str)]
        if self.way == "remove" and unknown:
            raise ValidationError(f"There is no tag “{unknown[0]}”.")
        return tags

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day < today():
            raise ValidationError("Choose today or a later day.")
        return day


def _field(name):
    if name == "tags":
        return TagsField(label="Tags", required=True)
    if name in SEVERAL:
        label, model = SEVERAL[name]
        choices = {"to_field_name": "slug", "widget": forms.CheckboxSelectMultiple}
        return forms.ModelMultipleChoiceField(model.objects.all(), label=label, **choices)
    if name in ONE:
        label, model = ONE[name]
        return forms.ModelChoiceField(
            model.objects.all(), label=label, to_field_name="slug", empty_label="Choose"
        )
    if name == "owner":
        return forms.ModelChoiceField(User.objects.active(), label="Owner", empty_label="Choose")
    if name == "audience":
        return forms.ChoiceField(label="Audience", choices=[("", "Choose"), *Asset.Audience.choices])
    return forms.DateField(label="Review due", widget=forms.DateInput(attrs={"type": "date"}))
