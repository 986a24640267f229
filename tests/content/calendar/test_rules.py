from datetime import date, timedelta

import pytest

from content.calendar import rules

DAY = date(2026, 11, 12)


def test_month_fills_its_weeks_from_the_months_beside():
    weeks = rules.Month(2026, 11).weeks
    assert (weeks[0][0], weeks[-1][-1]) == (date(2026, 10, 26), date(2026, 12, 6))
    assert {len(week) for week in weeks} == {7}


def test_week_may_begin_on_sunday():
    weeks = rules.Month(2026, 11, start=7).weeks
    assert (weeks[0][0], weeks[-1][-1]) == (date(2026, 11, 1), date(2026, 12, 5))


@pytest.mark.parametrize("start", [1, 7])
def test_week_number_is_the_iso_one(start):
    numbers = [rules.week_number(week) for week in rules.Month(2027, 1, start).weeks]
    assert numbers == ([53, 1, 2, 3, 4] if start == 1 else [53, 1, 2, 3, 4, 5])


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-11", (2026, 11)),
        ("2026-13", None),
        ("2026-1", None),
        ("1999-12", None),
        ("2101-01", None),
        ("２０２６-11", None),
        ("november", None),
        ("", None),
    ],
)
def test_only_a_month_of_the_calendar_is_read(text, month):
    read = rules.read_month(text)
    assert (read and (read.year, read.number)) == month


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-12", DAY), ("2026-11-31", None), ("20261112", None), ("1999-01-01", None), ("", None)],
)
def test_only_a_day_of_the_calendar_is_read(text, day):
    assert rules.read_day(text) == day


def test_months_end_with_the_years_of_the_calendar():
    assert rules.Month(2026, 12).beside(1) == rules.Month(2027, 1)
    assert rules.Month(2026, 1).beside(-1) == rules.Month(2025, 12)
    assert (rules.Month(2000, 1).beside(-1), rules.Month(2100, 12).beside(1)) == (None, None)


def test_quarter_of_a_month():
    assert [rules.Month(2026, month).quarter for month in (1, 3, 4, 9, 12)] == [1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("status", "publish_in", "due_in", "expected"),
    [
        ("drafting", 5, -2, ("overdue", 2)),
        ("in_review", 5, -2, ("in_review", None)),
        ("in_review", -3, -9, ("overdue", 3)),
        ("drafting", -3, -9, ("overdue", 9)),
        ("approved", 4, -2, ("scheduled", 4)),
        ("approved", 0, None, ("approved", None)),
        ("approved", -1, None, ("overdue", 1)),
        ("published", -9, -20, ("published", None)),
        ("cancelled", -9, -20, ("cancelled", None)),
        ("parked", -9, -20, ("parked", None)),
        ("planned", 0, 0, ("planned", None)),
        ("idea", None, None, ("idea", None)),
    ],
)
def test_state_follows_from_status_and_dates(status, publish_in, due_in, expected):
    dates = [None if days is None else DAY + timedelta(days=days) for days in (publish_in, due_in)]
    assert rules.state(status, *dates, DAY) == expected


@pytest.mark.parametrize(
    ("status", "is_own", "may_any", "may"),
    [
        ("idea", True, False, True),
        ("idea", False, False, False),
        ("planned", True, False, False),
        ("planned", False, True, True),
        ("published", False, True, True),
    ],
)
def test_ideas_are_their_authors_and_plans_are_marketings(status, is_own, may_any, may):
    assert (rules.editing_problem(status, is_own, may_any) == "") is may


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        (None, "idea", True),
        (None, "published", False),
        ("idea", "approved", True),
        ("approved", "idea", True),
        ("approved", "published", False),
        ("published", "published", True),
        ("published", "idea", False),
        ("parked", "planned", False),
    ],
)
def test_forms_set_simple_states_only(old, new, may):
    assert (rules.status_problem(old, new) == "") is may


def test_work_is_due_before_publication_and_within_the_calendar():
    assert rules.dates_problem(DAY, DAY) == ""
    assert rules.dates_problem(None, DAY) == ""
    assert rules.dates_problem(DAY, DAY + timedelta(days=1)) != ""
    assert rules.dates_problem(date(3000, 1, 1), None) == "The calendar holds days from 2000 to 2100."
