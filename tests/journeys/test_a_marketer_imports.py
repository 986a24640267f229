"""A marketer brings a spreadsheet in: bad rows, an unknown word, the mended file, and one draft published."""

import pytest

from content.library.models import Asset
from tests.factories.content import PersonaFactory
from tests.factories.portal import UserFactory
from tests.journeys.test_every_page import SIZES, problems_of

HEAD = "id,title,format,stage,persona,url,status\n"
FIRST = "guide-1,Plan a migration,Long-form guide,TOFU,Platform Leed,https://example.com/1,\n"
SECOND = "guide-2,Measure a migration,Long-form guide,TOFU,,www example com,\n"
MENDED = "guide-2,Measure a migration,Long-form guide,TOFU,,https://example.com/2,\n"
DRAFT = "case-1,A harbour moves,Case study,BOFU,Platform Lead,https://example.com/3,draft\n"


@pytest.fixture
def mara(transactional_db):
    PersonaFactory(label="Platform Lead")
    return UserFactory(role="marketer", side="marketing", name="Mara Quell")


def file(text):
    return {"name": "assets.csv", "mimeType": "text/csv", "buffer": text.encode()}


def upload(page, text):
    page.goto(f"{page.origin}/import/")
    page.get_by_label("File", exact=True).set_input_files(file(text))
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_role("button", name="Check the file").click()


def test_a_file_with_bad_rows_is_mended_imported_and_published(visitor, mara):
    page = visitor(mara)
    upload(page, HEAD + FIRST + SECOND + DRAFT)
    page.get_by_text("It is no web address.").wait_for()
    assert page.locator(".outcome dd").first.inner_text() == "1"

    upload(page, HEAD + FIRST + MENDED + DRAFT)
    page.get_by_label("“Platform Leed” is the same as").select_option(label="Platform Lead")
    page.get_by_role("button", name="Apply and check again").click()
    page.get_by_role("button", name="Import 3 rows").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the result").click()
    assert download.value.suggested_filename.endswith("-result.csv")

    page.get_by_role("link", name="A harbour moves").click()
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_text("Fresh until").first.wait_for()
    assert set(Asset.objects.values_list("reference", "status")) == {
        ("guide-1", "published"),
        ("guide-2", "published"),
        ("case-1", "published"),
    }


@pytest.mark.one_database
def test_no_step_of_an_import_has_a_barrier(visitor, mara):
    page = visitor(mara)
    barriers = {}

    def look(step):
        for (width, height), theme in zip(SIZES, ("light", "dark"), strict=True):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            if problems := problems_of(page):
                barriers[f"{step} {width} {theme}"] = problems

    page.goto(f"{page.origin}/import/")
    look("start")
    page.get_by_label("File", exact=True).set_input_files(file(HEAD + FIRST + SECOND + DRAFT))
    page.get_by_role("button", name="Upload and look").click()
    look("columns")
    page.get_by_role("button", name="Check the file").click()
    look("checked")
    page.get_by_role("checkbox", name="Leave out").check()
    page.get_by_role("button", name="Import 1 row").click()
    page.get_by_role("link", name="Download the result").wait_for()
    look("done")
    assert barriers == {}
