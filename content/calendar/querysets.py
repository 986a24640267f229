from django.db.models import F

from content.calendar.rules import ENDED, OVER, PUBLISHED
from portal.shared.models import PortalQuerySet


class BoardQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """The calendar is open to everyone signed in."""
        return self if user.is_active else self.none()

    def main(self):
        """The board that pages show; None before the first."""
        return self.order_by("pk").first()


class ThemeQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of_board(self, board):
        return self.filter(board=board)

    def of_quarter(self, year, quarter):
        return self.filter(year=year, quarter=quarter)


class CalendarEntryQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """The calendar is open to everyone signed in."""
        return self if user.is_active else self.none()

    def of_board(self, board):
        return self.filter(board=board)

    def between(self, first, last):
        """Entries to be published from `first` to `last`, both included; what was called off is left out."""
        return self.filter(publish_on__range=(first, last)).exclude(status__in=OVER)

    def without_date(self):
        """Entries that wait for a day, the newest first."""
        return (
            self.filter(publish_on=None).exclude(status__in=(*OVER, PUBLISHED)).order_by("-created_at", "-id")
        )

    def open(self):
        return self.exclude(status__in=ENDED)

    def in_status(self, status):
        return self.filter(status=status)

    def of_owner(self, user):
        return self.filter(owner=user)

    def owned_by(self, user):
        """Open entries that `user` answers for."""
        return self.of_owner(user).open()

    def matching(self, words):
        found = self
        for word in words.split():
            found = found.filter(title__icontains=word)
        return found

    def about_asset(self, asset):
        return self.filter(asset=asset)

    def in_stage(self, stage):
        return self.filter(stage=stage)

    def for_persona(self, persona):
        return self.filter(personas=persona)

    def by_day(self):
        """The earliest first; what has no day comes last."""
        return self.order_by(F("publish_on").asc(nulls_last=True), "id")

    def for_listing(self):
        return self.select_related("owner", "stage").strict()

    def for_reading(self):
        return (
            self.select_related("owner", "created_by", "theme", "stage", "board", "asset")
            .prefetch_related("personas")
            .strict()
        )
