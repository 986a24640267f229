"""What scripts add to the shell, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.content import AssetFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def library(transactional_db):
    AssetFactory(title="Migration without a freeze", talking_points=["The freeze lasted no day."])
    AssetFactory(title="Migration cost calculator")


@pytest.fixture
def at_home(visitor, rep, library):
    page = visitor(rep)
    page.goto(f"{page.origin}/")
    return page


def test_search_has_focus_and_suggests_by_keyboard(at_home):
    page = at_home
    field = page.get_by_role("combobox", name="Search everything")
    expect(field).to_be_focused()
    page.keyboard.type("migra")
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("migra")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/library/[a-z-]+-\d+/$"))


def test_talking_point_leads_to_its_asset(at_home):
    page = at_home
    page.keyboard.type("freeze")
    page.get_by_role("option", name="The freeze lasted no day.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Migration without a freeze")


def test_recent_searches_are_offered_until_the_person_signs_out(at_home):
    page = at_home
    page.keyboard.type("calculator")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/library/\?q=calculator"))
    page.goto(f"{page.origin}/")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="calculator")).to_be_visible()
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('portal-recent-')).length"
    assert page.evaluate(kept) == 1
    page.keyboard.press("Escape")
    page.get_by_label("Rep, your menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/auth/login/"))
    assert page.evaluate(kept) == 0


def test_theme_changes_at_once_and_stays(at_home, rep):
    page = at_home
    page.get_by_label("Rep, your menu").click()
    with page.expect_response(lambda answer: "/profile/theme/" in answer.url):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_help_opens_by_key_and_gives_focus_back(at_home):
    page = at_home
    page.keyboard.press("Escape")
    page.locator("body").press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile("/library/"))


def test_single_keys_rest_when_switched_off_but_ctrl_k_works(visitor, rep, library):
    rep.shortcuts = False
    rep.save()
    page = visitor(rep)
    page.goto(f"{page.origin}/profile/")
    page.locator("body").press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("body").press("/")
    field = page.get_by_label("Search everything")
    expect(field).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()


def test_menu_closes_by_escape_and_by_a_click_elsewhere(at_home):
    page = at_home
    menu, summary = page.get_by_role("link", name="Profile"), page.get_by_label("Rep, your menu")
    summary.click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(menu).to_be_hidden()


def test_rows_of_the_grid_change_without_a_new_page(at_home):
    page = at_home
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Industry", exact=True).click()
    expect(page.get_by_role("heading", name="Content for every stage and industry")).to_be_visible()
    expect(page).to_have_url(re.compile(r"by=industry"))
    assert page.evaluate("window.sameDocument") is True


def test_phone_has_its_sections_at_the_bottom(at_home):
    page = at_home
    page.set_viewport_size({"width": 390, "height": 844})
    bar = page.get_by_role("navigation", name="Main")
    assert bar.bounding_box()["y"] > 750
    bar.get_by_text("More").click()
    expect(bar.get_by_role("link", name="Profile")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
