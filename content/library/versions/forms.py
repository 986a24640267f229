from django import forms
from django.core import signing

from content.files.rules import BY_EXTENSION, MAX_BYTES, MB, TAKEN
from content.library.forms import default_language
from content.vocabularies.models import Format, Language

ACCEPT = ",".join(sorted(BY_EXTENSION))
WHAT = f"{TAKEN}; at most {MAX_BYTES // MB} MB."
MOST_FILES = 50
# How long the choice about a known file may wait.
TOKEN_SECONDS = 24 * 3600
SALT = "content.library.versions.taken"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; cleans to a list."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files are taken at once.")
        return files


class UploadForm(forms.Form):
    """Files that become drafts, and what they have in common."""

    files = FilesField(
        label="Files",
        max_length=250,
        help_text=f"{WHAT} All of them together as well.",
        widget=ManyFiles({"accept": ACCEPT}),
    )
    format = forms.ModelChoiceField(
        Format.objects.none(),
        empty_label="Choose a format",
        help_text="A file whose name says another format, such as “case-study-…”, gets that one.",
    )
    language = forms.ModelChoiceField(Language.objects.none())

    def __init__(self, *args, **kwargs):
        language = default_language()
        super().__init__(*args, initial={"language": language and language.id}, **kwargs)
        self.fields["format"].queryset = Format.objects.order_by("label")
        self.fields["language"].queryset = Language.objects.order_by("label")


class KnownFileForm(forms.Form):
    """What becomes of a file that was there already. Cleans `token` to (id of the file, its name)."""

    token = forms.CharField(widget=forms.HiddenInput)
    format = forms.ModelChoiceField(Format.objects.all())
    language = forms.ModelChoiceField(Language.objects.all())
    version_of = forms.CharField(required=False)

    def clean_token(self):
        try:
            return signing.loads(self.cleaned_data["token"], salt=SALT, max_age=TOKEN_SECONDS)
        except signing.BadSignature:
            raise forms.ValidationError("This waited too long. Upload the file again.") from None


class VersionForm(forms.Form):
    """A new file for an asset, and what has changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(
        label="New file", max_length=250, help_text=WHAT, widget=forms.ClearableFileInput({"accept": ACCEPT})
    )
    note = forms.CharField(
        label="What has changed",
        max_length=500,
        required=False,
        help_text="One line for people who know the old one.",
    )

    def __init__(self, *args, asset, **kwargs):
        super().__init__(*args, initial={"version": asset.version}, **kwargs)
