from django.db import models
from django.utils import timezone

from content.files.querysets import FilePageQuerySet, StoredFileQuerySet
from content.files.rules import KINDS
from portal.shared.models import PortalManager


class StoredFile(models.Model):
    """One content of one kind, by its SHA-256: uploaded twice, it is stored once. Names stand with the versions."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being read"
        READ = "read", "Read"
        FAILED = "failed", "Not read"

    digest = models.CharField(max_length=64)
    # Where the bytes and the pictures lie, see `storage`.
    path = models.CharField(max_length=80)
    pictures = models.CharField(max_length=80, blank=True, default="")
    kind = models.CharField(max_length=8, choices=[(kind.slug, kind.label) for kind in KINDS.values()])
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=300, blank=True, default="")
    page_count = models.PositiveIntegerField(null=True)
    # The last time; what nobody needs goes some days after it.
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(StoredFileQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "kind"], name="content_once_per_kind")]

    def __str__(self):
        return f"{KINDS[self.kind].label}, {self.digest[:8]}"


class FilePage(models.Model):
    """Text and picture of one page, slide or sheet; `number` counts from 1."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=100, blank=True, default="")
    text = models.TextField(blank=True, default="")
    # A name in the file's folder of pictures; empty where there is none.
    picture = models.CharField(max_length=20, blank=True, default="")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    objects = PortalManager.from_queryset(FilePageQuerySet)()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="page_once_per_file")]

    def __str__(self):
        return f"{self.number} of {self.file_id}"
