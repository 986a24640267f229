"""A competitor comes up: the card by keyboard on a phone, an objection heard, found by its words and copied."""

import pytest

from content.battle_cards.models import Hearing, Objection
from content.battle_cards.objections.actions import change_objection
from tests.factories.battle_cards import CardFactory
from tests.factories.content import AssetFactory, CompetitorFactory
from tests.factories.portal import UserFactory

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def card(transactional_db):
    AssetFactory(reference="story", title="Migration story", competitors=["Orbitane"], stage="bofu")
    owner = UserFactory(name="Priya", role="marketer", side="marketing")
    return CardFactory(competitor=CompetitorFactory(label="Orbitane"), owner=owner)


def test_a_card_opens_by_keyboard_on_a_phone_and_fits(visitor, card):
    page = visitor(UserFactory(name="Mara Velt"))
    page.set_viewport_size(PHONE)
    page.goto(f"{page.origin}/library/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.locator("#card-picker-words:focus").wait_for()
    page.keyboard.type("orb")
    page.keyboard.press("Enter")
    page.wait_for_url("**/battle-cards/orbitane/")
    assert page.locator(".glance").is_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_an_objection_is_heard_answered_found_and_copied(context, visitor, card):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor(UserFactory(name="Mara Velt"))
    page.goto(f"{page.origin}/library/story/")
    page.get_by_role("link", name="Heard an objection").first.click()
    page.get_by_label("What did they say?").fill("Your price per cluster is higher")
    page.get_by_role("button", name="Note it").click()
    page.get_by_role("heading", name="Your price per cluster is higher").wait_for()
    [objection] = Objection.objects.all()
    assert Hearing.objects.get().asset.reference == "story"
    change_objection(objection, {"answer": "Count the standby clusters."}, actor=card.owner, version=None)
    page.keyboard.press("/")
    page.keyboard.type("prices of clusters")
    option = page.get_by_role("option", name="Copy the answer")
    option.wait_for()
    while option.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Count the standby clusters."


@pytest.mark.one_database
def test_the_first_screen_stands_on_one_screen_and_prints_on_one_sheet(visitor, card, tmp_path):
    import pypdfium2

    page = visitor(card.owner)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{page.origin}{card.get_absolute_url()}")
    box = page.locator(".glance").bounding_box()
    assert box["y"] + box["height"] <= 720
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert len(sheet) == 1
    assert "Internal, never send" in sheet[0].get_textpage().get_text_bounded()
