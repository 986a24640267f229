"""Decisions about the library as a whole. Pure."""

THIN, COVERED, EXCESS = 1, 3, 5
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
