from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from content.battle_cards import rules
from content.battle_cards.querysets import (
    AnswerOutcomeQuerySet,
    BattleCardQuerySet,
    CardPointQuerySet,
    ClaimDisputeQuerySet,
    ClaimQuerySet,
    HearingQuerySet,
    ObjectionQuerySet,
)
from portal.shared.dates import today
from portal.shared.models import PortalManager

PERSON = settings.AUTH_USER_MODEL


def _one(label, **options):
    """A link downwards that the lower record does not know of, and that may be empty."""
    options = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"} | options
    return models.ForeignKey(label, **options)


class BattleCard(models.Model):
    """What to know and say when one competitor is in the deal. A competitor has one live card; never for buyers."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

    class Threat(models.TextChoices):
        LOW = "low", "Low threat"
        MEDIUM = "medium", "Medium threat"
        HIGH = "high", "High threat"

    competitor = models.ForeignKey("content.Competitor", on_delete=models.PROTECT, related_name="+")
    one_line = models.CharField("in one line", max_length=300, blank=True, default="")
    threat = models.CharField(max_length=10, choices=Threat, blank=True, default="")
    meet_when = models.CharField("when you meet them", max_length=300, blank=True, default="")
    points = models.ManyToManyField("content.TalkingPoint", through="content.CardPoint", related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    verified_by = _one(PERSON)
    review_on = models.DateField("review due on", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(BattleCardQuerySet)()

    class Meta:
        ordering = ["competitor__label", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["competitor"],
                condition=~Q(status="archived"),
                name="one_live_card_per_competitor",
                violation_error_message="This competitor has a card already.",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | (~Q(one_line="") & ~Q(threat="")),
                name="published_card_has_one_line_and_threat",
                violation_error_message="A published card has its one line and the threat.",
            ),
        ]

    def __str__(self):
        return str(self.competitor)

    def get_absolute_url(self):
        url = reverse("content:battle-card", args=[self.competitor.slug])
        return f"{url}?card={self.pk}" if self.status == rules.ARCHIVED else url

    def get_edit_url(self):
        return reverse("content:battle-card-edit", args=[self.pk])

    @property
    def state(self):
        """How current the card is today, as the library's Freshness."""
        return rules.age_of(self.review_on, today())


class CardPoint(models.Model):
    """A talking point that a card makes, in its place; the words are the same point that assets make."""

    card = models.ForeignKey(BattleCard, on_delete=models.CASCADE, related_name="point_links")
    point = models.ForeignKey("content.TalkingPoint", on_delete=models.PROTECT, related_name="card_links")
    position = models.PositiveIntegerField()

    objects = PortalManager.from_queryset(CardPointQuerySet)()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["card", "point"], name="point_once_per_card")]

    def __str__(self):
        return f"{self.position}. {self.point_id}"


class Claim(models.Model):
    """One statement of a card, with where it comes from, when it was seen and how sure we are.

    For a comparison `text` is what buyers ask about, `us` and `them` the two answers. `position` counts within the
    kind, from 0; the first ones stand at a glance (`rules.KINDS`).
    """

    Kind = models.TextChoices(
        "Kind", {name.upper(): (name, kind.label) for name, kind in rules.KINDS.items()}
    )

    class Confidence(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    card = models.ForeignKey(BattleCard, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField("what we say", max_length=600)
    us = models.CharField(max_length=200, blank=True, default="")
    them = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=300, blank=True, default="")
    source_url = models.URLField("address of the source", max_length=2000, blank=True, default="")
    seen_on = models.DateField("seen on", null=True, blank=True)
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.MEDIUM)
    review_on = models.DateField("review due on", null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = _one(PERSON)
    proof = _one("content.Asset")
    position = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ClaimQuerySet)()

    class Meta:
        ordering = ["kind", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(rules.KINDS)), name="claim_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="comparison") | (~Q(us="") & ~Q(them="")),
                name="comparison_has_both_sides",
                violation_error_message="A comparison says both: us and them.",
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("content:claim-history", args=[self.pk])

    @property
    def state(self):
        """How current the claim is today, as the library's Freshness."""
        return rules.age_of(self.review_on, today())


class ClaimDispute(models.Model):
    """Somebody says that a claim is wrong. Closed with an answer only."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="disputes")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("what is wrong", max_length=500)
    at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=1000, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _one(PERSON)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ClaimDisputeQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "person"],
                condition=Q(closed_at=None),
                name="one_open_dispute_per_person",
                violation_error_message="You dispute this claim already.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(answer=""), name="closed_dispute_has_answer"
            ),
        ]

    def __str__(self):
        return f"Dispute of “{self.claim}”"


class Objection(models.Model):
    """What buyers say against us, in their words, and what to answer. Many people may have heard it."""

    class Status(models.TextChoices):
        OPEN = "open", "Without an answer"
        ANSWERED = "answered", "Answered"

    words = models.CharField("they say", max_length=300)
    answer = models.TextField("you say", max_length=600, blank=True, default="")
    stage = _one("content.Stage")
    persona = _one("content.Persona")
    competitor = _one("content.Competitor")
    proof = _one("content.Asset")
    owner = _one(PERSON)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    # The word stems of everything that was heard of it, a space around each: finds what is said in other words.
    key = models.TextField(default="", editable=False)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ObjectionQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="answered") | ~Q(answer=""), name="answered_objection_has_answer"
            ),
        ]

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return reverse("content:objection-detail", args=[self.pk])


class Hearing(models.Model):
    """Somebody heard an objection: the buyer's words as they fell, and where the deal stood."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="hearings")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("what they said", max_length=500)
    stage = _one("content.Stage")
    persona = _one("content.Persona")
    competitor = _one("content.Competitor")
    account = _one("accounts.Account", on_delete=models.SET_NULL)
    # The asset in front of the buyer when it was said.
    asset = _one("content.Asset", on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(HearingQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["objection", "at"])]

    def __str__(self):
        return self.words


class AnswerOutcome(models.Model):
    """Somebody used the answer to an objection: it worked, or it did not."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="outcomes")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    worked = models.BooleanField()
    account = _one("accounts.Account", on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(AnswerOutcomeQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return "worked" if self.worked else "did not work"
