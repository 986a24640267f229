"""Upkeep of the folder of files."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from content.files.actions import sweep

# How long a file may wait for somebody to decide what it becomes.
KEPT_FOR = timedelta(days=2)


@task()
def sweep_files():
    """Delete what no version needs: uploads nobody decided on, and bytes whose row never came."""
    sweep(timezone.now() - KEPT_FOR)
