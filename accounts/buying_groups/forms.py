"""What the pages of buying groups take."""

from django import forms

from accounts.buying_groups import rules
from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember, Role
from accounts.directory.models import Contact
from portal.editing.forms import Versioned

KNOWN, NEW, OPEN = "known", "new", "open"
PERSON = ("first_name", "last_name", "job_title", "email")
# What each way of saying who it is asks for.
NEEDED = {KNOWN: "contact", NEW: "last_name", OPEN: "placeholder"}


class GroupForm(Versioned):
    class Meta:
        model = BuyingGroup
        fields = ["product", "name", "stage"]
        help_texts = {
            "product": "What they decide about. An account has one open group for each product.",
            "name": "What you call this purchase, such as “Fleet on board”.",
        }

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.account = account
        self.fields["product"].required = True
        self.fields["product"].empty_label = "Choose a product"

    def _get_validation_exclusions(self):
        """The account is given, so that "one open group for each product" is checked with the form."""
        return super()._get_validation_exclusions() - {"account"}


class MemberForm(Versioned):
    """Roles and beliefs of somebody in a group."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A person may hold several.",
    )

    class Meta:
        model = BuyingGroupMember
        fields = ["stance", "note"]
        widgets = {"note": forms.Textarea({"rows": 3})}
        labels = {"note": "Why you think so"}
        help_texts = {
            "stance": "What you believe, not what the person said. Seen by the account's team and admins only, "
            "never exported.",
            "note": "What you saw or heard. Seen by the account's team and admins only.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = [("", "Not known yet"), *BuyingGroupMember.Stance.choices]
        if self.instance.pk:
            self.initial["roles"] = self.instance.role_names
        self.order_fields(["roles", "stance", "note"])

    def stored(self, record, name):
        return record.role_names if name == "roles" else super().stored(record, name)


class SomebodyForm(MemberForm):
    """The same, and who it is: somebody known, somebody new, or a seat whose person is still open."""

    who = forms.ChoiceField(label="Who is it?", widget=forms.RadioSelect, choices=[])
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label="Person", required=False, empty_label="Choose a person"
    )
    first_name = forms.CharField(max_length=100, required=False)
    last_name = forms.CharField(max_length=100, required=False)
    job_title = forms.CharField(max_length=150, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    placeholder = forms.CharField(
        label="What you know",
        max_length=120,
        required=False,
        help_text="Such as “CFO, name not known”. The seat counts as missing until you know who it is.",
    )

    def __init__(self, *args, group, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["contact"].queryset = known
        has_known = known.exists()
        choices = [(NEW, "Somebody new"), (OPEN, "The name is still open")]
        self.fields["who"].choices = [(KNOWN, "Somebody we know here"), *choices] if has_known else choices
        for who, name in NEEDED.items():
            # Only the fields of the chosen way are shown; an empty form shows each as needed in its way.
            self.fields[name].required = not self.is_bound or self.data.get("who") == who
        if self.instance.pk:
            self.initial |= {"who": OPEN, "placeholder": self.instance.placeholder}
        else:
            self.initial.setdefault("who", KNOWN if has_known else NEW)

    def clean(self):
        values = super().clean()
        person = {name: values.get(name, "") for name in PERSON}
        if values.get("who") == NEW and person["email"] and "email" not in self.errors:
            known = Contact.objects.with_email(person["email"]).first()
            names = person["first_name"], person["last_name"]
            if problem := rules.same_person_problem(str(known or ""), *names):
                self.add_error("email", problem)
        return values

    @property
    def values(self):
        """As `actions.add_member` takes them."""
        values = self.cleaned_data
        somebody = {
            KNOWN: {"contact": values["contact"]},
            NEW: {"person": {name: values[name] for name in PERSON}},
            OPEN: {"placeholder": values["placeholder"]},
        }
        return {name: values[name] for name in ("roles", "stance", "note")} | somebody[values["who"]]

    @property
    def names(self):
        """What is compared after a conflict: the member's own fields."""
        return ["roles", "stance", "note", *(["placeholder"] if self.instance.pk else [])]

    @property
    def changes(self):
        """As `actions.change_member` takes them; without what the poster of a conflict left to somebody else."""
        chosen = super().changes
        somebody = {name: value for name, value in self.values.items() if name not in self.names}
        if somebody:
            chosen.pop("placeholder", None)
        return chosen | somebody
