"""Base manager and queryset: reads that cannot silently become one query a row. And what a name may not hide."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

# Signs that turn the writing round, so that a name reads as another one; and letters that show nothing.
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
BLANK = "\u115f\u1160\u2800\u3164\uffa0"


def hidden_problem(text):
    """Why `text` may not be a title or a name; empty when it may, and when it is empty."""
    if TURNING.search(text):
        return "It holds a hidden sign that turns the writing round. Write it anew."
    seen = (unicodedata.category(sign)[0] not in "CZM" and sign not in BLANK for sign in text)
    return "It has nothing that can be seen. Write a name." if text and not any(seen) else ""


def refuse_hidden(record, name):
    """Raise ValidationError if the field `name` of `record` is not what it seems; for `Model.clean`."""
    if problem := hidden_problem(getattr(record, name) or ""):
        raise ValidationError({name: problem})


class PortalQuerySet(models.QuerySet):
    def strict(self):
        """Forbid lazy reads in development and tests; batch them in production."""
        return self.fetch_mode(models.FETCH_RAISE if settings.STRICT_FETCH else models.FETCH_PEERS)


class PortalManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().fetch_mode(models.FETCH_PEERS)
