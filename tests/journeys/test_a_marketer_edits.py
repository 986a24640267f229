"""A marketer writes an asset, meets a colleague's edit, and changes many at once; with script and without."""

import pytest

from content.library import actions
from content.library.models import Asset
from content.vocabularies.models import Tag
from tests.factories.content import AssetFactory, PersonaFactory, TagFactory
from tests.factories.portal import UserFactory
from tests.journeys.test_every_page import SIZES, problems_of


@pytest.fixture
def mara(transactional_db):
    PersonaFactory(label="Platform Lead")
    TagFactory(label="kubernetes")
    return UserFactory(role="marketer", side="marketing", name="Mara Quell")


@pytest.fixture
def olle(transactional_db):
    return UserFactory(role="marketer", side="marketing", name="Olle Berg")


def barriers(page, step):
    """Barriers of the page as it stands, at the desk in light and on a phone in dark."""
    found = {}
    for (width, height), theme in zip(SIZES, ("light", "dark"), strict=True):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if problems := problems_of(page):
            found[f"{step} {width} {theme}"] = problems
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def test_an_asset_is_written_and_published(visitor, mara):
    AssetFactory(title="Rollback drills in six minutes")
    page = visitor(mara)
    page.goto(f"{page.origin}/library/new/")
    page.get_by_label("Title").press_sequentially("Rollback drill in six minutes")
    page.get_by_text("Nearly the same title.").wait_for()
    page.get_by_role("button", name="Add a talking point").click()
    page.get_by_label("Talking point 1").fill("Second")
    page.get_by_label("Talking point 2").fill("First")
    page.get_by_role("button", name="Move up").nth(1).click()
    page.get_by_label("Format").select_option(label="Case study")
    page.get_by_text("Case study: usually at Consideration").wait_for()
    page.get_by_text("Decision", exact=True).click()
    page.get_by_label("Platform Lead").check()
    page.get_by_role("heading", name="7 of 7 complete").wait_for()
    page.get_by_label("Add tags, separated by commas").press_sequentially("kuber")
    page.get_by_role("button", name="kubernetes", exact=True).click()
    page.get_by_label("Add tags, separated by commas").press_sequentially("rollback")
    page.get_by_role("button", name="New tag “rollback”").wait_for()
    page.get_by_label("Add tags, separated by commas").press("Enter")
    page.get_by_role("checkbox", name="rollback (new)").wait_for()
    assert barriers(page, "filled in") == {}
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_text("Published “Rollback drill in six minutes”.").wait_for()
    asset = Asset.objects.for_reading().exclude(title__contains="drills").get()
    assert [point.text for point in asset.points] == ["First", "Second"]
    assert sorted(tag.label for tag in asset.tags.all()) == ["kubernetes", "rollback"]


@pytest.mark.one_database
def test_leaving_with_unsaved_text_asks_first(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/new/")
    page.get_by_label("Summary").fill("Half a sentence")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/library/")
    assert asked == ["beforeunload"]


def test_two_editors_choose_what_stays(visitor, mara, olle):
    asset = AssetFactory(title="Old title", summary="Old summary.", personas=["CFO"])
    page = visitor(mara)
    page.goto(f"{page.origin}/library/{asset.reference}/edit/")
    actions.change_asset(asset, {"title": "Olle's title", "summary": "New summary."}, actor=olle, version=1)
    page.get_by_label("Title").fill("Mara's title")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Olle Berg saved this").wait_for()
    assert page.get_by_role("radio", name="Yours Mara's title").is_checked()
    assert page.get_by_role("radio", name="Saved by Olle Berg New summary.").is_checked()
    assert barriers(page, "conflict") == {}
    page.get_by_role("button", name="Save what is chosen").click()
    page.get_by_text("Saved “Mara's title”.").wait_for()
    saved = Asset.objects.get(pk=asset.pk)
    assert (saved.title, saved.summary, saved.version) == ("Mara's title", "New summary.", 3)


def test_many_are_changed_and_taken_back(visitor, mara):
    AssetFactory.create_batch(3, stage="tofu")
    page = visitor(mara)
    page.goto(f"{page.origin}/library/?view=table")
    page.get_by_label("Select all on this page").check()
    page.get_by_role("button", name="Change selected…").click()
    found = barriers(page, "choose")
    page.get_by_label("Stage", exact=True).select_option(label="Decision")
    page.get_by_role("button", name="Set stage, preview").click()
    found |= barriers(page, "preview")
    page.get_by_role("button", name="Change 3 assets").click()
    page.get_by_role("heading", name="3 assets changed").wait_for()
    found |= barriers(page, "result")
    assert {asset.stage.slug for asset in Asset.objects.all()} == {"bofu"}
    page.get_by_role("button", name="Undo all of it").click()
    page.get_by_role("heading", name="3 assets taken back").wait_for()
    assert {asset.stage.slug for asset in Asset.objects.all()} == {"tofu"}
    assert found == {}


@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.one_database
def test_all_of_it_works_without_script(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/new/")
    page.get_by_label("Title").fill("Written without script")
    page.get_by_label("Talking point 1", exact=True).fill("Second")
    page.get_by_label("Further talking point 1").fill("First")
    page.get_by_label("Place").nth(0).fill("2")
    page.get_by_label("Place").nth(1).fill("1")
    page.get_by_label("Format").select_option(label="Case study")
    page.get_by_label("Add tags, separated by commas").fill("kubernets")
    page.get_by_role("button", name="Save as draft").click()
    page.get_by_role("radio", name="Use “kubernetes”").check()
    page.get_by_role("button", name="Save as draft").click()
    page.get_by_text("Saved “Written without script”.").wait_for()
    asset = Asset.objects.for_reading().get()
    assert [point.text for point in asset.points] == ["First", "Second"]
    assert list(asset.tags.all()) == list(Tag.objects.all())
    page.goto(f"{page.origin}/library/?view=table")
    page.get_by_label("Select Written without script").check()
    page.get_by_role("button", name="Change selected…").click()
    page.get_by_role("button", name="Archive, preview").click()
    page.get_by_role("button", name="Change 1 asset").click()
    page.get_by_role("heading", name="1 asset changed").wait_for()
    assert Asset.objects.get().status == "archived"
