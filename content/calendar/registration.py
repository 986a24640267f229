"""What the calendar offers to features that may not import it, entered at start-up."""

from django.urls import reverse


def register_calendar():
    from content.calendar.models import CalendarEntry
    from content.calendar.term_use import EntryTerms
    from portal.shared.registry import registry

    def pieces_about(asset, viewer):
        entries = CalendarEntry.objects.visible_to(viewer).about_asset(asset)
        return [(f"the calendar piece “{entry}”", entry.get_absolute_url()) for entry in entries]

    registry.refers("content.Asset", pieces_about)
    registry.term_uses.append(EntryTerms())
    registry.owned.append(
        (
            "calendar pieces",
            CalendarEntry.objects.owned_by,
            lambda person: f"{reverse('content:entry-list')}?owner={person.pk}",
        )
    )
