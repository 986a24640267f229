from django import forms

from content.library.personas.models import PersonaPage
from content.vocabularies.models import Format, Stage
from portal.editing.forms import Versioned

LONGEST = 2000


class PersonaPageForm(Versioned):
    """A persona's page with two fields for each stage: concerns_<slug> and formats_<slug>."""

    class Meta:
        model = PersonaPage
        fields = ["job", "words", "not_them"]
        widgets = {
            "job": forms.Textarea(attrs={"rows": 4}),
            "words": forms.Textarea(attrs={"rows": 4}),
            "not_them": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"job": "The job", "words": "The words they use", "not_them": "Who they are not"}
        help_texts = {
            "job": "What they answer for, and what a good year looks like for them.",
            "words": "One on each line, as they say it.",
            "not_them": "Whom people take for them, and what tells the two apart.",
        }

    def __init__(self, *args, **kwargs):
        self.stages = list(Stage.objects.all())
        self.base_fields = dict(self.base_fields) | dict(
            field for stage in self.stages for field in _fields_of(stage)
        )
        super().__init__(*args, **kwargs)
        # Who opened the form before there was a page posts none, and meets what was written meanwhile.
        self.fields["version"].required = False
        for stage in self.stages:
            for name in names_of(stage):
                self.initial.setdefault(name, self.stored(self.instance, name))

    @property
    def by_stage(self):
        """(stage, its bound fields) in order."""
        return [(stage, [self[name] for name in names_of(stage)]) for stage in self.stages]

    @property
    def written(self):
        """The changes as `actions.write_page` takes them."""
        changes, stages = self.changes, {}
        for stage in self.stages:
            concerns, formats = names_of(stage)
            wanted = {"concerns": changes.pop(concerns, None), "formats": changes.pop(formats, None)}
            stages[stage] = {name: value for name, value in wanted.items() if value is not None}
        return changes | {"stages": stages}

    @property
    def base_version(self):
        """0 for who saw no page yet."""
        return self.cleaned_data["version"] or 0

    def stored(self, record, name):
        kind, _, slug = name.partition("_")
        if kind not in ("concerns", "formats"):
            return super().stored(record, name)
        rows = record.stages.all() if record.pk else ()
        row = next((row for row in rows if row.stage.slug == slug), None)
        if kind == "concerns":
            return row.concerns if row else ""
        return list(row.formats.all()) if row else []


def names_of(stage):
    return f"concerns_{stage.slug}", f"formats_{stage.slug}"


def _fields_of(stage):
    concerns, formats = names_of(stage)
    yield (
        concerns,
        forms.CharField(
            label="What they are concerned about",
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="One concern on each line.",
        ),
    )
    yield (
        formats,
        forms.ModelMultipleChoiceField(
            Format.objects.all(),
            label="Formats that answer it",
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
    )
