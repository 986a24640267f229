"""Upkeep of the index in the background."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from content.search.actions import trim_log
from content.search.port import current_port

KEPT_FOR = timedelta(hours=1)


@task()
def trim_change_log():
    """Forget changes that every process has long seen; one that slept for longer reads the index anew."""
    trim_log(timezone.now() - KEPT_FOR)


@task()
def tidy_text_index():
    """Keep the text index fast to read after many writes; nothing is locked for longer than a moment."""
    current_port().tidy()
