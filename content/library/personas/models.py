from django.db import models
from django.urls import reverse
from django.utils import timezone

from content.library.personas.querysets import PersonaPageQuerySet, PersonaStageQuerySet
from portal.shared.models import PortalManager


class PersonaPage(models.Model):
    """What both sides know about a persona. Every edit is a new `version`, which nobody has signed yet."""

    SIGNED_AS, REVIEW_DAYS = "persona", 180

    persona = models.OneToOneField("content.Persona", on_delete=models.CASCADE, related_name="+")
    job = models.TextField("the job", max_length=2000, blank=True, default="")
    words = models.TextField("the words they use", max_length=2000, blank=True, default="")
    not_them = models.TextField("who they are not", max_length=2000, blank=True, default="")
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(PersonaPageQuerySet)()

    class Meta:
        verbose_name = "persona page"
        ordering = ["persona_id"]

    def __str__(self):
        return f"Persona page {self.persona}"

    def get_absolute_url(self):
        return reverse("content:persona-page", args=[self.slug])

    @property
    def slug(self):
        """What the page is called in addresses."""
        return self.persona.slug


class PersonaStage(models.Model):
    """What a persona is concerned about at a stage, and the formats that answer it there."""

    page = models.ForeignKey(PersonaPage, on_delete=models.CASCADE, related_name="stages")
    stage = models.ForeignKey("content.Stage", on_delete=models.PROTECT, related_name="+")
    concerns = models.TextField(max_length=2000, blank=True, default="")
    formats = models.ManyToManyField("content.Format", blank=True, related_name="+")

    objects = PortalManager.from_queryset(PersonaStageQuerySet)()

    class Meta:
        ordering = ["stage__position"]
        constraints = [models.UniqueConstraint(fields=["page", "stage"], name="persona_stage_once")]

    def __str__(self):
        return f"{self.page_id} at {self.stage_id}"
