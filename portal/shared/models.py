"""Base manager and queryset: reads that cannot silently become one query a row."""

from django.conf import settings
from django.db import models


class PortalQuerySet(models.QuerySet):
    def strict(self):
        """Forbid lazy reads in development and tests; batch them in production."""
        return self.fetch_mode(models.FETCH_RAISE if settings.STRICT_FETCH else models.FETCH_PEERS)


class PortalManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().fetch_mode(models.FETCH_PEERS)
