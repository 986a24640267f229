"""Every page in real Chromium: no accessibility violation, no complaint of the browser, nothing cut off."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.management.sample import loading
from portal.shared.dates import today
from portal.users.models import User
from tests.journeys.pages import NO_PAGES, PAGES, addresses, facts, names

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = DESK, PHONE = [(1440, 900), (390, 844)]
TURNS = 5
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def problems_of(page, rules=STANDARDS):
    """What axe finds by these rules, and what only we look for."""
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    problems = [f"{rule['id']}: {rule['nodes'][0]['html'][:160]} ({len(rule['nodes'])})" for rule in found]
    if page.evaluate(SCROLLS):
        problems.append("the page scrolls sideways")
    if page.locator("h1").count() != 1:
        problems.append("not exactly one h1")
    return problems


def test_every_address_is_looked_at_or_is_no_page():
    assert names() == PAGES.keys() | NO_PAGES
    assert not PAGES.keys() & NO_PAGES


def _todays(pages, size):
    """Those of the pages that this size looks at today: all of them within TURNS days.

    All pages in both sizes take five minutes, and the checks have to stay under 15.
    """
    return pages[(today().toordinal() + SIZES.index(size)) % TURNS :: TURNS]


@pytest.mark.one_database
@pytest.mark.parametrize(("size", "theme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_no_page_has_a_barrier(request, transactional_db, size, theme):
    list(loading.load())
    page, sign_in = request.getfixturevalue("stranger"), request.getfixturevalue("visitor")
    # What lies under a phone's fixed bar until one scrolls is no fault: there the window is as tall as the page.
    page.set_viewport_size({"width": size[0], "height": 5000 if size == PHONE else size[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    barriers, arguments = {}, facts()
    for role in (None, "rep", "marketer", "account", "admin"):
        if role:
            sign_in(User.objects.get(email=f"{role}@example.com"))
        for address in _todays(addresses(role, arguments), size):
            answer = page.goto(page.origin + address)
            if answer.status != 200:
                barriers[address] = answer.status
            elif problems := problems_of(page):
                barriers[address] = problems
    assert barriers == {}
