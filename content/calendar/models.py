import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from content.calendar import rules
from content.calendar.querysets import BoardQuerySet, CalendarEntryQuerySet, ThemeQuerySet
from portal.shared.dates import today
from portal.shared.models import PortalManager


class EditorialBoard(models.Model):
    """The people who decide together what is made; its calendar has a time zone and a first weekday of its own."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    # Empty: the portal's own.
    time_zone = models.CharField(max_length=60, blank=True, default="")
    week_start = models.PositiveSmallIntegerField(choices=[(1, "Monday"), (7, "Sunday")], default=1)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(BoardQuerySet)()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def today(self):
        """The date where this board is."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone)) if self.time_zone else today()


class Theme(models.Model):
    """What a quarter is about."""

    board = models.ForeignKey(EditorialBoard, on_delete=models.PROTECT, related_name="themes")
    title = models.CharField(max_length=160)
    narrative = models.TextField(max_length=2000, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(ThemeQuerySet)()

    class Meta:
        ordering = ["year", "quarter", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="theme_quarter_in_range")
        ]

    def __str__(self):
        return self.title


class CalendarEntry(models.Model):
    """A piece of work that ends on a day. Its `uid` is what other calendars know it by and never changes."""

    class Kind(models.TextChoices):
        CREATE = "create", "Create"
        UPDATE = "update", "Update"
        RETIRE = "retire", "Retire"
        EVENT_SEED = "event_seed", "Event: seed"
        EVENT_ENHANCE = "event_enhance", "Event: enhance"
        EVENT_CAPTURE = "event_capture", "Event: capture"
        MILESTONE = "milestone", "Milestone"

    class Status(models.TextChoices):
        IDEA = "idea", "Idea"
        PROPOSED = "proposed", "Proposed"
        PLANNED = "planned", "Planned"
        DRAFTING = "drafting", "Drafting"
        IN_REVIEW = "in_review", "In review"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        PARKED = "parked", "Parked"
        DECLINED = "declined", "Declined"
        CANCELLED = "cancelled", "Cancelled"
        RETIRED = "retired", "Retired"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    board = models.ForeignKey(EditorialBoard, on_delete=models.PROTECT, related_name="entries")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.CREATE)
    title = models.CharField(max_length=200)
    brief = models.TextField(max_length=5000, blank=True, default="")
    status = models.CharField(max_length=18, choices=Status, default=Status.IDEA)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(
        "content.Stage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    personas = models.ManyToManyField("content.Persona", blank=True, related_name="+")
    asset = models.ForeignKey(
        "content.Asset", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publish_on = models.DateField(null=True, blank=True)
    work_due_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(CalendarEntryQuerySet)()

    class Meta:
        ordering = ["publish_on", "id"]
        verbose_name_plural = "calendar entries"
        indexes = [models.Index(fields=["publish_on"], name="entry_publish_on")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_on__isnull=False),
                name="published_entry_has_date",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("content:entry-detail", args=[self.pk])

    def state(self, on=None):
        """What a reader sees, derived from status and dates: (word, days late or None), see `rules.state`."""
        return rules.state(self.status, self.publish_on, self.work_due_on, on or today())
