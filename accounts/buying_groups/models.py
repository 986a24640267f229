from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.buying_groups.querysets import (
    BuyingGroupQuerySet,
    MemberChangeQuerySet,
    MemberQuerySet,
    RequirementQuerySet,
)
from portal.shared.models import PortalManager


class Role(models.TextChoices):
    ECONOMIC_BUYER = "economic_buyer", "Economic buyer"
    DECISION_MAKER = "decision_maker", "Decision maker"
    CHAMPION = "champion", "Champion"
    TECHNICAL_EVALUATOR = "technical_evaluator", "Technical evaluator"
    END_USER = "end_user", "End user"
    PROCUREMENT = "procurement", "Procurement"
    LEGAL = "legal", "Legal"
    EXECUTIVE_SPONSOR = "executive_sponsor", "Executive sponsor"
    INFLUENCER = "influencer", "Influencer"
    GATEKEEPER = "gatekeeper", "Gatekeeper"
    OTHER = "other", "Other"


class RoleRequirement(models.Model):
    """A seat that a complete group has filled. Without a product it counts for every product."""

    product = models.ForeignKey(
        "content.Product", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role)
    min_count = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PortalManager.from_queryset(RequirementQuerySet)()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "role"], name="seat_once_per_product"),
            models.UniqueConstraint(fields=["role"], condition=Q(product=None), name="general_seat_once"),
            models.CheckConstraint(condition=Q(min_count__gte=1), name="seat_needs_somebody"),
        ]

    def __str__(self):
        return self.get_role_display()


class BuyingGroup(models.Model):
    """The people who decide one purchase: one open group per account and product."""

    class Stage(models.TextChoices):
        IDENTIFIED = "identified", "Identified"
        TARGETED = "targeted", "Targeted"
        QUALIFIED = "qualified", "Qualified"
        IN_SALES_MOTION = "in_sales_motion", "In sales motion"
        CLOSED_WON = "closed_won", "Closed, won"
        CLOSED_LOST = "closed_lost", "Closed, lost"

    CLOSED = (Stage.CLOSED_WON, Stage.CLOSED_LOST)

    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="buying_groups")
    product = models.ForeignKey("content.Product", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.IDENTIFIED)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(BuyingGroupQuerySet)()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "product"],
                condition=~Q(stage__in=["closed_won", "closed_lost"]),
                name="one_open_group_per_product",
                violation_error_message="This account has an open group for this product already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('accounts:account-detail', args=[self.account_id])}#group-{self.pk}"

    @property
    def is_open(self):
        return self.stage not in self.CLOSED


class BuyingGroupMember(models.Model):
    """A person's seat in a group, with what we believe about the person here. `stance` None means unknown."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CONFIRMED = "confirmed", "Confirmed"
        DISMISSED = "dismissed", "Dismissed"

    class Stance(models.IntegerChoices):
        OPPONENT = -2, "Opponent"
        SCEPTIC = -1, "Sceptic"
        NEUTRAL = 0, "Neutral"
        SUPPORTER = 1, "Supporter"
        ADVOCATE = 2, "Advocate"

    group = models.ForeignKey(BuyingGroup, on_delete=models.CASCADE, related_name="members")
    contact = models.ForeignKey(
        "accounts.Contact", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    placeholder = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    stance = models.SmallIntegerField(choices=Stance, null=True, blank=True)
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(MemberQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | ~Q(placeholder=""), name="member_is_somebody"
            ),
            models.CheckConstraint(
                condition=Q(stance=None) | Q(stance__range=(-2, 2)), name="member_stance_in_range"
            ),
            models.CheckConstraint(
                condition=Q(influence=None) | Q(influence__range=(1, 5)), name="member_influence_in_range"
            ),
            models.UniqueConstraint(
                fields=["group", "contact"],
                condition=Q(contact__isnull=False),
                name="contact_once_per_group",
                violation_error_message="This person is in the group already.",
            ),
        ]

    def __str__(self):
        return str(self.contact) if self.contact_id else self.placeholder

    def get_absolute_url(self):
        return self.group.get_absolute_url()

    @property
    def role_names(self):
        """The keys of this member's roles, in the order of Role; needs `for_reading` or `with_people`."""
        held = {role.role for role in self.roles.all()}
        return [role for role in Role.values if role in held]

    @property
    def role_words(self):
        """The roles as a list of labels; needs what `role_names` needs."""
        return [Role(role).label for role in self.role_names]


class MemberRole(models.Model):
    """One role of a member; a person may hold several."""

    member = models.ForeignKey(BuyingGroupMember, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="role_once_per_member")]

    def __str__(self):
        return self.get_role_display()


class MemberChange(models.Model):
    """What we believed about a member and when: append only, so that "what did we think in June" has an answer.

    Beliefs are kept here and not in the history that everyone reads and other tools receive.
    """

    member = models.ForeignKey(BuyingGroupMember, on_delete=models.CASCADE, related_name="beliefs")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=30)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(MemberChangeQuerySet)()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.field}: {self.old} -> {self.new}"
