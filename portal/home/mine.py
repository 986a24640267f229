"""What concerns one person beside the library: own accounts, and this week's calendar."""

from datetime import timedelta

from accounts.buying_groups.board import boards_of
from accounts.directory.models import Account
from accounts.workspace.pages import AccountRow
from content.calendar.models import CalendarEntry
from content.calendar.pages import Piece
from portal.shared.dates import today

ACCOUNTS = 5
WORKDAYS = 5


def my_accounts(user):
    """Rows of the accounts that `user` owns in sales or in marketing, tier 1 first."""
    owned = Account.objects.visible_to(user).owned_by(user).in_order("tier").for_listing()
    accounts = list(owned[:ACCOUNTS])
    boards = boards_of(accounts, user) if accounts else {}
    return [AccountRow(account, boards.get(account.pk, [])) for account in accounts]


def this_week(user):
    """(day, whether it is today, pieces to be published on it) from Monday to Friday.

    At the weekend it is the week to come.
    """
    day = today()
    monday = day + timedelta(days=7 - day.weekday() if day.weekday() >= WORKDAYS else -day.weekday())
    days = [monday + timedelta(days=number) for number in range(WORKDAYS)]
    entries = list(CalendarEntry.objects.visible_to(user).between(days[0], days[-1]).by_day().for_listing())
    pieces = [Piece(entry, day, user) for entry in entries]
    return [
        (date, date == day, [piece for piece in pieces if piece.entry.publish_on == date]) for date in days
    ]
