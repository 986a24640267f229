"""What the page of a saved view takes."""

from django import forms

from portal.saved_views.actions import SHARE
from portal.saved_views.models import SavedView
from portal.shared.registry import registry


class ViewForm(forms.Form):
    """Name and who sees it; only those who may save for everyone are asked the second."""

    name = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    everyone = forms.BooleanField(required=False, label="Show it to everyone")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.has_perm(SHARE):
            del self.fields["everyone"]

    @property
    def values(self):
        """The fields of SavedView that the form sets."""
        everyone = self.cleaned_data.get("everyone")
        visibility = SavedView.Visibility.EVERYONE if everyone else SavedView.Visibility.PRIVATE
        return {"name": self.cleaned_data["name"], "visibility": visibility}


class NewViewForm(ViewForm):
    """A new view brings its list and query along."""

    kind = forms.CharField(max_length=40, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def clean_kind(self):
        if self.cleaned_data["kind"] not in registry.list_urls:
            raise forms.ValidationError("There is no such list.")
        return self.cleaned_data["kind"]

    @property
    def values(self):
        return super().values | {"kind": self.cleaned_data["kind"], "query": self.cleaned_data["query"]}


class ChangeViewForm(ViewForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class UpdateQueryForm(forms.Form):
    """“Update view”: the same view with the filters that the list has now."""

    query = forms.CharField(max_length=2000, required=False)
    version = forms.IntegerField()
