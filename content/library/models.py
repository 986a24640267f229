from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from content.library.querysets import (
    ApprovalQuerySet,
    AssetQuerySet,
    AssetVersionQuerySet,
    DownloadQuerySet,
    TalkingPointQuerySet,
)
from content.library.rules import (
    APPROVAL_STATUSES,
    ARCHIVED,
    DRAFT,
    KIND_LABELS,
    OPEN_APPROVALS,
    STATUSES,
    freshness,
    kind_of,
)
from portal.shared.dates import today
from portal.shared.models import PortalManager, refuse_hidden


class TalkingPoint(models.Model):
    """A sentence a rep can say, with its figures. Written once; `digest` finds an equal one."""

    text = models.CharField(max_length=1000)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(TalkingPointQuerySet)()

    def __str__(self):
        return self.text


class Asset(models.Model):
    """One piece of content. Its `reference` is public and never changes; `version` counts its edits."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

    class Audience(models.TextChoices):
        INTERNAL = "internal", "Internal only"
        SHAREABLE = "shareable", "Shareable"

    reference = models.SlugField(max_length=120, unique=True)
    external_id = models.CharField(max_length=200, blank=True, default="", db_index=True)
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, db_index=True, editable=False)
    summary = models.TextField(max_length=2000, blank=True, default="")
    body = models.TextField(max_length=200_000, blank=True, default="")
    format = models.ForeignKey("content.Format", null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(
        "content.Stage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.ForeignKey("content.Language", null=True, on_delete=models.PROTECT, related_name="+")
    personas = models.ManyToManyField("content.Persona", blank=True, related_name="+")
    competitors = models.ManyToManyField("content.Competitor", blank=True, related_name="+")
    products = models.ManyToManyField("content.Product", blank=True, related_name="+")
    industries = models.ManyToManyField("content.Industry", blank=True, related_name="+")
    tags = models.ManyToManyField("content.Tag", blank=True, related_name="+")
    talking_points = models.ManyToManyField(TalkingPoint, through="content.AssetTalkingPoint")
    url = models.URLField("address", max_length=2000, blank=True, default="")
    # Said of an address whose host is no known place of videos.
    is_video = models.BooleanField("the address is a video", default=False)
    # The file that people get now; None for what is a link, a video or a page.
    current_version = models.ForeignKey(
        "content.AssetVersion", null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.INTERNAL)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    # What an archived asset was, so that restore brings it back as that.
    archived_from = models.CharField(max_length=10, choices=Status, blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    review_on = models.DateField("review due on", null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    # Who said last that it is still right, and when.
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Since when people who used it say that it is wrong or outdated; None once that is settled.
    disputed_at = models.DateTimeField(null=True, blank=True)
    # Taken back for good: why, and what people use instead.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True, default="")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(AssetQuerySet)()

    class Meta:
        ordering = ["-updated_at", "-id"]
        permissions = [
            ("publish_asset", "May publish assets"),
            ("archive_asset", "May archive and restore assets"),
            ("verify_any_asset", "May verify assets of other owners"),
        ]
        # Who has how much to look at again is asked with every page.
        indexes = [models.Index(fields=["owner", "status", "review_on"], name="asset_to_verify")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="asset_status_known"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_on__isnull=False), name="published_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(format__isnull=False, language__isnull=False),
                name="published_has_format_and_language",
                violation_error_message="A published asset has a format and a language.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(published_on=None) | Q(expires_on__gte=F("published_on")),
                name="expires_after_published",
                violation_error_message="It cannot expire before the day it was published.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("content:asset-detail", args=[self.reference])

    def clean(self):
        refuse_hidden(self, "title")

    @property
    def points(self):
        """Talking points in order; needs `for_reading` or `for_listing`."""
        return [link.point for link in self.point_links.all()]

    def freshness(self, on=None):
        """The state a reader sees, derived from the dates: a `rules.Freshness`."""
        return freshness(self.status, self.review_on, self.expires_on, on or today())

    @property
    def kind(self):
        """One of `rules.KINDS`: file, video, link or page."""
        return kind_of(bool(self.current_version_id), self.url, self.is_video)

    @property
    def kind_label(self):
        return KIND_LABELS[self.kind]

    @property
    def is_taken_back(self):
        """Whether it was withdrawn or superseded, and not restored since."""
        return self.status == ARCHIVED and bool(self.withdrawn_at or self.successor_id)

    @property
    def is_disputed(self):
        """Whether people who used it say that it is wrong or outdated, and nobody has answered yet."""
        return self.disputed_at is not None

    @property
    def is_draft(self):
        return self.status == DRAFT


class AssetTalkingPoint(models.Model):
    """Which talking points an asset makes, and in what order."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="point_links")
    point = models.ForeignKey(TalkingPoint, on_delete=models.PROTECT, related_name="asset_links")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "point"], name="point_once_per_asset"),
        ]

    def __str__(self):
        return f"{self.position}. {self.point_id}"


class AssetVersion(models.Model):
    """A file of an asset; `number` counts from 1 and is never given again. Restoring an old one makes a new one."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("content.StoredFile", on_delete=models.PROTECT, related_name="+")
    # What the file is called when it leaves, and what its author says has changed.
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True, default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # Proposed and not approved yet: only editors see it.
    withheld = models.BooleanField(default=False)

    objects = PortalManager.from_queryset(AssetVersionQuerySet)()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="version_number_once")]

    def __str__(self):
        return f"Version {self.number}: {self.name}"


class Approval(models.Model):
    """A question to another editor: may this draft be published, or this change reach what is published?

    changes: {field: [value when it was asked, proposed value]} in plain values, {} for a draft. One that is sent
    back with a comment stays open until it is asked again or taken back.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CHANGES_REQUESTED = "changes-requested", "Changes requested"
        APPROVED = "approved", "Approved"
        TAKEN_BACK = "taken-back", "Taken back"

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="approvals")
    changes = models.JSONField(default=dict, blank=True)
    file_version = models.ForeignKey(
        AssetVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True, default="")
    status = models.CharField(max_length=20, choices=Status, default=Status.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.CharField(max_length=1000, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ApprovalQuerySet)()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=APPROVAL_STATUSES), name="approval_status_known"),
            models.UniqueConstraint(
                fields=["asset"], condition=Q(status__in=OPEN_APPROVALS), name="one_open_approval_per_asset"
            ),
        ]

    def __str__(self):
        return f"Approval of {self.asset_id}"

    def get_absolute_url(self):
        return f"{reverse('content:asset-detail', args=[self.asset.reference])}#approval"


class Download(models.Model):
    """Somebody took a file out: an audit line, written before the first byte leaves."""

    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="downloads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(DownloadQuerySet)()

    def __str__(self):
        return f"{self.version_id} by {self.person_id}"
