"""What people choose about notices, and a team's channel. Nothing here saves."""

from django import forms
from django.core.exceptions import ValidationError

from portal.notices.rules import address_problem, masked
from portal.shared.registry import registry


class PreferencesForm(forms.Form):
    """Two ticks for each kind: `portal-<kind>` and `mail-<kind>`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in registry.notice_kinds:
            self.fields[f"portal-{kind}"] = forms.BooleanField(required=False)
            self.fields[f"mail-{kind}"] = forms.BooleanField(required=False)

    @property
    def wishes(self):
        """{kind: {in_portal, by_mail}}, as `actions.set_preferences` takes it."""
        values = self.cleaned_data
        return {
            kind: {"in_portal": values[f"portal-{kind}"], "by_mail": values[f"mail-{kind}"]}
            for kind in registry.notice_kinds
        }


class UpToForm(forms.Form):
    """The newest notice that was shown."""

    up_to = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class ChannelForm(forms.Form):
    """Where a team's messages go and which they are. The stored address is never shown again."""

    address = forms.CharField(
        label="Address of the incoming webhook",
        max_length=500,
        required=False,
        widget=forms.URLInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    kinds = forms.MultipleChoiceField(
        label="What the team hears",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_active = forms.BooleanField(label="Send messages", required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, channel=None, **kwargs):
        if channel:
            kwargs["initial"] = {
                "kinds": channel.kinds,
                "is_active": channel.is_active,
                "version": channel.version,
            }
        super().__init__(*args, **kwargs)
        self.channel = channel
        kinds = sorted(registry.notice_kinds.items(), key=lambda pair: pair[1].label)
        self.fields["kinds"].choices = [(kind, entry.label) for kind, entry in kinds]
        self.fields["kinds"].help_text = "What its people are told of, with their names."
        pausing = "While this is off, messages wait; after three days they are dropped."
        self.fields["is_active"].help_text = pausing
        kept = f"Empty keeps {masked(channel.address)}." if channel else "Your chat makes it."
        self.fields[
            "address"
        ].help_text = f"{kept} For Slack, Mattermost and others that take the same messages."

    def clean_address(self):
        address = self.cleaned_data["address"].strip()
        if (address or not self.channel) and (problem := address_problem(address)):
            raise ValidationError(problem)
        return address

    @property
    def changes(self):
        return {name: self.cleaned_data[name] for name in ("address", "kinds", "is_active")}

    def again(self, channel):
        """The form as it was sent, for the version that is current now; says what somebody else saved."""
        data = self.data.copy()
        data["version"] = channel.version
        again = ChannelForm(data, channel=channel)
        heard = [label for kind, label in again.fields["kinds"].choices if kind in channel.kinds]
        words = ", ".join(heard) or "nothing"
        state = "is sent messages about" if channel.is_active else "is paused; it would hear of"
        again.add_error(
            None,
            f"Somebody else changed this channel: it {state} {words}. Save again to replace that by yours.",
        )
        return again
