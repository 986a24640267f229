from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.directory.querysets import AccountQuerySet, ContactQuerySet, DomainQuerySet, TeamQuerySet
from portal.shared.models import PortalManager, refuse_hidden


class Account(models.Model):
    """A company we sell to. `tier` is how much effort it gets: 1 (1:1), 2 (1:few), 3 (1:many), or none yet."""

    class Tier(models.IntegerChoices):
        ONE_TO_ONE = 1, "Tier 1 (1:1)"
        ONE_TO_FEW = 2, "Tier 2 (1:few)"
        ONE_TO_MANY = 3, "Tier 3 (1:many)"

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    tier = models.PositiveSmallIntegerField(choices=Tier, null=True, blank=True)
    industry = models.ForeignKey(
        "content.Industry", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    country = models.CharField(max_length=80, blank=True, default="")
    employees = models.PositiveIntegerField("people employed", null=True, blank=True)
    summary = models.TextField(max_length=2000, blank=True, default="")
    external_id = models.CharField(max_length=200, blank=True, default="", db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(AccountQuerySet)()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(tier=None) | Q(tier__in=[1, 2, 3]), name="account_tier_known")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:account-detail", args=[self.pk])

    def clean(self):
        refuse_hidden(self, "name")

    @property
    def domain_names(self):
        """Its domains, the main one first; needs `for_listing`."""
        return [domain.domain for domain in self.domains.all()]

    @property
    def domain(self):
        """The main domain, or ""; needs `for_listing`."""
        return next(iter(self.domain_names), "")

    @property
    def team_ids(self):
        """Ids of the people of ours who work on this account; needs `for_listing`."""
        return {member.user_id for member in self.team.all()}

    def person(self, role):
        """Who holds `role` in the account's team, or None; needs `for_listing`."""
        return next((member.user for member in self.team.all() if member.role == role), None)

    @property
    def sales_owner(self):
        return self.person(AccountTeamMember.Role.OWNER)

    @property
    def marketing_owner(self):
        return self.person(AccountTeamMember.Role.MARKETER)


class AccountDomain(models.Model):
    """An internet domain of an account, lower case; a domain belongs to one account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)
    is_primary = models.BooleanField(default=False)

    objects = PortalManager.from_queryset(DomainQuerySet)()

    class Meta:
        ordering = ["-is_primary", "domain"]
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(is_primary=True), name="one_main_domain")
        ]

    def __str__(self):
        return self.domain


class AccountTeamMember(models.Model):
    """One of us who works on an account. Owner (sales) and marketer are the pair that every page shows."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner in sales"
        MARKETER = "marketer", "Owner in marketing"
        AE = "ae", "Account executive"
        SDR = "sdr", "Sales development"
        EXEC_SPONSOR = "exec_sponsor", "Executive sponsor"
        CSM = "csm", "Customer success"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)

    objects = PortalManager.from_queryset(TeamQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "user", "role"],
                name="team_role_once",
                violation_error_message="This person has that role in the team already.",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=Q(role__in=["owner", "marketer"]),
                name="one_owner_and_one_marketer",
            ),
        ]

    def __str__(self):
        return self.get_role_display()


class Contact(models.Model):
    """A person we know. What the person thinks stands on a buying group's membership, never here."""

    first_name = models.CharField(max_length=100, blank=True, default="")
    last_name = models.CharField(max_length=100)
    email = models.EmailField("e-mail", max_length=254, blank=True, default="")
    job_title = models.CharField(max_length=150, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ContactQuerySet)()

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="contact_email_once",
                violation_error_message="Somebody with this e-mail is known already.",
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self):
        return "".join(name[0] for name in (self.first_name, self.last_name) if name).upper()

    @property
    def accounts(self):
        """Where this person works; needs `for_reading`."""
        return [employment.account for employment in self.employments.all()]


class ContactAccount(models.Model):
    """Where a contact works; one person may belong to several accounts."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="employments")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="people")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "account"], name="contact_once_per_account"),
            models.UniqueConstraint(
                fields=["contact"], condition=Q(is_primary=True), name="one_primary_account"
            ),
        ]

    def __str__(self):
        return f"{self.contact_id} at {self.account_id}"
