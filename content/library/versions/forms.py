from django import forms

from content.files.rules import BY_EXTENSION, MAX_BYTES, MB, TAKEN

ACCEPT = ",".join(sorted(BY_EXTENSION))
WHAT = f"{TAKEN}; at most {MAX_BYTES // MB} MB."


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
