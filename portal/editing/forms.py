"""Forms of records that others may edit at the same time."""

from datetime import date

from django import forms
from django.utils.formats import date_format

from portal.shared.changes import differences, fingerprint, plain

HIDDEN = ("version", "seen")


class Versioned(forms.ModelForm):
    """A form that posts the version of the record that it showed, and a fingerprint of what it showed.

    After a conflict the form comes back with both values of each field that differs, and `keep-<field>` says
    which one stays. A form without a record creates one.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= self._standing(self.instance)
        else:
            self.fields["version"].required = False

    def clean(self):
        """Browsers send two characters for a new line; one is kept, so that an untouched text is unchanged."""
        values = super().clean()
        texts = {name: text for name, text in values.items() if isinstance(text, str)}
        return values | {name: text.replace("\r\n", "\n") for name, text in texts.items()}

    @property
    def names(self):
        """The fields that people see."""
        return [name for name in self.fields if name not in HIDDEN]

    @property
    def values(self):
        """{field: value} of a new record."""
        return {name: self.cleaned_data[name] for name in self.names}

    @property
    def changes(self):
        """{field: value} of an edit, without what the poster of a conflict left to somebody else."""
        kept = [name for name in self.names if self.data.get(f"keep-{name}") != "theirs"]
        return {name: self.cleaned_data[name] for name in kept}

    @property
    def base_version(self):
        return self.cleaned_data["version"]

    def stored(self, record, name):
        """What `record` holds for the field `name`; a list for to-many fields."""
        value = getattr(record, name)
        return list(value.all()) if hasattr(value, "all") else value

    def conflict_with(self, record):
        """The rows for components/conflict.html; the form then posts the version of `record` as it stands now."""
        theirs = self._shown(record)
        yours = {name: self._plain(value) for name, value in self.changes.items() if name in theirs}
        found = differences(self.cleaned_data["seen"], theirs, yours)
        self.data = self.data.copy()
        self.data |= {name: str(value) for name, value in self._standing(record).items()}
        return [self._row(difference) for difference in found]

    def _standing(self, record):
        return {"version": record.version, "seen": fingerprint(self._shown(record))}

    def _shown(self, record):
        return {name: self._plain(self.stored(record, name)) for name in self.names}

    def _plain(self, value):
        """Lists sorted, because the order of ticks means nothing."""
        value = plain(list(value) if hasattr(value, "all") else value)
        return sorted(value, key=str) if isinstance(value, list) else value

    def _row(self, difference):
        sides = {
            side: self._words(difference.name, getattr(difference, side)) for side in ("theirs", "yours")
        }
        label = self[difference.name].label
        return {"name": difference.name, "label": label, "keep": difference.keep} | sides

    def _words(self, name, value):
        """A plain value as the page shows it."""
        if isinstance(value, list):
            return ", ".join(self._words(name, one) for one in value)
        field = self.fields[name]
        # The plain value of a chosen record is its name already.
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            value = dict(field.choices).get(value, value)
        if isinstance(field, forms.DateField) and value:
            return date_format(date.fromisoformat(value), "j F Y")
        return "" if value is None else str(value)
