"""Decisions about the library as a whole. Pure."""

from dataclasses import dataclass
from statistics import median

WEEK = 7
# Days before the review on which its owner is told, and after it on which the team's lead is.
REMINDED_BEFORE = (28, 14, 0)
LEAD_AFTER = 15
# A worker that did not run on the day itself tells it within these days; whoever was told hears nothing again.
LATE_BY = 2
THIN, COVERED, EXCESS = 1, 3, 5
VERDICTS = ("gap", "thin", "covered", "excess")
EXPIRING_DAYS = 30


def verdict(count, expected=True):
    """What a number of usable assets means for a cell of the coverage: "gap", "thin", "covered" or "excess".

    "" where nothing is there and nothing is expected to be.
    """
    if count < THIN:
        return "gap" if expected else ""
    if count < COVERED:
        return "thin"
    return "covered" if count < EXCESS else "excess"


def heat(opens, days_late):
    """How much harm an overdue thing does: one that nobody opens none, one opened daily a lot."""
    return opens * max(0, days_late)


def hottest_first(opens, days_late):
    """Sort key: what is opened most and overdue longest, then the longest overdue, then the most opened."""
    return -heat(opens, days_late), -days_late, -opens


def longest_first(opens, days_late):
    """Sort key: the longest overdue, among these the most opened."""
    return -days_late, -opens


def done_sentence(done, number, stale):
    """What became of a change to several assets, such as "3 assets verified. 1 was changed by somebody meanwhile."

    done: the verb's participle. stale: how many were left alone because somebody changed them.
    """
    parts = [f"{number} asset{'' if number == 1 else 's'} {done}."] if number else []
    if stale:
        were = "1 was" if stale == 1 else f"{stale} were"
        parts.append(f"{were} changed by somebody meanwhile and left alone. Look again.")
    return " ".join(parts)


def percent(part, whole):
    """`part` of `whole` in percent, rounded; None where the whole is nothing."""
    return round(100 * part / whole) if whole else None


def median_days(spans):
    """(median days, how many) of pairs of moments (from, to); None without any."""
    days = [(end - start).total_seconds() / 86_400 for start, end in spans]
    return (round(median(days), 1), len(days)) if days else None


@dataclass(frozen=True)
class Trend:
    """Numbers by day, the oldest first; the last is today's. points: of a line 60 wide and 16 high."""

    numbers: tuple

    @property
    def change(self):
        """By how much today's number differs from the first one of the last week; None without an earlier one."""
        today, now = self.numbers[-1]
        week = [number for day, number in self.numbers[:-1] if (today - day).days <= WEEK]
        return now - week[0] if week else None

    @property
    def points(self):
        """The line's points, "x,y x,y"; "" with fewer than two days."""
        if len(self.numbers) < 2:
            return ""
        first, last = self.numbers[0][0], self.numbers[-1][0]
        span, top = (last - first).days, max(number for _, number in self.numbers) or 1
        places = ((60 * (day - first).days / span, 15 - 14 * number / top) for day, number in self.numbers)
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def reminder_step(days_left):
    """Which of REMINDED_BEFORE a review that is due in `days_left` days has reached; None for none of them."""
    reached = (step for step in REMINDED_BEFORE if step - LATE_BY <= days_left <= step and days_left >= 0)
    return next(reached, None)


def is_lead_told(days_late):
    """Whether the lead of the owner's team hears today of a review that is `days_late` days overdue."""
    return LEAD_AFTER <= days_late <= LEAD_AFTER + LATE_BY


def is_digest_day(day):
    """Whether the weekly digest of what is overdue is made on `day`."""
    return day.weekday() == 0


def due_sentence(titles, days_left):
    """What an owner is told of reviews that are due in as many days."""
    when = "today" if days_left == 0 else f"in {days_left} day{'' if days_left == 1 else 's'}"
    return f"Review due {when}: {_named(titles)}"


def overdue_sentence(titles):
    """The weekly digest of one owner; titles: the longest overdue first."""
    number = len(titles)
    return f"{number} asset{' is' if number == 1 else 's are'} overdue for review: {_named(titles)}"


def late_sentence(owner, titles):
    """What the lead of an owner's team is told."""
    return f"Overdue for review for more than two weeks, owned by {owner}: {_named(titles)}"


def _named(titles):
    """The first three titles, and how many more there are."""
    shown = ", ".join(f"“{title}”" for title in titles[:3])
    return shown + (f" and {len(titles) - 3} more" if len(titles) > 3 else "")
