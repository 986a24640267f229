"""Sales changes what is known about a persona, both sides sign it, and the mark beside the persona goes."""

import pytest
from playwright.sync_api import expect

from content.library.personas.actions import sign_page, write_page
from tests.factories.content import AssetFactory, PersonaFactory
from tests.factories.portal import UserFactory

MARK = "not signed by both sides"


@pytest.fixture
def nora(transactional_db):
    return UserFactory(role="rep", side="sales", name="Nora Lindgren")


@pytest.fixture
def emil(transactional_db):
    return UserFactory(role="marketer", side="marketing", name="Emil Castellan")


def test_an_edited_persona_is_marked_until_both_sides_have_signed(visitor, nora, emil):
    persona = PersonaFactory(label="CFO")
    AssetFactory(reference="deck-1", personas=[persona])
    signed = write_page(persona, {"job": "Pays."}, actor=emil, version=0)
    for person in (nora, emil):
        sign_page(signed, actor=person, version=1)

    page = visitor(nora)
    page.goto(f"{page.origin}/library/deck-1/")
    expect(page.get_by_label(MARK)).to_have_count(0)
    page.goto(f"{page.origin}/personas/cfo/")
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_text("takes back the signature of Nora Lindgren for sales and")).to_be_visible()
    page.get_by_label("The job").fill("Pays, and has to explain it.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Sign for sales").click()
    expect(page.get_by_text("Waits for marketing").first).to_be_visible()

    page = visitor(emil)
    page.goto(f"{page.origin}/library/deck-1/")
    expect(page.get_by_label(MARK).first).to_be_visible()
    page.goto(f"{page.origin}/personas/cfo/")
    page.get_by_role("button", name="Sign for marketing").click()
    expect(page.get_by_text("Signed by both sides").first).to_be_visible()
    page.goto(f"{page.origin}/library/deck-1/")
    expect(page.get_by_label(MARK)).to_have_count(0)

    # A figure opens its definition with the keyboard, and Escape closes it.
    figure = page.locator(".trust .def", has_text="State")
    figure.get_by_role("link").focus()
    expect(figure.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(figure.get_by_role("tooltip")).to_be_hidden()
