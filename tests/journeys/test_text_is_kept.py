"""A marketer's session ends while she writes; her text does not. In Chromium."""

import pytest

from content.library.models import Asset
from tests.factories.content import PersonaFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.one_database

KEPT = "main .banner:has-text('Your text from')"
PASSWORD = "six minutes of rollback"


@pytest.fixture
def mara(transactional_db):
    PersonaFactory(label="Platform Lead")
    person = UserFactory(role="marketer", side="marketing", name="Mara Quell", email="mara@example.com")
    person.set_password(PASSWORD)
    person.save()
    return person


def write(page):
    page.goto(f"{page.origin}/library/new/")
    page.get_by_label("Title").fill("Rollback in six minutes")
    page.get_by_label("Talking point 1").fill("First")
    page.get_by_role("button", name="Add a talking point").click()
    page.get_by_label("Talking point 2").fill("Second")
    page.get_by_label("Format").select_option(label="Case study")
    page.get_by_label("Platform Lead").check()
    page.get_by_label("Add tags, separated by commas").press_sequentially("drills")
    page.get_by_role("button", name="New tag “drills”").click()


def restore(page):
    page.locator(KEPT).wait_for()
    assert page.get_by_label("Title").input_value() == ""
    page.get_by_role("button", name="Restore").click()
    assert page.locator(KEPT).count() == 0


def save(page):
    page.get_by_role("button", name="Save as draft").click()


def saved():
    asset = Asset.objects.get()
    points = asset.talking_points.order_by("asset_links__position")
    return (
        asset.title,
        [point.text for point in points],
        [persona.label for persona in asset.personas.all()],
        [tag.label for tag in asset.tags.all()],
    )


WRITTEN = ("Rollback in six minutes", ["First", "Second"], ["Platform Lead"], ["drills"])


def test_text_is_there_again_after_a_session_that_ended(visitor, mara, context, settings):
    page = visitor(mara)
    write(page)
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    page.locator("[name=login]").fill("mara@example.com")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/library/new/")
    restore(page)
    save(page)
    page.get_by_role("heading", level=1, name=WRITTEN[0]).wait_for()
    assert saved() == WRITTEN
    page.goto(f"{page.origin}/library/new/")
    assert page.locator(KEPT).count() == 0


def test_text_is_there_again_after_a_form_that_was_stale(visitor, mara):
    page = visitor(mara)
    write(page)
    # What signing in again in another tab does to the page in this one.
    page.evaluate("document.querySelector('.edit [name=csrfmiddlewaretoken]').value = 'a'.repeat(64)")
    # The refusal's page, without the console's line about its status.
    page.route("**/library/new/", lambda route: route.fulfill(response=route.fetch(), status=200), times=1)
    save(page)
    page.get_by_role("link", name="Open the form again").click()
    restore(page)
    save(page)
    page.get_by_role("heading", level=1, name=WRITTEN[0]).wait_for()
    assert saved() == WRITTEN


def test_kept_text_can_be_discarded_and_goes_with_its_writer(visitor, mara):
    page = visitor(mara)
    page.on("dialog", lambda dialog: dialog.accept())
    write(page)
    page.goto(f"{page.origin}/library/new/")
    page.get_by_role("button", name="Discard").click()
    page.reload()
    page.get_by_role("heading", level=1, name="New asset").wait_for()
    assert page.locator(KEPT).count() == 0
    write(page)
    page.goto(f"{page.origin}/library/")
    kept = "Object.keys(sessionStorage).filter((key) => key.startsWith('portal-kept-text'))"
    assert len(page.evaluate(kept)) == 1
    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    page.get_by_role("heading", level=1, name="Sign in").wait_for()
    assert page.evaluate(kept) == []
