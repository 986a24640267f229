from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portal.imports.querysets import ImportRowQuerySet, ImportRunQuerySet
from portal.shared.models import PortalManager

IMPORT_STATUSES = ("columns", "checking", "checked", "importing", "done", "undone", "failed")


class ImportRun(models.Model):
    """One file on its way in: columns, check, import. Its `status` says which step is next; verbs move it."""

    class Status(models.TextChoices):
        COLUMNS = "columns", "Waiting for columns"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        IMPORTING = "importing", "Being imported"
        DONE = "done", "Imported"
        UNDONE = "undone", "Undone"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    how = models.CharField(max_length=200)
    # [[column, first texts in it]], as the file has them.
    columns = models.JSONField(default=list)
    # {column: field name}; choices: [[vocabulary, key, what was chosen]].
    mapping = models.JSONField(default=dict)
    choices = models.JSONField(default=list)
    # Equal for files with the same columns, so that their mapping is offered again.
    layout = models.CharField(max_length=64, db_index=True)
    default_status = models.CharField(max_length=10, blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    skip_bad = models.BooleanField(default=False)
    # Files that came with the sheet: [[name, key of the importer's own, why it was refused or ""]]; and of those
    # that no row was found for [[name, sentence]].
    files = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    unmatched = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    status = models.CharField(max_length=10, choices=Status, default=Status.COLUMNS)
    # What stopped it, in a sentence.
    problem = models.TextField(blank=True, default="")
    # {outcome: number}, and "waiting": refused rows that hold nothing worse than unknown words.
    # words: the unknown ones as [vocabulary, key, text, [[slug, label]], rows, chosen].
    counts = models.JSONField(default=dict)
    words = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    written = models.PositiveIntegerField(default=0)
    to_write = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(ImportRunQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=IMPORT_STATUSES),
                name="import_status_known",
            )
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("import-detail", args=[self.pk])

    @property
    def is_working(self):
        return self.status in (self.Status.CHECKING, self.Status.IMPORTING)


class ImportFile(models.Model):
    """The file of a run, compressed. In the database, because web and worker may stand on different machines."""

    run = models.OneToOneField(ImportRun, primary_key=True, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self):
        return str(self.run_id)


class ImportRow(models.Model):
    """What became of one row, or would become. messages: [field, value, text, whether it forbids the row]."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    label = models.CharField(max_length=300)
    reference = models.CharField(max_length=120, blank=True, default="")
    messages = models.JSONField(default=list)
    has_messages = models.BooleanField(default=False)
    # Set in the transaction that wrote the record, so that an interrupted import knows what it has done.
    is_written = models.BooleanField(default=False)
    # What undoing needs: the record written, the version it had afterwards, and what it had before; the importer's
    # own, None for a record that the import created.
    object_id = models.BigIntegerField(null=True)
    object_version = models.PositiveIntegerField(null=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = PortalManager.from_queryset(ImportRowQuerySet)()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]

    def __str__(self):
        return f"{self.number}. {self.label}"
