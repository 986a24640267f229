from portal.shared.models import PortalQuerySet


class CalendarEntryQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """The calendar is open to everyone signed in."""
        return self if user.is_active else self.none()

    def between(self, first, last):
        """Entries to be published from `first` to `last`, both included."""
        return self.filter(publish_on__range=(first, last))

    def without_date(self):
        return self.filter(publish_on=None).exclude(
            status__in=["published", "retired", "declined", "cancelled"]
        )

    def for_listing(self):
        return self.select_related("owner", "theme", "stage").order_by("publish_on", "id").strict()

    def for_reading(self):
        return (
            self.select_related("owner", "theme", "stage", "board", "asset")
            .prefetch_related("personas")
            .strict()
        )
