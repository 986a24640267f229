"""Two reps dispute an asset and its owner answers; a rep sends one to an account."""

import pytest
from playwright.sync_api import expect

from content.feedback.models import Send
from tests.factories.accounts import AccountFactory
from tests.factories.content import AssetFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_reps_dispute_and_the_owner_answers(visitor, rep, account_user, marketer):
    asset = AssetFactory(title="Support hours", owner=marketer)
    page = visitor(rep)
    page.goto(f"{page.origin}{asset.get_absolute_url()}")
    card = page.locator("#feedback")
    card.locator("summary", has_text="Wrong").click()
    card.get_by_role("button", name="Flag as wrong").click()
    expect(card.locator(".say-news")).to_contain_text("Marketer is to answer by")
    expect(card.locator(".thread")).to_contain_text("Wrong")

    page = visitor(account_user)
    page.goto(f"{page.origin}{asset.get_absolute_url()}")
    page.keyboard.press("!")
    card.get_by_label("What is it?").first.fill("Last year's table")
    page.keyboard.press("Enter")
    expect(card.locator(".thread")).to_contain_text("Last year's table")
    asset.refresh_from_db()
    assert asset.disputed_at

    page = visitor(marketer)
    page.goto(f"{page.origin}{asset.get_absolute_url()}")
    card.locator("summary", has_text="Answer").first.click()
    card.get_by_label("Your answer").first.fill("The new table is in.")
    card.get_by_role("button", name="Answer and close").first.click()
    expect(card.locator(".reply")).to_contain_text("Answered the same day")
    asset.refresh_from_db()
    assert asset.disputed_at is None


def test_a_rep_sends_to_an_account(visitor, context, rep):
    account = AccountFactory(name="Gullwing Ferries")
    asset = AssetFactory(
        title="Six nights", url="https://example.com/six", talking_points=["No freeze.", "Six nights."]
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor(rep)
    page.goto(f"{page.origin}{asset.get_absolute_url()}")
    page.keyboard.press("s")
    page.get_by_label("Who is it for?").fill("Gullwing Ferries")
    page.get_by_role("button", name="Copy and note as sent").first.click()
    expect(page.get_by_text("Noted: sent to Gullwing Ferries.")).to_be_visible()
    assert "- No freeze.\n- Six nights.\nhttps://example.com/six" in page.evaluate(
        "navigator.clipboard.readText()"
    )
    assert Send.objects.get().account == account
    page.goto(f"{page.origin}{account.get_absolute_url()}")
    expect(page.get_by_role("region", name="What was sent")).to_contain_text("Six nights")
