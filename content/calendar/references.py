"""What the calendar knows about records of lower features."""

from functools import partial

from content.calendar.actions import point_elsewhere
from content.calendar.models import CalendarEntry
from portal.shared.registry import Reference


def pieces_about(asset, viewer):
    """A Reference for every calendar piece about this asset."""
    entries = CalendarEntry.objects.visible_to(viewer).about_asset(asset).select_related("owner")
    return [_reference(entry) for entry in entries]


def _reference(entry):
    return Reference(
        sentence=f"the calendar piece “{entry}”",
        url=entry.get_absolute_url(),
        kind="calendar",
        switch=partial(point_elsewhere, entry),
        revoke=lambda actor: point_elsewhere(entry, None, actor),
        people=(entry.owner,),
    )
