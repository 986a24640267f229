"""An owner works through the queue without a mouse. In real Chromium."""

import pytest

from content.library.models import Asset
from content.search.models import SearchLog
from portal.shared.dates import days_from_today
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory


@pytest.fixture
def owner(transactional_db):
    """A marketer with three assets that are overdue; the one opened most is the least late."""
    owner = UserFactory(name="Mara Velt", role="marketer", side="marketing")
    late = [
        AssetFactory(title=title, owner=owner, review_on=days_from_today(-days))
        for title, days in (("Price list", 2), ("Old deck", 40), ("Old story", 30))
    ]
    SearchLog.objects.bulk_create(
        SearchLog(user=owner, words="price", total=1, opened_id=late[0].pk) for _ in range(30)
    )
    return owner


def titles(page):
    return page.locator("[data-result-link]").all_inner_texts()


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def test_assets_are_verified_and_archived_from_the_queue_by_keyboard(visitor, owner):
    page = visitor(owner)
    page.goto(f"{page.origin}/profile/")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue/")
    assert titles(page) == ["Price list", "Old deck", "Old story"]
    page.keyboard.press("v")  # no row is chosen yet, so nothing happens
    page.keyboard.press("j")
    assert focused(page) == "Price list"
    page.keyboard.press("v")
    page.get_by_text("1 asset verified.").wait_for()
    assert (titles(page), focused(page)) == (["Old deck", "Old story"], "Old deck")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-pick-count]").inner_text() == "2"
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.get_by_text("1 asset archived.").wait_for()
    assert titles(page) == ["Old story"]
    page.keyboard.press("e")
    page.wait_for_url("**/edit/")
    states = Asset.objects.order_by("id").values_list("status", "verified_by")
    assert list(states) == [("published", owner.pk), ("archived", None), ("published", None)]
