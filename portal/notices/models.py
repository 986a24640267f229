from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.notices import rules
from portal.notices.querysets import (
    ChannelMessageQuerySet,
    NoticePreferenceQuerySet,
    NoticeQuerySet,
    TeamChannelQuerySet,
)
from portal.shared.models import PortalManager
from portal.shared.registry import registry


class Notice(models.Model):
    """One sentence for one person. `key` names the occasion: a person hears of it once, for ever.

    `in_portal` and `by_mail` are what the person wanted when it was told.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    sentence = models.CharField(max_length=rules.LONGEST_SENTENCE)
    url = models.CharField(max_length=500)
    key = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    in_portal = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = PortalManager.from_queryset(NoticeQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_once_per_person")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_newest"),
            models.Index(
                fields=["person"], condition=models.Q(read_at=None, in_portal=True), name="notice_unread"
            ),
            models.Index(
                fields=["person"],
                condition=models.Q(by_mail=True, mailed_at=None, read_at=None),
                name="notice_to_mail",
            ),
        ]

    def __str__(self):
        return self.sentence

    @property
    def label(self):
        """What its kind is called."""
        kind = registry.notice_kinds.get(self.kind)
        return kind.label if kind else self.kind


class NoticePreference(models.Model):
    """How a person wants to hear of one kind; without a row as the kind itself says."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    in_portal = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    objects = PortalManager.from_queryset(NoticePreferenceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="notice_preference_once_per_kind")
        ]

    def __str__(self):
        return f"{self.person_id}: {self.kind}"

    @property
    def label(self):
        return registry.notice_kinds[self.kind].label

    @property
    def note(self):
        """When a notice of this kind comes."""
        return registry.notice_kinds[self.kind].note


class TeamChannel(models.Model):
    """The incoming webhook of a team's chat. The address is a secret; show `shown_address`."""

    team = models.OneToOneField("portal.Team", on_delete=models.CASCADE, related_name="channel")
    address = models.CharField(max_length=500)
    kinds = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(default=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(TeamChannelQuerySet)()

    class Meta:
        ordering = ["team__name"]

    def __str__(self):
        return f"Channel of {self.team}"

    def get_absolute_url(self):
        return reverse("team-channel", args=[self.team_id])

    @property
    def shown_address(self):
        return rules.masked(self.address)


class ChannelMessage(models.Model):
    """The outbox: one message for one channel. `next_at` is when it is tried next; empty once sent or given up."""

    channel = models.ForeignKey(TeamChannel, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=30)
    sentence = models.CharField(max_length=rules.LONGEST_SENTENCE)
    url = models.CharField(max_length=500)
    key = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(null=True, default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = PortalManager.from_queryset(ChannelMessageQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="message_once_per_channel")]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(sent_at=None, next_at__isnull=False),
                name="message_due",
            )
        ]

    def __str__(self):
        return self.sentence
