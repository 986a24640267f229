"""One editor submits, the other sends back and then approves, at the desk and on a phone."""

import pytest

from content.library.models import Asset
from content.library.trust import actions
from tests.factories.content import AssetFactory, FormatFactory
from tests.factories.portal import UserFactory
from tests.journeys.test_a_marketer_edits import barriers

URL = "/library/approved-story-001/"


@pytest.fixture
def emil(transactional_db):
    return UserFactory(role="marketer", side="marketing", name="Emil Castellan")


@pytest.fixture
def maren(transactional_db):
    return UserFactory(role="marketer", side="marketing", name="Maren Holt")


def test_a_draft_is_sent_back_and_then_approved(visitor, emil, maren):
    form = FormatFactory(label="Approved story", needs_approval=True)
    draft = {"status": "draft", "owner": emil, "format": form, "personas": ["CFO"]}
    AssetFactory(reference="approved-story-001", title="Two wards a night", **draft)

    author = visitor(emil)
    author.goto(author.origin + URL)
    author.get_by_text("Submit…").locator("visible=true").click()
    author.get_by_label("Note for whoever approves it").locator("visible=true").fill(
        "Please check the figures."
    )
    author.get_by_role("button", name="Submit for approval").locator("visible=true").click()
    author.get_by_role("heading", name="It waits for approval").wait_for()

    reviewer = visitor(maren)
    reviewer.goto(reviewer.origin + URL)
    reviewer.get_by_text("Please check the figures.").first.wait_for()
    reviewer.get_by_text("Request changes…").click()
    reviewer.get_by_label("What has to change").fill("The second figure is of last year.")
    assert barriers(reviewer, "deciding") == {}
    reviewer.get_by_role("button", name="Send back").click()
    reviewer.get_by_role("heading", name="It was sent back").wait_for()

    author = visitor(emil)
    author.goto(f"{author.origin}{URL}edit/")
    author.get_by_text("The second figure is of last year.").wait_for()
    author.get_by_label("Summary").fill("With this year's figure.")
    author.get_by_role("button", name="Save and submit for approval").click()
    author.get_by_role("heading", name="It waits for approval").wait_for()

    reviewer = visitor(maren)
    reviewer.goto(reviewer.origin + URL)
    reviewer.get_by_role("button", name="Approve and publish").click()
    reviewer.get_by_text("Everyone has it now.").wait_for()

    asset = Asset.objects.for_reading().get()
    assert (asset.status, asset.summary) == ("published", "With this year's figure.")
    actions.propose_change(asset, {"title": "Three wards a night"}, actor=emil, version=asset.version)
    reviewer.goto(reviewer.origin + URL)
    reviewer.get_by_role("heading", name="A change waits for approval").wait_for()
    assert barriers(reviewer, "a change") == {}
    reviewer.get_by_role("button", name="Approve the change").click()
    reviewer.get_by_role("heading", name="Three wards a night", level=1).wait_for()
