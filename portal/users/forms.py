"""What people type about themselves, others, teams, tokens and the portal. Nothing here saves."""

from datetime import timedelta
from functools import cache
from urllib.parse import parse_qsl, urlencode
from zoneinfo import available_timezones

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.editing.forms import Versioned
from portal.shared.registry import registry
from portal.users import rules
from portal.users.models import PortalSettings, Team, User

GOOD_PASSWORD = "At least 8 characters, not digits only, no common word and nothing like your name."
# Parameters of a list that are no filters, so no part of a default scope.
NO_FILTERS = {"q", "page", "sel", "view", "literal", "csrfmiddlewaretoken"}


class PersonForm(Versioned):
    """What an admin may change about a person."""

    class Meta:
        model = User
        fields = ["name", "email", "role", "side", "team"]

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].empty_label = "No team"
        if self.instance.pk == editor.pk:
            self.fields["role"].disabled = True
            self.fields["role"].help_text = "Another admin can change your role."

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class InviteForm(forms.ModelForm):
    """Whom to invite, and as what."""

    send_mail = forms.BooleanField(label="Send the link by mail", required=False, initial=True)

    class Meta:
        model = User
        fields = ["email", "name", "role", "side", "team"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = "May stay empty: the person writes it when joining."
        self.fields["team"].empty_label = "No team"
        self.fields["send_mail"].help_text = "You can copy the link afterwards in any case."

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        values = super().clean()
        values["name"] = " ".join(values.get("name", "").split())
        if not values["name"] and values.get("email"):
            values["name"] = rules.name_from(values["email"])
        return values


class TeamForm(Versioned):
    class Meta:
        model = Team
        fields = ["name", "lead"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = User.objects.active().order_by("name")
        self.fields["lead"].empty_label = "No lead"


class LeavingForm(forms.Form):
    """Who takes over what somebody owns: one person for all, or another one for a kind of it.

    owned: list of (Owned, text such as "12 assets").
    """

    def __init__(self, *args, person, owned, **kwargs):
        super().__init__(*args, **kwargs)
        self._owned = owned
        people = User.objects.joined().except_for(person.pk).order_by("name", "email")
        if owned:
            self.fields["successor"] = forms.ModelChoiceField(
                people, label="Takes over everything", required=False, empty_label="Choose"
            )
        for number, (_, words) in enumerate(owned if len(owned) > 1 else ()):
            self.fields[f"successor-{number}"] = forms.ModelChoiceField(
                people, label=words.capitalize(), required=False, empty_label="The same person"
            )

    @property
    def special(self):
        """The fields for single kinds."""
        return [self[name] for name in self.fields if name.startswith("successor-")]

    @property
    def has_special(self):
        """Whether one of them was chosen or refused, so that they have to be seen."""
        return any(field.value() or field.errors for field in self.special)

    def clean(self):
        values = super().clean()
        if any(person is None for person in self._chosen(values)) and "successor" not in self.errors:
            self.add_error("successor", "Choose who takes over.")
        return values

    def _chosen(self, values):
        return [
            values.get(f"successor-{number}") or values.get("successor")
            for number, _ in enumerate(self._owned)
        ]

    @property
    def successors(self):
        """{label of an Owned: person}."""
        people = self._chosen(self.cleaned_data)
        return {entry.label: person for (entry, _), person in zip(self._owned, people, strict=True)}


class VersionForm(forms.Form):
    """A verb on a record of a known version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class JoinForm(forms.Form):
    """An invited person's own name and password."""

    name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password1 = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, initial={"name": person.name}, **kwargs)
        self.person = person
        self.fields["password1"].help_text = GOOD_PASSWORD

    def clean(self):
        values = super().clean()
        if values.get("password1") and values.get("password2"):
            if values["password1"] != values["password2"]:
                self.add_error("password2", "The two passwords differ.")
            self.person.name = values.get("name", "")
            try:
                validate_password(values["password1"], self.person)
            except ValidationError as refusal:
                self.add_error("password1", refusal)
        return values


def _theme_of(choice):
    return "" if choice == "system" else choice


class ProfileForm(forms.ModelForm):
    # The stored value of "as the system" is empty, which a required choice cannot be.
    theme = forms.TypedChoiceField(
        choices=[(value or "system", label) for value, label in User.Theme.choices],
        coerce=_theme_of,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields = ["name", "theme", "shortcuts"]
        help_texts = {"shortcuts": "Keys such as / j k x y. Press ? on a page to see them all."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["theme"] = self.instance.theme or "system"


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=User.Theme, required=False)


class ScopeForm(forms.Form):
    """A set of library filters as the list's own query string; empty clears the default scope."""

    query = forms.CharField(max_length=1000, required=False)

    def clean_query(self):
        pairs = parse_qsl(self.cleaned_data["query"].removeprefix("?"), max_num_fields=100)
        return urlencode([(name, value) for name, value in pairs if name not in NO_FILTERS])


class TokenForm(forms.Form):
    name = forms.CharField(max_length=80, help_text="What uses it, such as “CRM sync”.")
    scopes = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=list(rules.SCOPES.items())
    )
    days = forms.TypedChoiceField(
        label="Works for",
        coerce=int,
        initial=rules.TOKEN_DAYS,
        choices=[(30, "30 days"), (90, "90 days"), (180, "180 days"), (365, "A year")],
    )

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        if owner.role != User.Role.ADMIN:
            self.fields["scopes"].choices = [pair for pair in rules.SCOPES.items() if pair[0] != "admin"]

    @property
    def expires_at(self):
        return timezone.now() + timedelta(days=self.cleaned_data["days"])


@cache
def _zones():
    """The time zones to choose from; finding them reads some hundred files."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    return [(zone, zone.replace("_", " ")) for zone in zones]


class SettingsForm(Versioned):
    """Name, time zone and language of the installation."""

    class Meta:
        model = PortalSettings
        fields = ["name", "time_zone", "default_language"]
        help_texts = {
            "name": "Stands in the page's title and in mails.",
            "time_zone": "Decides when a day begins: for reviews, expiry and the calendar.",
            "default_language": "Of assets whose import or form says none.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer("time_zone", _zones())
        if languages := registry.choices.get("language"):
            self._offer("default_language", languages())

    def clean_name(self):
        """On one line: it stands in the subject of mails."""
        return " ".join(self.cleaned_data["name"].split())

    def _offer(self, name, choices):
        """A list to choose from, what is stored included even if it is no longer in the list."""
        stored = getattr(self.instance, name)
        missing = [(stored, stored)] if stored not in dict(choices) else []
        old = self.fields[name]
        self.fields[name] = forms.ChoiceField(
            choices=missing + choices, label=old.label, help_text=old.help_text
        )


# Sign-in: allauth's forms with our words


class _Plain(forms.Form):
    """Labels say what a field is; a placeholder would only say it twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = GOOD_PASSWORD if name == "password1" else ""


class SignInForm(_Plain, allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail"
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class ResetPasswordForm(_Plain, allauth.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"


class NewPasswordForm(_Plain, allauth.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = "New password again"


class ChangePasswordForm(_Plain, allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Current password"
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password again"
