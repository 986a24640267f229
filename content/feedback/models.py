from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from content.feedback.querysets import ContentRequestQuerySet
from portal.shared.models import PortalManager


class ContentRequest(models.Model):
    """“Ask marketing for this”: what a rep looked for and did not find."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        ACCEPTED = "accepted", "Accepted"
        IN_CALENDAR = "in_calendar", "In the calendar"
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
