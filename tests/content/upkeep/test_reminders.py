"""Reminders: on which of the portal's days who hears what, and that nobody hears it twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from content.upkeep.actions import remind
from content.upkeep.jobs import remind as job
from content.upkeep.rules import is_lead_told, reminder_step
from portal.notices.models import Notice
from portal.users.models import PortalSettings
from tests.factories.content import AssetFactory
from tests.factories.portal import TeamFactory, UserFactory

REVIEW = date(2026, 6, 17)  # a Wednesday


def sentences(person):
    return list(Notice.objects.filter(person=person).order_by("id").values_list("sentence", flat=True))


def asset(owner, review_on=REVIEW, **values):
    return AssetFactory(owner=owner, review_on=review_on, published_on=date(2025, 1, 1), **values)


def test_the_steps_hold_on_their_day_and_while_a_worker_catches_up():
    steps = {days: reminder_step(days) for days in (29, 28, 26, 25, 15, 14, 12, 11, 1, 0, -1)}
    assert {days: step for days, step in steps.items() if step is not None} == {
        **{28: 28, 26: 28, 14: 14, 12: 14},
        0: 0,
    }
    assert [days for days in range(10, 20) if is_lead_told(days)] == [15, 16, 17]


def test_an_owner_hears_28_and_14_days_before_and_on_the_day_once_each(db):
    owner = UserFactory()
    asset(owner, title="Price list")
    told = {}
    for before in range(35, -1, -1):
        day = REVIEW - timedelta(days=before)
        if number := remind(day) + remind(day):
            told[before] = number
    assert told == {28: 1, 14: 1, 0: 1}
    assert sentences(owner) == [
        "Review due in 28 days: “Price list”",
        "Review due in 14 days: “Price list”",
        "Review due today: “Price list”",
    ]


def test_what_is_overdue_comes_once_a_week_in_one_notice_a_person(db):
    owner, other = UserFactory(), UserFactory()
    for number in range(5):
        asset(owner, REVIEW + timedelta(days=number % 2), title=f"Asset {number}")
    asset(other, title="Another")
    asset(other, status="archived")
    asset(other, expires_on=REVIEW)
    monday = date(2026, 6, 22)
    days = [monday + timedelta(days=number) for number in range(-2, 8)]
    told = {day: remind(day) + remind(day) for day in days}
    assert {day: number for day, number in told.items() if number} == {
        monday: 2,
        monday + timedelta(days=7): 2,
    }
    week = "5 assets are overdue for review: “Asset 0”, “Asset 2”, “Asset 4” and 2 more"
    assert sentences(owner) == [week, week]
    assert sentences(other)[0] == "1 asset is overdue for review: “Another”"


def test_a_team_lead_hears_of_what_is_overdue_for_more_than_14_days(db):
    lead = UserFactory()
    owner = UserFactory(name="Owner", team=TeamFactory(lead=lead))
    asset(owner, title="Forgotten")
    asset(UserFactory(), title="Without a team")
    for late in (14, 15, 15, 16):
        remind(REVIEW + timedelta(days=late))
    assert sentences(lead) == ["Overdue for review for more than two weeks, owned by Owner: “Forgotten”"]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        # Clocks go forward on 29 March 2026 at 01:00 UTC: midnight of the 30th is 22:00 UTC, not 23:00.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), 0),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), 1),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), 1),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), 2),
    ],
)
def test_days_are_the_portals_days_over_the_change_to_summer_time(db, moment, told):
    PortalSettings.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/Berlin"})
    owner = UserFactory()
    with time_machine.travel(moment, tick=False):
        asset(owner, date(2026, 4, 26))  # 28 days after the 29th
        asset(owner, date(2026, 4, 27))  # 28 days after the 30th
        job.func()
        job.func()
    assert len(sentences(owner)) == told
