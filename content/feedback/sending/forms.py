"""What the pages of sending take."""

from uuid import uuid4

from django import forms

from content.feedback.forms import AccountField, AccountInput, account_named
from content.feedback.models import Send


class SendForm(forms.Form):
    """Who it is for and how it goes; the selection stands beside it. `batch` makes a second click harmless."""

    recipient = forms.CharField(
        label="Who is it for?",
        max_length=200,
        help_text="An account, or any name that you link to one later. Enter copies the mail and notes it as sent.",
    )
    batch = forms.UUIDField(widget=forms.HiddenInput, required=False)
    channel = forms.ChoiceField(choices=Send.Channel, required=False, initial="other")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"batch": uuid4()}, **kwargs)
        widget = AccountInput("recipient-accounts")
        widget.attrs |= {"maxlength": 200, "required": True, "autofocus": True}
        self.fields["recipient"].widget = widget

    @property
    def values(self):
        """What `send_assets` takes beside the assets."""
        cleaned = self.cleaned_data
        return {
            "account": account_named(cleaned["recipient"]),
            "recipient": cleaned["recipient"],
            "channel": cleaned["channel"] or Send.Channel.OTHER,
            "batch": cleaned["batch"],
        }


class LinkForm(forms.Form):
    """The account that a free name is."""

    account = AccountField(label="Account", required=True)

    def __init__(self, *args, send=None, **kwargs):
        super().__init__(*args, auto_id=f"link-{send.pk if send else 0}-%s", **kwargs)
        self.fields["account"].widget = AccountInput(f"link-{send.pk if send else 0}-accounts")
        self.fields["account"].widget.attrs |= {"maxlength": 200, "required": True}
