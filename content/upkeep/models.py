from django.db import models

from content.upkeep.querysets import HealthCountQuerySet
from portal.shared.models import PortalManager


class HealthCount(models.Model):
    """How many assets a rule of the library's health found on a day; what its trend is drawn from."""

    day = models.DateField()
    rule = models.CharField(max_length=40)
    number = models.PositiveIntegerField()

    objects = PortalManager.from_queryset(HealthCountQuerySet)()

    class Meta:
        ordering = ["day", "rule"]
        constraints = [models.UniqueConstraint(fields=["day", "rule"], name="health_counted_once_a_day")]

    def __str__(self):
        return f"{self.rule} on {self.day}: {self.number}"
