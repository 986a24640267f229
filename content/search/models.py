from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from content.search.querysets import (
    SearchDocumentQuerySet,
    SearchLogQuerySet,
    SearchWordQuerySet,
    SynonymQuerySet,
)
from portal.shared.models import PortalManager


class SearchDocument(models.Model):
    """What the index knows of one document beside its words: visibility, dates, facets. Written by `actions` only.

    The words stand in tables of the database's own kind (`sqlite`, `postgres`), keyed by this row's id. Days are
    counted from 1 January of year 1; `codes` are explained in `documents.codes_of`.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title_key = models.CharField(max_length=120)
    status = models.PositiveSmallIntegerField()
    author_id = models.BigIntegerField()
    published_day = models.IntegerField(null=True)
    review_day = models.IntegerField(null=True)
    expires_day = models.IntegerField(null=True)
    updated_ms = models.BigIntegerField()
    codes = models.TextField()
    digest = models.CharField(max_length=32)

    objects = PortalManager.from_queryset(SearchDocumentQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once"),
            models.CheckConstraint(condition=Q(status__lte=3), name="search_document_status_known"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SearchChange(models.Model):
    """One change of the index, for the processes that hold its numbers in memory.

    document_id: the row of an asset that changed or went. words: those that were new to the library. synonyms:
    whether these changed.
    On PostgreSQL the table also has `xid`, the transaction that wrote the row: numbers are given out in another
    order than transactions end, so the highest id says nothing there.
    """

    document_id = models.BigIntegerField(null=True)
    words = models.TextField(default="")
    synonyms = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.pk}: document {self.document_id}"


class SearchState(models.Model):
    """One row. `epoch` is random and renewed by restore and repair: a process that knows another one starts anew.

    trimmed: the change log is complete after this id (SQLite) or transaction (PostgreSQL).
    """

    epoch = models.CharField(max_length=32)
    trimmed = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="search_state_one_row")]

    def __str__(self):
        return self.epoch


class SearchWord(models.Model):
    """A word of the library, to find other forms and near spellings. Two transactions may both add one."""

    word = models.CharField(max_length=64)

    objects = PortalManager.from_queryset(SearchWordQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["word"])]

    def __str__(self):
        return self.word


class Synonym(models.Model):
    """Words or phrases that mean the same: searching one finds all of them."""

    terms = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(SynonymQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return " = ".join(self.terms)


class SearchLog(models.Model):
    """A search that somebody settled on, and the asset opened from it, if any, with its place in the list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    query = models.CharField(max_length=2000, blank=True, default="")
    total = models.PositiveIntegerField()
    opened_id = models.BigIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = PortalManager.from_queryset(SearchLogQuerySet)()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.words}: {self.total}"
