from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from portal.activity.querysets import ActivityQuerySet
from portal.shared.models import PortalManager


class Activity(models.Model):
    """One line of history. `changes` is {field: [old, new]}; `kind` is the model's label, such as content.Asset."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    object_label = models.CharField(max_length=300)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    via = models.CharField(max_length=20, default="page")

    objects = PortalManager.from_queryset(ActivityQuerySet)()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "activities"
        indexes = [models.Index(fields=["kind", "object_id", "-id"])]

    def __str__(self):
        return f"{self.object_label}: {self.verb}"
