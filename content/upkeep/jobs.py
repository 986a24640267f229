"""Upkeep in the background. Both jobs run every hour, so that no day of the portal is missed; once told is told."""

from django.tasks import task

from content.upkeep import actions
from portal.shared.dates import today
from portal.users.current import in_portal_zone


@task()
def count_health():
    """Note the day's numbers for the trends of the library's health."""
    with in_portal_zone():
        actions.count_health(today())


@task()
def remind():
    """Remind owners of reviews, and leads of what nobody reviews."""
    with in_portal_zone():
        actions.remind(today())
