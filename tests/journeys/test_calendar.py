"""A marketer plans a piece from a day of the calendar and gives it another one."""

import pytest
from playwright.sync_api import expect

from content.calendar.models import CalendarEntry
from tests.factories.calendar import EntryFactory

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture
def at_calendar(visitor, marketer):
    """at_calendar("phone", "2026-11") -> page of that month."""

    def go(place, month):
        page = visitor(marketer)
        page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[place], strict=True)))
        page.goto(f"{page.origin}/calendar/?month={month}")
        return page

    return go


def day(page, date):
    return page.locator(f"[data-date='{date}']")


def test_piece_is_planned_on_a_day_and_moved_to_another(at_calendar):
    page = at_calendar("desk", "2026-11")
    expect(page.get_by_role("table", name="November 2026: 0 pieces")).to_be_visible()
    link = page.get_by_role("link", name="Add a piece on Thursday 12 November")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Title").fill("What a freeze really costs")
    page.get_by_label("Stage").select_option(label="Awareness")
    page.get_by_role("button", name="Add piece").click()
    expect(day(page, "2026-11-12")).to_contain_text("What a freeze really costs")

    page.get_by_role("link", name="Move What a freeze really costs").focus()
    page.keyboard.press("Enter")
    page.get_by_label("New day").fill("2026-12-03")
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("December 2026")
    expect(day(page, "2026-12-03")).to_contain_text("What a freeze really costs")
    page.get_by_role("link", name="November 2026").click()
    expect(day(page, "2026-11-12")).not_to_contain_text("What a freeze really costs")


@pytest.mark.one_database
def test_month_is_an_agenda_on_a_phone(at_calendar):
    EntryFactory(title="Guide", publish_on="2026-11-12", status="drafting")
    EntryFactory(title="Someday", status="idea")
    page = at_calendar("phone", "2026-11")
    expect(day(page, "2026-11-12")).to_contain_text("Thu 12")
    expect(day(page, "2026-11-13")).to_be_hidden()
    expect(page.get_by_role("complementary", name="Without a day")).to_contain_text("Someday")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Guide", exact=True).click()
    page.get_by_role("link", name="Move to another day").click()
    page.get_by_label("New day").fill("2026-11-20")
    page.get_by_role("button", name="Move").click()
    expect(day(page, "2026-11-20")).to_contain_text("Guide")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_people_move_a_piece_at_once(at_calendar):
    entry = EntryFactory(title="Guide", publish_on="2026-11-12")
    page = at_calendar("desk", "2026-11")
    page.goto(f"{page.origin}/calendar/{entry.pk}/move/")
    CalendarEntry.objects.update(publish_on="2026-11-17", version=2)
    page.get_by_label("New day").fill("2026-11-19")
    page.get_by_role("button", name="Move").click()
    versus = page.get_by_role("group", name="New day")
    expect(versus).to_contain_text("17 November 2026")
    expect(versus).to_contain_text("19 November 2026")
    page.get_by_role("radio", name="Saved now").check()
    page.get_by_role("button", name="Move").click()
    expect(day(page, "2026-11-17")).to_contain_text("Guide")
