"""Weeks of a month, what a piece's dates say of it, and what may be done with it. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

IDEA, PLANNED, DRAFTING, IN_REVIEW, APPROVED = SIMPLE = (
    "idea",
    "planned",
    "drafting",
    "in_review",
    "approved",
)
PUBLISHED, CANCELLED = "published", "cancelled"
# Nothing more is done for these; of them only a published one still stands on its day.
OVER = ("parked", "declined", "cancelled", "retired")
ENDED = ("published", "declined", "cancelled", "retired")
# Somebody still has to write; after that only the day of publication can be missed.
IN_WORK = ("planned", "drafting", "changes_requested")
YEARS = range(2000, 2101)
SHOWN_PER_DAY = 4


@dataclass(frozen=True)
class Month:
    """One month of a calendar. `start` is the first weekday: 1 Monday, 7 Sunday."""

    year: int
    number: int
    start: int = 1

    @property
    def first(self):
        return date(self.year, self.number, 1)

    @property
    def name(self):
        return f"{calendar.month_name[self.number]} {self.year}"

    @property
    def key(self):
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def weeks(self):
        """Lists of seven dates, the first and the last filled up from the months beside."""
        return calendar.Calendar(self.start - 1).monthdatescalendar(self.year, self.number)

    @property
    def quarter(self):
        return (self.number + 2) // 3

    def beside(self, step):
        """The month before (-1) or after (1); None at the end of the years that the calendar shows."""
        number = self.year * 12 + self.number - 1 + step
        year, month = divmod(number, 12)
        return Month(year, month + 1, self.start) if year in YEARS else None


def month_of(day, start=1):
    return Month(day.year, day.month, start)


def read_month(text, start=1):
    """The month that "2026-11" names; None for anything else."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    if not match or int(match[1]) not in YEARS or not 1 <= int(match[2]) <= 12:
        return None
    return Month(int(match[1]), int(match[2]), start)


def read_day(text):
    """The date that "2026-11-12" names; None for anything else."""
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def week_number(days):
    """The ISO number of a row of seven dates: that of its Thursday, wherever the row begins."""
    return next(day for day in days if day.isoweekday() == 4).isocalendar().week


def state(status, publish_on, work_due_on, on):
    """What dates make of a status on the day `on`: (word, days).

    ("overdue", days late), ("scheduled", days until) or (status, None). Nothing of this is stored.
    """
    if status in IN_WORK and work_due_on and work_due_on < on:
        return "overdue", (on - work_due_on).days
    if status not in (*OVER, PUBLISHED) and publish_on and publish_on < on:
        return "overdue", (on - publish_on).days
    if status == APPROVED and publish_on and publish_on > on:
        return "scheduled", (publish_on - on).days
    return status, None


def editing_problem(status, is_own, may_change_any):
    """Why a person may not change a piece; empty when the person may. A draft idea is its author's."""
    if may_change_any or (is_own and status == IDEA):
        return ""
    return (
        "This piece is planned now; marketing changes it."
        if is_own
        else "Only its author may change an idea."
    )


def status_problem(old, new):
    """Why a form may not give a piece this status; empty when it may. old: None for a new piece."""
    if new == old:
        return ""
    if new not in SIMPLE:
        return "This status is not set by hand."
    if old is not None and old not in SIMPLE:
        return "The status of this piece is not changed by hand any more."
    return ""


def moving_problem(status):
    """Why a piece may not get another day; empty when it may."""
    if status == PUBLISHED:
        return "It is published; its day is history."
    return "It has been called off." if status in ENDED else ""


def dates_problem(publish_on, work_due_on):
    """Why these two dates do not fit; empty when they do."""
    if any(day and day.year not in YEARS for day in (publish_on, work_due_on)):
        return f"The calendar holds days from {YEARS[0]} to {YEARS[-1]}."
    if publish_on and work_due_on and work_due_on > publish_on:
        return "The work cannot be due after the day of publication."
    return ""


def cancelling_problem(status):
    return "It has ended already." if status in ENDED else ""


def reopening_problem(status):
    return "" if status in (CANCELLED, "declined") else "Only a piece that was called off can come back."


def owner_problem(is_active):
    return "" if is_active else "This person is deactivated. Choose somebody who is active."
