"""What the pages of accounts take."""

from django import forms

from accounts.directory import rules
from accounts.directory.models import Account, AccountTeamMember, Contact
from portal.editing.forms import Versioned
from portal.users.models import User

TEAM_ROLES = [
    (role.value, role.label) for role in AccountTeamMember.Role if role.value not in rules.PAIR.values()
]


class DomainsField(forms.CharField):
    """Internet domains in one line, the main one first; its value is a list."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return rules.domains_in(super().to_python(value))

    def clean(self, value):
        texts = super().clean(value)
        if problem := rules.domains_problem(texts):
            raise forms.ValidationError(problem)
        main, *others = dict.fromkeys(map(rules.domain_name, texts)) or [None]
        return [main, *sorted(others)] if main else []


class PersonField(forms.ModelChoiceField):
    """One of us who is active; whoever holds the seat now stays in the list."""

    def __init__(self, label, empty_label):
        super().__init__(User.objects.none(), label=label, required=False, empty_label=empty_label)

    def offer(self, holder):
        self.queryset = User.objects.active_or(holder.pk if holder else None).order_by("name")
        self.initial = holder


class AccountForm(Versioned):
    domains = DomainsField(
        label="Internet domains",
        required=False,
        max_length=2000,
        help_text="Such as gullwing.example.com. The first is the main one; separate several by commas.",
    )
    sales_owner = PersonField("Owner in sales", "Nobody yet")
    marketing_owner = PersonField("Owner in marketing", "Nobody yet")

    class Meta:
        model = Account
        fields = ["name", "tier", "industry", "country", "employees", "summary"]
        widgets = {"summary": forms.Textarea({"rows": 4})}
        labels = {"employees": "People employed"}
        help_texts = {
            "tier": "How much effort it gets: 1 one to one, 2 one to few, 3 one to many.",
            "summary": "What they do, why now, what is at stake. Two or three sentences.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        account = self.instance
        self.fields["industry"].empty_label = "Not known"
        self.fields["tier"].choices = [("", "No tier yet"), *Account.Tier.choices]
        for name in rules.PAIR:
            self.fields[name].offer(getattr(account, name) if account.pk else None)
        if account.pk:
            self.initial |= {"domains": account.domain_names}
            self.initial |= {name: getattr(account, name) for name in rules.PAIR}
        self.order_fields(["name", "domains", "tier", "sales_owner", "marketing_owner", "industry"])

    def stored(self, record, name):
        return record.domain_names if name == "domains" else super().stored(record, name)


class ContactForm(Versioned):
    class Meta:
        model = Contact
        fields = ["first_name", "last_name", "job_title", "email"]


class TeamForm(forms.Form):
    """Who else of us works on an account."""

    user = forms.ModelChoiceField(
        User.objects.active().order_by("name"), label="Person", empty_label="Choose a person"
    )
    role = forms.ChoiceField(choices=TEAM_ROLES)
