"""The portal's own day, and days as numbers."""

from datetime import date, timedelta

from django.utils import timezone


def today():
    """The date in the portal's time zone."""
    return timezone.localdate()


def day_number(day):
    """Days since 1 January of year 1 (`date.toordinal`), or None."""
    return day.toordinal() if day else None


def days_from_today(days):
    """The date `days` after today; None stays None."""
    return None if days is None else today() + timedelta(days=days)


def from_day_number(number):
    return date.fromordinal(number)
