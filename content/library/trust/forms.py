"""What is said while an approval is asked for and decided. They parse and validate; actions write."""

from django import forms


class Versions(forms.Form):
    """The versions that the page showed: of the asset, and of its open approval."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    approval = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)


class SubmitForm(forms.Form):
    note = forms.CharField(
        label="Note for whoever approves it",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CommentForm(forms.Form):
    comment = forms.CharField(
        label="What has to change", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
