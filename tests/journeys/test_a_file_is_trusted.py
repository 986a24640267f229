"""A file is uploaded, found by a word on its second page, seen there, taken out, replaced and restored."""

import pytest
from playwright.sync_api import expect

from content.library.models import Download
from content.library.versions import actions as versions
from tests.factories import files
from tests.factories.content import AssetFactory, FormatFactory, LanguageFactory
from tests.factories.portal import UserFactory


@pytest.fixture
def mara(transactional_db):
    FormatFactory(slug="field-note", label="Field note")
    LanguageFactory(slug="en")
    return UserFactory(role="marketer", name="Mara Quell")


def chosen(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_from_upload_to_the_page_to_a_new_version(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/upload/")
    page.get_by_label("Files").set_input_files(
        [
            chosen("harbour-story_v2.pdf", files.pdf("A crane", "Zephyr calibration")),
            chosen("logo.svg", b"<svg/>"),
        ]
    )
    page.get_by_label("Format").select_option(label="Field note")
    page.get_by_role("button", name="Upload", exact=True).click()
    page.get_by_text("Save the picture as PNG").wait_for()
    page.get_by_role("link", name="Harbour story").click()
    page.get_by_role("heading", level=1, name="Harbour story").wait_for()
    for number in (1, 2):
        expect(page.locator(f"#page-{number} img")).to_have_js_property("naturalWidth", 1000)

    page.goto(f"{page.origin}/library/?q=zephyr")
    page.get_by_role("link", name="p. 2").click()
    page.get_by_text("From page 2 on").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "harbour-story_v2.pdf"
    assert Download.objects.get().person == mara

    page.get_by_role("link", name="New version").click()
    page.get_by_label("New file").set_input_files(chosen("harbour-story.pdf", files.pdf("Mistral")))
    page.get_by_label("What has changed").fill("Another wind")
    page.get_by_role("button", name="Upload new version").click()
    page.get_by_text("Version 2 is what people get now").wait_for()
    page.get_by_role("link", name="New version").click()
    page.get_by_role("button", name="Restore version 1").click()
    page.get_by_text("The file of version 1 is what people get now").wait_for()


@pytest.mark.one_database
def test_it_works_without_script(visitor, browser, mara, context):
    page = visitor(mara)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    tab = plain.new_page()
    tab.goto(f"{page.origin}/library/upload/")
    tab.get_by_label("Files").set_input_files(chosen("plan.pdf", files.pdf("One")))
    tab.get_by_label("Format").select_option(label="Field note")
    tab.get_by_role("button", name="Upload", exact=True).click()
    tab.get_by_role("link", name="Plan", exact=True).click()
    assert tab.locator("h1").inner_text() == "Plan"
    plain.close()


def test_what_is_withdrawn_is_gone_for_everyone_who_has_it(visitor, mara, context):
    file, name, _ = versions.take_file([files.pdf("Old prices")], "prices.pdf")
    asset = versions.add_version(AssetFactory(title="Price list"), file, name, actor=mara, version=None)
    lena = UserFactory(role="rep", name="Lena Brook")
    versions.note_download(asset.current_version, lena)
    page = visitor(mara)
    page.goto(f"{page.origin}{asset.get_absolute_url()}")
    page.get_by_label("More actions").first.click()
    page.get_by_role("link", name="Withdraw…").click()
    expect(page.get_by_role("heading", name="Who has it")).to_contain_text("1")
    page.get_by_text("Lena Brook").wait_for()
    page.get_by_label("Why").fill("Last year’s prices")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    page.get_by_text("Its file is served to nobody").wait_for()

    reader = visitor(lena)
    answer = reader.goto(f"{page.origin}{asset.get_absolute_url()}")
    assert answer.status == 410
    reader.get_by_text("Last year’s prices").wait_for()
    taken = context.request.get(f"{page.origin}{asset.get_absolute_url()}file")
    assert taken.status == 410
    reader.goto(f"{page.origin}/notices/")
    reader.get_by_text("“Price list” was withdrawn").wait_for()
