import hashlib

from django import forms
from django.core.exceptions import ValidationError

from portal.imports.limits import ImportProblem, check_size
from portal.imports.plans import CREATE, LEAVE_OUT
from portal.imports.reading import read_table
from portal.imports.rules import mapping_problem
from portal.users.models import User

# Records that are read to ask about columns; the rest is read by the job.
HEAD = 50
# More unknown words than anybody decides one by one; those that are left come after these.
MOST_WORDS = 100
MOST_TERMS = 300
# Django takes a hundred files in one form.
MOST_FILES = 90


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to MOST_FILES; cleans to a list."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(one, initial) for one in data or () if one]
        if len(files) > MOST_FILES:
            raise ValidationError(
                f"At most {MOST_FILES} files can come along. For more, use import_assets --files on the server."
            )
        return files


class UploadForm(forms.Form):
    """A file, and where several things can be imported, which. `cleaned_data` has importer, table and content."""

    kind = forms.ChoiceField(label="What it holds")
    file = forms.FileField(
        label="File",
        help_text="JSON, CSV or Excel (.xlsx), at most 50 MB. Nothing is written before you have seen the check.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.jsonl,.ndjson,.csv,.tsv,.txt,.xlsx"}),
    )

    files = FilesField(
        label="Files that belong to it",
        required=False,
        max_length=250,
        help_text="Each goes to the row that names it in a column “file”, or whose reference or title is its name.",
    )

    def __init__(self, *args, importers, **kwargs):
        super().__init__(*args, **kwargs)
        self._importers = importers
        if not any(importer.takes_files for importer in importers.values()):
            del self.fields["files"]
        self.fields["kind"].choices = [(kind, importer.label) for kind, importer in importers.items()]
        if len(importers) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = next(iter(importers))

    def parts(self):
        """What `actions.start_run` takes."""
        data = self.cleaned_data
        return {
            "importer": data["importer"],
            "table": data["table"],
            "file_name": data["file"].name,
            "content": data["content"],
            "uploads": data.get("files", ()) if data["importer"].takes_files else (),
        }

    def clean(self):
        data = super().clean()
        file = data.get("file")
        if file and "kind" in data:
            try:
                check_size(file.size)
                data["content"] = file.read()
                data["table"] = read_table(file.name, data["content"], HEAD)
            except ImportProblem as problem:
                self.add_error("file", str(problem))
            data["importer"] = self._importers[data["kind"]]
        return data


class ColumnsForm(forms.Form):
    """What each column of a run's file means, and what new records get where their row says nothing."""

    default_status = forms.ChoiceField(
        label="New assets are", choices=[("published", "Published"), ("draft", "Drafts")], required=False
    )
    owner = forms.ModelChoiceField(label="Owned by", queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args, run, importer, **kwargs):
        initial = {"default_status": run.default_status or "published", "owner": run.owner_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["owner"].queryset = User.objects.active()
        if not importer.asks_defaults:
            del self.fields["default_status"], self.fields["owner"]
        self._columns = [column for column, _ in run.columns]
        self._fields = importer.fields
        choices = [("", "Do not use"), *((field.name, field.label) for field in importer.fields)]
        for place, (column, _) in enumerate(run.columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=run.mapping.get(column, "")
            )
        self.samples = [samples for _, samples in run.columns]

    def rows(self):
        """(bound field, samples) of each column, in the file's order."""
        return [(self[f"column-{place}"], samples) for place, samples in enumerate(self.samples)]

    def clean(self):
        data = super().clean()
        chosen = [data.pop(f"column-{place}", "") for place in range(len(self._columns))]
        mapping = {column: name for column, name in zip(self._columns, chosen, strict=True) if name}
        if not mapping:
            raise ValidationError("Choose what at least one column means.")
        if problem := mapping_problem(mapping, self._fields):
            raise ValidationError(problem)
        return data | {"mapping": mapping}


class WordsForm(forms.Form):
    """What unknown words mean: a new term, another spelling of one that is there, or nothing."""

    def __init__(self, *args, run, importer, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = [word for word in run.words if not word[-1]][:MOST_WORDS]
        self.count = sum(not word[-1] for word in run.words)
        terms = {word[0]: importer.terms(word[0])[:MOST_TERMS] for word in self.words}
        for vocabulary, key, text, near, *_ in self.words:
            name = _name_of(vocabulary, key)
            self.fields[f"create-{name}"] = forms.BooleanField(label=f"Create “{text}”", required=False)
            self.fields[f"same-{name}"] = forms.ChoiceField(
                label=f"“{text}” is the same as",
                choices=_term_choices(near, terms[vocabulary]),
                required=False,
            )

    def rows(self):
        """(word, its check box, its list) in order."""
        names = [(word, _name_of(*word[:2])) for word in self.words]
        return [(word, self[f"create-{name}"], self[f"same-{name}"]) for word, name in names]

    def choices(self):
        """{(vocabulary, key): choice} of the words that were decided; a term wins over "create"."""
        choices = {}
        for vocabulary, key, *_ in self.words if self.is_valid() else ():
            name = _name_of(vocabulary, key)
            created = CREATE if self.cleaned_data[f"create-{name}"] else ""
            if chosen := self.cleaned_data[f"same-{name}"] or created:
                choices[vocabulary, key] = chosen
        return choices


def _name_of(vocabulary, key):
    """The part of field names that stands for a word, whatever signs it has and wherever it stands."""
    return hashlib.sha256(f"{vocabulary}/{key}".encode()).hexdigest()[:16]


def _term_choices(near, terms):
    near = [tuple(pair) for pair in near]
    groups = [("", "Choose a term"), (LEAVE_OUT, "Leave it out")]
    if near:
        groups.append(("Similar", near))
    return [*groups, ("All", [pair for pair in terms if pair not in near])]


class ConfirmForm(forms.Form):
    skip_bad = forms.BooleanField(required=False)
