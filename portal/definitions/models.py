from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.definitions.querysets import DefinitionVersionQuerySet, SignatureQuerySet
from portal.shared.models import PortalManager
from portal.shared.registry import registry


class DefinitionVersion(models.Model):
    """What a definition said from a day on. Never changed: new words are a new number.

    `key` is the definition's in the registry. `formula` is how the portal counted at the time, "" for words that
    are not counted. `author` None is the portal itself, which wrote the first version.
    """

    SIGNED_AS, REVIEW_DAYS = "definition", 365

    key = models.SlugField(max_length=60)
    number = models.PositiveIntegerField(default=1)
    text = models.TextField(max_length=2000)
    formula = models.TextField(max_length=1000, blank=True, default="")
    effective_on = models.DateField("valid from")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(DefinitionVersionQuerySet)()

    class Meta:
        verbose_name = "definition"
        ordering = ["key", "-number"]
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="definition_number_once")]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("definition", args=[self.key])

    @property
    def version(self):
        """What forms and ETags are about."""
        return self.number

    @property
    def label(self):
        known = registry.definitions.get(self.key)
        return known.label if known else self.key


class Signature(models.Model):
    """One side's word that it stands by a version of something, such as a definition or a persona page.

    `kind` and `object_id` say of what, `number` of which version. Nobody signs for both sides. Signing again, when
    the review is due, moves `at` on.
    """

    class Side(models.TextChoices):
        SALES = "sales", "Sales"
        MARKETING = "marketing", "Marketing"

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PortalManager.from_queryset(SignatureQuerySet)()

    class Meta:
        ordering = ["kind", "object_id", "number", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "number", "side"], name="signature_once_per_side"
            ),
            models.UniqueConstraint(
                fields=["kind", "object_id", "number", "person"], name="signature_of_one_side_only"
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.kind} {self.object_id}, version {self.number}"
