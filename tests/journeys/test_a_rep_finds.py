"""A rep on a call: two words, the right asset on top, a talking point and the link copied. In real Chromium."""

import pytest

from content.search.models import SearchLog
from portal.activity import observations
from portal.saved_views.models import SavedView
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.one_database

POINT = "A rollback drill took them six minutes."


@pytest.fixture
def mara(transactional_db):
    """A rep with a small library in front of her."""
    AssetFactory.create_batch(3, stage="mofu", personas=["CTO"])
    AssetFactory(
        title="Cost of a migration", stage="mofu", personas=["CFO"], talking_points=["Half the hours."]
    )
    AssetFactory(
        title="Migration without a release freeze",
        reference="case-study-042",
        stage="bofu",
        personas=["CFO", "CTO"],
        talking_points=[POINT],
        url="https://cdn.example.com/story.pdf",
    )
    return UserFactory(name="Mara Velt")


def titles(page):
    return page.locator("[data-result-link]").all_inner_texts()


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_enter_gets_its_answer_from_a_server_slower_than_the_pause_of_typing(visitor, mara):
    page = visitor(mara)
    page.clock.install()
    page.goto(f"{page.origin}/library/")
    held = []
    page.route("**/library/?q=*", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("migration freeze")
    with page.expect_request("**/library/?q=*"):
        page.keyboard.press("Enter")
    page.clock.run_for(1000)
    for route in held:
        route.continue_()
    page.locator("[data-result-link]:focus").wait_for()
    assert len(held) == 1
    assert titles(page) == ["Migration without a release freeze"]


def test_a_talking_point_and_the_link_are_copied_with_seven_keys_besides_the_words(context, visitor, mara):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor(mara)
    page.goto(f"{page.origin}/library/")
    page.keyboard.press("/")
    page.keyboard.type("migration freeze")
    page.keyboard.press("Enter")
    page.locator("[data-result-link]:focus").wait_for()
    assert titles(page) == ["Migration without a release freeze"]
    page.keyboard.press("Space")
    page.locator("#preview .point").wait_for()
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    page.get_by_text("Copied", exact=True).wait_for()
    assert clipboard(page) == POINT
    page.keyboard.press("y")
    page.locator(".toast", has_text="Portal link copied").wait_for()
    assert clipboard(page) == f"{page.origin}/library/case-study-042/"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Migration without a release freeze"
    assert page.url == f"{page.origin}/library/?q=migration+freeze"


def test_results_follow_the_typing_and_back_undoes_a_filter(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/")
    page.get_by_label("Search everything").press_sequentially("migration", delay=10)
    page.wait_for_url("**/library/?q=migration")
    assert page.locator("#live").inner_text() == "2 results"
    page.get_by_text("BOFU").click()
    page.wait_for_url("**/library/?q=migration&stage=bofu")
    page.get_by_label("CFO", exact=True).check()
    page.wait_for_url("**/library/?q=migration&stage=bofu&persona=cfo")
    assert page.evaluate("document.activeElement.id") == "persona-cfo"
    page.go_back()
    page.wait_for_url("**/library/?q=migration&stage=bofu")
    page.locator(".chip").nth(1).wait_for()
    assert page.locator(".chip").count() == 2
    page.go_back()
    page.wait_for_url("**/library/?q=migration")
    page.locator(".chip").nth(1).wait_for(state="detached")
    assert len(titles(page)) == 2


def test_the_preview_follows_the_keys_and_its_address_can_be_sent(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/?q=migration&ordering=title")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.locator("[data-preview-of=case-study-042]").wait_for(state="detached")
    page.locator("#preview h2").wait_for()
    page.keyboard.press("j")
    page.locator("[data-preview-of=case-study-042]").wait_for()
    page.wait_for_url("**&sel=case-study-042")
    page.reload()
    assert page.locator("#preview h2").inner_text() == "Migration without a release freeze"
    assert page.locator("[data-result][aria-current]").get_attribute("data-reference") == "case-study-042"


def test_the_link_of_a_result_is_copied_by_key_and_a_toast_says_so(context, visitor, mara):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor(mara)
    page.goto(f"{page.origin}/library/?q=migration+freeze")
    page.keyboard.press("j")
    page.keyboard.press("y")
    page.locator(".toast", has_text="Portal link copied").wait_for()
    assert clipboard(page) == f"{page.origin}/library/case-study-042/"


def test_counts_that_arrive_later_leave_the_focus_alone(visitor, mara):
    SavedView.objects.create(owner=mara, kind="assets", name="Late stages", query="stage=bofu")
    page = visitor(mara)
    page.goto(f"{page.origin}/library/")
    page.locator("#nav-views .count").wait_for()
    page.wait_for_function("!document.querySelector('.htmx-settling, .htmx-added')")
    assert page.evaluate("document.activeElement === document.body")


def test_groups_and_find_boxes_of_the_rail_stay_as_they_were(visitor, mara):
    AssetFactory(competitors=[f"Rival {number:02}" for number in range(12)])
    page = visitor(mara)
    page.goto(f"{page.origin}/library/")
    page.locator("#facet-format > summary").click()
    page.locator("#facet-competitor > summary").click()
    page.get_by_label("Find in competitor").fill("11")
    page.locator("#competitor-rival-11").check()
    page.wait_for_url("**/library/?competitor=rival-11&all=competitor")
    assert page.locator("#facet-format[open]").count() == 0
    assert page.get_by_label("Find in competitor").input_value() == "11"
    assert page.locator("#facet-competitor .check:visible label").all_inner_texts() == ["Rival 11"]


def test_a_view_is_saved_in_a_dialog(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/?stage=mofu")
    page.get_by_text("BOFU").click()
    page.wait_for_url("**/library/?stage=bofu,mofu")
    page.get_by_role("link", name="Save view").click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator(".sentence").inner_text() == "Decision or Consideration stage"
    dialog.get_by_label("Name").fill("Late stages")
    dialog.get_by_role("button", name="Save view").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Late stages"
    assert page.locator("#nav-views .count").inner_text().split() == ["5", "results"]


def test_a_settled_search_and_an_opened_result_are_noted(visitor, mara):
    page = visitor(mara)
    page.goto(f"{page.origin}/library/?q=migration+freeze")
    # In a new tab, because a page that was left hears no answer.
    with page.expect_response("**/search/log/"), page.context.expect_page() as opened:
        page.locator("[data-result-link]").first.click(modifiers=["ControlOrMeta"])
    opened.value.get_by_role("heading", level=1, name="Migration without a release freeze").wait_for()
    observations.settle()
    note = SearchLog.objects.get()
    assert (note.words, note.total, note.rank) == ("migration freeze", 1, 1)


def test_without_script_filters_preview_and_exclusion_work(browser, visitor, mara, context):
    page = visitor(mara)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    tab = plain.new_page()
    tab.goto(f"{page.origin}/library/")
    tab.get_by_text("BOFU").click()
    tab.get_by_role("button", name="Apply", exact=True).click()
    tab.wait_for_url("**/library/?*stage=bofu*")
    assert titles(tab) == ["Migration without a release freeze"]
    tab.get_by_role("link", name="Preview Migration without a release freeze").click(
        position={"x": 300, "y": 90}
    )
    assert tab.locator("#preview .point p").all_inner_texts() == [POINT]
    tab.get_by_role("link", name="Remove filter Stage Decision").click()
    tab.locator(".check", has_text="CFO").hover()
    tab.get_by_role("button", name="Exclude CFO").click()
    assert len(titles(tab)) == 3
    plain.close()


def test_on_a_phone_filters_are_a_sheet_and_the_preview_is_the_page(visitor, mara):
    page = visitor(mara)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{page.origin}/library/")
    page.get_by_role("link", name="Filters").click()
    page.locator("#filters").get_by_text("BOFU").click()
    page.get_by_role("link", name="Show 1 result").click()
    assert page.locator("#filters").is_hidden()
    page.locator("[data-result]").first.click(position={"x": 200, "y": 60})
    assert page.get_by_role("heading", level=1).inner_text() == "Migration without a release freeze"
