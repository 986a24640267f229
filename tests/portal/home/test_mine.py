"""What Home shows of one's accounts and of the week."""

from datetime import date

import pytest
import time_machine

from accounts.directory.models import Account, AccountTeamMember
from content.calendar.models import CalendarEntry, EditorialBoard
from portal.home.mine import my_accounts, this_week
from portal.shared.dates import today


def entry(title, day, owner, **values):
    board = EditorialBoard.objects.first()
    values = {"status": "planned", "board": board, "created_by": owner, "owner": owner} | values
    return CalendarEntry.objects.create(title=title, publish_on=day, **values)


def titles(week):
    return {day: [piece.entry.title for piece in pieces] for day, _, pieces in week}


@time_machine.travel("2026-10-14 12:00+00:00", tick=False)
def test_week_runs_from_monday_to_friday(rep):
    entry("On Monday", date(2026, 10, 12), rep)
    entry("On Friday", date(2026, 10, 16), rep)
    entry("On Saturday", date(2026, 10, 17), rep)
    entry("Called off", date(2026, 10, 14), rep, status="cancelled")
    week = this_week(rep)
    assert titles(week) == {
        date(2026, 10, 12): ["On Monday"],
        date(2026, 10, 13): [],
        date(2026, 10, 14): [],
        date(2026, 10, 15): [],
        date(2026, 10, 16): ["On Friday"],
    }
    assert [day for day, is_today, _ in week if is_today] == [date(2026, 10, 14)]


@pytest.mark.parametrize("day", ["2026-10-17", "2026-10-18"])
def test_at_the_weekend_the_week_to_come_is_shown(day, rep):
    with time_machine.travel(f"{day} 12:00+00:00", tick=False):
        assert next(iter(this_week(rep)))[0] == date(2026, 10, 19)


def test_accounts_of_the_owner_pair_are_mine_with_tier_1_first(rep, marketer):
    for name, tier, owner, role in [
        ("Third", 3, rep, "owner"),
        ("First", 1, rep, "owner"),
        ("Theirs", 1, marketer, "marketer"),
    ]:
        account = Account.objects.create(name=name, name_key=name.lower(), tier=tier)
        AccountTeamMember.objects.create(account=account, user=owner, role=role)
    assert [row.account.name for row in my_accounts(rep)] == ["First", "Third"]


def test_home_shows_week_and_accounts(client_for, rep):
    account = Account.objects.create(name="Merrow Bank", name_key="merrow bank", tier=1)
    AccountTeamMember.objects.create(account=account, user=rep, role="owner")
    page = client_for(rep).get("/").text
    assert account.get_absolute_url() in page
    assert "This week on the calendar" in page


def test_home_without_accounts_has_no_card_for_them(client_for, rep):
    assert 'id="my-accounts"' not in client_for(rep).get("/").text


@pytest.mark.parametrize("count", [1, 5])
def test_week_and_accounts_cost_the_same_at_any_size(count, rep, django_assert_num_queries):
    for number in range(count):
        entry(f"Piece {number}", today(), rep)
        account = Account.objects.create(name=f"Firm {number}", name_key=f"firm {number}", tier=1)
        AccountTeamMember.objects.create(account=account, user=rep, role="owner")
    with django_assert_num_queries(7):
        my_accounts(rep), this_week(rep)
