"""What the pages of requests take."""

from django import forms
from django.urls import reverse_lazy

from accounts.directory.models import Account, AccountDomain
from accounts.directory.rules import domain_name, name_key
from content.library.models import Asset
from content.vocabularies.models import Persona, Stage


class AccountInput(forms.TextInput):
    """A text with the accounts that match what is typed; `list_id` names the datalist they come to."""

    def __init__(self, list_id):
        super().__init__(
            {
                "list": list_id,
                "autocomplete": "off",
                "hx-get": reverse_lazy("content:account-names"),
                "hx-trigger": "focus once, input changed delay:250ms",
                "hx-target": f"#{list_id}",
                "hx-swap": "innerHTML",
            }
        )


class AccountField(forms.CharField):
    """An account by its name or a domain of it; a name that no account has is refused."""

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 200} | options)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if account := account_named(text):
            return account
        raise forms.ValidationError(f"There is no account “{text}”.")


def account_named(text):
    """The account with this name or domain; None where there is none. Accounts are open to everyone signed in."""
    if account := Account.objects.named(name_key(text)).first():
        return account
    domain = domain_name(text)
    found = AccountDomain.objects.named([domain]).first() if domain else None
    return found.account if found else None


class RequestForm(forms.Form):
    """“Ask marketing for this”."""

    title = forms.CharField(
        label="What do you need?",
        max_length=200,
        help_text="As you would search for it, such as “migration story for banks”.",
    )
    stage = forms.ModelChoiceField(Stage.objects.all(), required=False, empty_label="Any stage")
    persona = forms.ModelChoiceField(Persona.objects.all(), required=False, empty_label="Anyone")
    note = forms.CharField(
        label="What is it for?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The account, the question that came up, and by when it would help.",
    )
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What a marketer answers; `version` is that of the request as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label="Answer", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeclineForm(AnswerForm):
    answer = forms.CharField(
        label="Why not, and what to use instead", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeliverForm(AnswerForm):
    """The asset by its reference, its number or its address in the portal."""

    asset = forms.CharField(
        label="Asset", max_length=300, help_text="Its reference, such as case-study-042, or its address."
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["asset"].widget.attrs |= {"list": "candidates", "autocomplete": "off"}
        self.order_fields(["asset", "answer", "version"])

    def clean_asset(self):
        name = self.cleaned_data["asset"].strip().rstrip("/").rsplit("/", 1)[-1]
        asset = Asset.objects.visible_to(self.user).with_reference(name).first()
        if asset is None:
            raise forms.ValidationError(f"There is no asset “{name}”.")
        return asset
