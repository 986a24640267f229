"""What the pages of the calendar show: a month of days, a list, one piece."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from content.calendar import rules
from content.calendar.models import CalendarEntry, Theme
from content.library.models import Asset
from portal.activity.history import history_of

CHANGE = "content.change_calendarentry"
WAITING_SHOWN = 20
KIND_ICONS = {
    "create": "pencil",
    "update": "rotate-ccw",
    "retire": "archive",
    "event_seed": "megaphone",
    "event_enhance": "presentation",
    "event_capture": "quote",
    "milestone": "target",
}


def month_url(day=None):
    """The address of the calendar at the month of `day`."""
    query = f"?month={day:%Y-%m}" if day else ""
    return f"{reverse('content:calendar-month')}{query}"


@dataclass(frozen=True)
class Piece:
    """An entry as a reader on the day `on` sees it."""

    entry: CalendarEntry
    on: object
    viewer: object

    @cached_property
    def _state(self):
        return self.entry.state(self.on)

    @property
    def is_overdue(self):
        return self._state[0] == "overdue"

    @property
    def words(self):
        """Where the work stands, in words, with what the dates make of it."""
        state, days = self._state
        label = self.entry.get_status_display()
        if state == "overdue":
            return f"{label}, overdue {days} day{'' if days == 1 else 's'}"
        return f"{label}, scheduled" if state == "scheduled" else label

    @property
    def short_words(self):
        """The same for a place that has room for one word; the ring beside it shows the status."""
        state, days = self._state
        if state == "overdue":
            return f"Overdue {days} day{'' if days == 1 else 's'}"
        return "Scheduled" if state == "scheduled" else self.entry.get_status_display()

    @property
    def kind_icon(self):
        return KIND_ICONS[self.entry.kind]

    @property
    def is_draft(self):
        """True while nothing of it has been approved: drawn as an outline."""
        return self.entry.status not in ("in_review", "approved", "published")

    @property
    def may_change(self):
        is_own = self.entry.created_by_id == self.viewer.pk
        may_any = self.viewer.has_perm(CHANGE)
        return not rules.editing_problem(self.entry.status, is_own, may_any)

    @property
    def may_move(self):
        return self.may_change and not rules.moving_problem(self.entry.status)

    @property
    def may_cancel(self):
        return self.may_change and not rules.cancelling_problem(self.entry.status)

    @property
    def may_reopen(self):
        return self.viewer.has_perm(CHANGE) and not rules.reopening_problem(self.entry.status)


@dataclass(frozen=True)
class Day:
    """One cell of the month. Of a full day the rest folds away."""

    date: object
    pieces: list
    is_outside: bool
    is_today: bool

    @property
    def shown(self):
        return self.pieces[: rules.SHOWN_PER_DAY]

    @property
    def hidden(self):
        return self.pieces[rules.SHOWN_PER_DAY :]

    @property
    def is_weekend(self):
        return self.date.isoweekday() > 5


class MonthPage:
    """One month of a board."""

    def __init__(self, board, month, viewer):
        self.board, self.month, self.viewer = board, month, viewer
        self.today = board.today()

    @property
    def weekdays(self):
        """The days of the first week, for the heads of the columns."""
        return self.month.weeks[0]

    @cached_property
    def weeks(self):
        """(ISO number, seven Days) of every row."""
        weeks = self.month.weeks
        by_day = {}
        for entry in self._entries.between(weeks[0][0], weeks[-1][-1]).for_listing():
            by_day.setdefault(entry.publish_on, []).append(self._piece(entry))
        return [
            (rules.week_number(days), [self._day(day, by_day.get(day, [])) for day in days]) for days in weeks
        ]

    @cached_property
    def count(self):
        return sum(len(day.pieces) for _, days in self.weeks for day in days if not day.is_outside)

    @cached_property
    def waiting(self):
        """Pieces without a day, the newest first; one more than shown says that there are more."""
        entries = self._entries.without_date().for_listing()[: WAITING_SHOWN + 1]
        return [self._piece(entry) for entry in entries]

    @property
    def waiting_shown(self):
        return self.waiting[:WAITING_SHOWN]

    @property
    def has_more_waiting(self):
        return len(self.waiting) > WAITING_SHOWN

    @cached_property
    def themes(self):
        return list(
            Theme.objects.visible_to(self.viewer)
            .of_board(self.board)
            .of_quarter(self.month.year, self.month.quarter)
        )

    @property
    def before(self):
        return self.month.beside(-1)

    @property
    def after(self):
        return self.month.beside(1)

    @property
    def _entries(self):
        return CalendarEntry.objects.visible_to(self.viewer).of_board(self.board)

    def _piece(self, entry):
        return Piece(entry, self.today, self.viewer)

    def _day(self, day, pieces):
        return Day(day, pieces, day.month != self.month.number, day == self.today)


class EntryPage(Piece):
    """One piece with all that is known about it. entry: from `for_reading`."""

    @cached_property
    def asset(self):
        """The asset that the piece is about, if the reader may know it."""
        if not self.entry.asset_id:
            return None
        return Asset.objects.visible_to(self.viewer).with_reference(self.entry.asset_id).first()

    @property
    def calendar_url(self):
        return month_url(self.entry.publish_on)

    @cached_property
    def history(self):
        """Without the names of assets for those who do not see all of them."""
        labels = {} if self.viewer.has_perm("content.change_asset") else {"asset": ""}
        return history_of(self.entry, limit=12, labels=labels)
