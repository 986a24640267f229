"""Calendar entries as real rows, on the board that every database has."""

import factory

from content.calendar.models import CalendarEntry, EditorialBoard, Theme
from tests.factories.portal import UserFactory


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    board = factory.LazyFunction(EditorialBoard.objects.main)
    title = factory.Sequence(lambda n: f"Theme {n}")


class EntryFactory(factory.django.DjangoModelFactory):
    """A planned piece without a day; a published one was published on its day."""

    class Meta:
        model = CalendarEntry

    board = factory.LazyFunction(EditorialBoard.objects.main)
    title = factory.Sequence(lambda n: f"Piece {n}")
    status = "planned"
    owner = factory.SubFactory(UserFactory, role="marketer", side="marketing")
    created_by = factory.SelfAttribute("owner")
    published_on = factory.LazyAttribute(
        lambda entry: entry.publish_on if entry.status == "published" else None
    )
