from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from content.feedback.querysets import (
    ContentRequestQuerySet,
    FeedbackQuerySet,
    RequestVoteQuerySet,
    SendQuerySet,
)
from portal.shared.dates import today
from portal.shared.models import PortalManager


class ContentRequest(models.Model):
    """“Ask marketing for this”: what a rep looked for and did not find."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        ACCEPTED = "accepted", "Accepted"
        PLANNED = "planned", "Planned"
        DELIVERED = "delivered", "Delivered"
        DECLINED = "declined", "Declined"

    title = models.CharField(max_length=200)
    note = models.TextField(max_length=2000, blank=True, default="")
    query = models.CharField(max_length=2000, blank=True, default="")
    stage = models.ForeignKey(
        "content.Stage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    persona = models.ForeignKey(
        "content.Persona", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.NEW)
    answer = models.TextField(max_length=2000, blank=True, default="")
    delivered = models.ForeignKey(
        "content.Asset", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ContentRequestQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""), name="declined_has_answer"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("content:request-detail", args=[self.pk])


class RequestVote(models.Model):
    """Somebody else needs the same; one vote a person."""

    request = models.ForeignKey(ContentRequest, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(RequestVoteQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="one_vote_a_person")]

    def __str__(self):
        return f"{self.person_id} for {self.request_id}"


class Feedback(models.Model):
    """What somebody in the field says of an asset: that they used it, or a flag that its owner answers.

    A use has an `outcome`, empty while nobody knows it; a flag has `due_on` and is open until it has an answer.
    """

    class Kind(models.TextChoices):
        USED = "used", "Used it"
        OUTDATED = "outdated", "Outdated"
        WRONG = "wrong", "Wrong"
        MISSING = "missing", "Missing something"

    class Outcome(models.TextChoices):
        UNKNOWN = "", "Not known yet"
        WORKED = "worked", "It worked"
        NO_REACTION = "no_reaction", "No reaction"
        FELL_FLAT = "fell_flat", "It fell flat"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    asset = models.ForeignKey("content.Asset", on_delete=models.PROTECT, related_name="+")
    # The file that the asset had then; None for what has none.
    file_version = models.ForeignKey(
        "content.AssetVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    note = models.CharField(max_length=1000, blank=True, default="")
    page = models.PositiveIntegerField(null=True, blank=True)
    account = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.ForeignKey(
        "content.Stage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    # The portal's day of `at`: a use counts once a day and account.
    given_on = models.DateField(default=today)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    answer = models.TextField(max_length=2000, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(FeedbackQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(
                fields=["asset", "person", "kind"], condition=Q(status="open"), name="one_open_flag_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["asset", "person", "given_on"],
                condition=Q(kind="used", account=None),
                name="one_use_a_day",
            ),
            models.UniqueConstraint(
                fields=["asset", "person", "given_on", "account"],
                condition=Q(kind="used", account__isnull=False),
                name="one_use_a_day_and_account",
                violation_error_message="You noted this use for this account today already.",
            ),
            models.CheckConstraint(condition=~Q(kind="used") | Q(status="closed"), name="use_is_not_open"),
            models.CheckConstraint(condition=Q(kind="used") | Q(outcome=""), name="outcome_of_a_use"),
            models.CheckConstraint(
                condition=Q(kind="used") | Q(due_on__isnull=False), name="flag_has_due_date"
            ),
            models.CheckConstraint(
                condition=Q(kind="used") | Q(status="open") | ~Q(answer=""),
                name="closed_flag_has_answer",
                violation_error_message="Say what you did about it.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.asset}"

    def get_absolute_url(self):
        return f"{self.asset.get_absolute_url()}#feedback-{self.pk}"


class Send(models.Model):
    """Somebody sent an asset to somebody. What went in one message shares a `batch`; nothing is tracked."""

    class Channel(models.TextChoices):
        MAIL = "mail", "Mail"
        LINKEDIN = "linkedin", "LinkedIn"
        X = "x", "X"
        BLUESKY = "bluesky", "Bluesky"
        OTHER = "other", "Another way"

    asset = models.ForeignKey("content.Asset", on_delete=models.PROTECT, related_name="+")
    file_version = models.ForeignKey(
        "content.AssetVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # As the sender wrote it; for an account its name on that day.
    recipient = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    batch = models.UUIDField(default=uuid4)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(SendQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["sender", "-at"], name="send_by_sender")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "asset"], name="asset_once_per_batch"),
            models.CheckConstraint(condition=~Q(recipient=""), name="send_has_recipient"),
        ]

    def __str__(self):
        return f"{self.asset} to {self.recipient}"
