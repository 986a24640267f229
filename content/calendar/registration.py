"""What the calendar offers to features that may not import it, entered at start-up."""

from django.urls import reverse


def register_calendar():
    from content.calendar.models import CalendarEntry
    from content.calendar.references import pieces_about
    from content.calendar.term_use import EntryTerms
    from portal.activity.actions import hand_over
    from portal.shared.registry import Owned, registry

    def pieces_to(person, successor, actor):
        pieces = CalendarEntry.objects.owned_by(person).select_related("owner")
        return hand_over(list(pieces), "owner", successor, actor=actor)

    registry.refers("content.Asset", pieces_about)
    registry.term_uses.append(EntryTerms())
    registry.owned.append(
        Owned(
            "calendar pieces",
            CalendarEntry.objects.owned_by,
            lambda person: f"{reverse('content:entry-list')}?owner={person.pk}",
            pieces_to,
        )
    )
