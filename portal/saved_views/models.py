from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.saved_views.querysets import SavedViewQuerySet
from portal.shared.models import PortalManager
from portal.shared.registry import registry


class SavedView(models.Model):
    """A list's address by name. `query` is the URL's query string, with slugs, as the list itself writes it."""

    class Visibility(models.TextChoices):
        PRIVATE = "private", "Only me"
        EVERYONE = "everyone", "Everyone"

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PRIVATE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(SavedViewQuerySet)()

    class Meta:
        ordering = ["name", "id"]
        permissions = [("share_savedview", "May save views for everyone")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "name"], name="view_name_once_per_owner")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The list with this view's filters."""
        return f"{reverse(registry.list_urls[self.kind])}?{self.query}"

    def may_be_changed_by(self, user):
        """The same for one view as `changeable_by` for many."""
        shared = self.visibility == self.Visibility.EVERYONE and user.has_perm("portal.share_savedview")
        return self.owner_id == user.pk or shared
