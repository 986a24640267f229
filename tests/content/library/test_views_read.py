"""The library as a rep meets it: list, filters, preview, asset page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from content.library import actions
from content.library.models import Asset
from content.search.actions import add_synonym
from content.search.models import SearchLog
from portal.shared.dates import today
from tests.factories.content import AssetFactory
from tests.reading import read_page

LIST = "/library/"


def sentence(page):
    return page.one("div", css="res-line").one("p", css="sentence").text


def titles(page):
    return page.texts("a", data_result_link=True)


def count_beside(page, box):
    """The number beside a value of the rail, by the id of its checkbox."""
    row = next(row for row in page.all("div", css="check") if row.all("input", id=box))
    return int(row.one("span", css="count").text)


def test_a_rep_finds_an_asset_by_words_with_what_is_needed_to_trust_it(client_for, rep, story):
    AssetFactory(title="Something else")
    page = read_page(client_for(rep).get(LIST, {"q": "migrat"}))
    assert titles(page) == ["Migration without a release freeze"]
    card = page.one("li", css="asset")
    assert card.texts("mark") == ["Migrat"]
    assert card.one("span", css="pill").text == "Decision"
    assert card.texts("span", css="tag") == ["CFO", "CTO", "+1 : DevOps Engineer"]
    assert card.one("span", css="badge").text.startswith("Fresh until")
    assert page.one(id="live").text == "1 result"


def test_the_snippet_shows_where_the_words_are(client_for, rep, story):
    page = read_page(client_for(rep).get(LIST, {"q": "rollback"}))
    assert page.one("p", css="snip").text == "A rollback drill took six minutes."


def test_titles_are_text_not_markup(client_for, rep):
    AssetFactory(title="<script>alert(1)</script> & more", summary="<b>bold</b>")
    response = client_for(rep).get(LIST, {"q": "alert"})
    assert "<script>alert" not in response.text
    assert titles(read_page(response)) == ["<script>alert(1)</script> & more"]


def test_the_count_beside_a_value_is_the_number_of_results_it_gives(client_for, rep):
    for stage, personas in (("bofu", ["CFO"]), ("bofu", ["CFO", "CTO"]), ("mofu", ["CTO"]), ("mofu", [])):
        AssetFactory(stage=stage, personas=personas)
    client = client_for(rep)
    page = read_page(client.get(LIST, {"stage": "bofu", "persona": "cfo"}))
    assert [label.one("small").text for label in page.one("div", css="stages").all("label")] == [
        "0",
        "0",
        "2",
    ]
    assert count_beside(page, "persona-cto") == 1
    assert count_beside(page, "persona-cfo") == 2
    assert len(titles(read_page(client.get(LIST, {"stage": "bofu", "persona": "cto"})))) == 1


def test_chosen_values_stand_first_and_the_rest_waits_behind_show_all(client_for, rep):
    for number in range(12):
        AssetFactory(competitors=[f"Rival {number:02}"] + ["Rival 00"] * (number < 6))
    page = read_page(client_for(rep).get(LIST, {"competitor": "rival-11"}))
    facet = page.one("details", id="facet-competitor")
    assert facet.texts("label")[:2] == ["Rival 11", "Rival 00"]
    assert len(facet.texts("label")) == 8
    assert facet.one("a", css="mini").text == "Show all 12"
    whole = read_page(client_for(rep).get(facet.one("a", css="mini")["href"]))
    assert len(whole.one("details", id="facet-competitor").texts("label")) == 12


def test_the_heading_of_a_facet_counts_the_values_with_results(client_for, rep, story):
    AssetFactory(title="Elsewhere", competitors=["Rival"], personas=["CEO"])
    page = read_page(client_for(rep).get(LIST, {"q": "elsewhere"}))
    assert page.one("details", id="facet-persona").one("span", css="sum").text == "1"


def test_all_values_of_a_facet_come_alone_for_htmx(htmx_for, client_for, rep, story):
    url = reverse("content:asset-facet", args=["persona"])
    assert read_page(htmx_for(rep).get(url)).texts("label") == ["CFO", "CTO", "DevOps Engineer"]
    assert client_for(rep).get(url, {"q": "x"}).url == "/library/?q=x&all=persona"
    assert client_for(rep).get(reverse("content:asset-facet", args=["size"])).status_code == 404


def test_chips_and_sentence_say_what_is_asked_and_each_chip_can_go(client_for, rep, story):
    page = read_page(
        client_for(rep).get(LIST + "?q=release&stage=bofu&persona=cfo,cto&competitor!=nobody&tag!=x")
    )
    links = {
        link["aria-label"]: link["href"] for link in page.all("a") if "Remove" in link.get("aria-label", "")
    }
    assert links == {
        "Remove filter Text release": "/library/?stage=bofu&persona=cfo,cto",
        "Remove filter Stage Decision": "/library/?q=release&persona=cfo,cto",
        "Remove filter Persona CFO or CTO": "/library/?q=release&stage=bofu",
    }
    assert sentence(page) == "1 result: Decision stage and (CFO or CTO) with “release”"
    assert page.texts("span", css="tone-over") == ["There is no competitor “nobody”.", "There is no tag “x”."]


def test_values_can_be_excluded_with_and_without_script(client_for, rep, story):
    AssetFactory(title="For the CFO only", personas=["CFO"])
    client = client_for(rep)
    page = read_page(client.get(LIST, {"persona": "cto"}))
    free = page.one("button", aria_label="Exclude CFO")
    assert (free["type"], free["name"], free["value"]) == ("submit", "persona!", "cfo")
    assert page.one("a", aria_label="Exclude CTO")["href"] == "/library/?persona!=cto"
    excluded = read_page(client.get(LIST + "?persona!=cto"))
    assert titles(excluded) == ["For the CFO only"]
    assert excluded.one("a", aria_label="Stop excluding CTO")["href"] == "/library/"


def test_the_form_of_filters_keeps_what_its_boxes_do_not_say(client_for, rep, story):
    page = read_page(
        client_for(rep).get(LIST + "?q=release&stage!=tofu&persona!=cfo&view=table&ordering=title&page=1")
    )
    hidden = {box["name"]: box["value"] for box in page.one("form", id="filters").all("input", type="hidden")}
    assert hidden == {
        "q": "release",
        "stage!": "tofu",
        "persona!": "cfo",
        "ordering": "title",
        "view": "table",
    }


@pytest.mark.parametrize(("number", "offered"), [(1, []), (2, ["Select all 2 matching"])])
def test_all_results_can_be_selected_also_where_one_page_shows_them(client_for, marketer, number, offered):
    AssetFactory.create_batch(number)
    page = read_page(client_for(marketer).get(LIST))
    assert page.texts("button", name="scope", value="all") == offered


def test_pages_are_numbered_and_keep_the_query(client_for, rep):
    AssetFactory.create_batch(30, personas=["CFO"])
    client = client_for(rep)
    page = read_page(client.get(LIST, {"persona": "cfo"}))
    assert sentence(page) == "1–25 of 30: CFO"
    following = page.one("a", rel="next")["href"]
    assert following == "?persona=cfo&page=2"
    assert len(titles(read_page(client.get(LIST + following)))) == 5
    assert len(titles(read_page(client.get(LIST, {"size": "50"})))) == 30
    beyond = read_page(client.get(LIST, {"page": "99"}))
    assert sentence(beyond) == "26–30 of 30: Everything"


def test_the_table_shows_the_same_and_sorts_by_its_headings(client_for, rep):
    for title in ("Beta", "Alpha", "Gamma"):
        AssetFactory(title=title)
    client = client_for(rep)
    page = read_page(client.get(LIST, {"view": "table", "ordering": "title"}))
    assert titles(page) == ["Alpha", "Beta", "Gamma"]
    heading = page.one("a", id="sort-title")
    assert heading["href"] == "/library/?ordering=-title&view=table"
    assert [th.text for th in page.all("th", aria_sort="ascending")] == ["Title"]
    assert titles(read_page(client.get(heading["href"]))) == ["Gamma", "Beta", "Alpha"]


def test_a_fragment_is_the_list_without_the_frame_and_says_the_result(htmx_for, rep, story):
    response = htmx_for(rep).get(LIST, {"q": "release"})
    assert "<html" not in response.text
    assert response.headers["Vary"].find("HX-Request") >= 0
    page = read_page(response)
    assert page.one(id="live")["hx-swap-oob"] == "innerHTML"
    assert page.one(id="live").text == "1 result"
    assert page.one("title").text == "Library: 1 result · Tandem"


def test_back_gets_the_whole_page(client_for, rep, story):
    client = client_for(rep, hx_request="true", hx_history_restore_request="true")
    assert "<html" in client.get(LIST, {"q": "release"}).text


@pytest.mark.parametrize(
    ("trigger", "header"),
    [("filters", "HX-Push-Url"), ("q", "HX-Replace-Url"), ("library-search", "HX-Replace-Url")],
)
def test_a_filter_adds_a_step_to_the_history_and_typing_does_not(client_for, rep, story, trigger, header):
    client = client_for(rep, hx_request="true", hx_trigger=trigger)
    response = client.get(LIST + "?q=release&persona=cto&persona=cfo&stage=&view=")
    given = {name: response.headers.get(name) for name in ("HX-Push-Url", "HX-Replace-Url")}
    assert given == {"HX-Push-Url": None, "HX-Replace-Url": None} | {
        header: "/library/?q=release&persona=cfo,cto"
    }


def test_typing_errors_are_recovered_and_can_be_insisted_on(client_for, rep, story):
    client = client_for(rep)
    page = read_page(client.get(LIST, {"q": "migratoin"}))
    assert titles(page) == ["Migration without a release freeze"]
    banner = page.one("p", css="banner")
    assert banner.text == "Showing results for migration . Search instead for “migratoin”"
    insisted = read_page(client.get(LIST + banner.one("a")["href"]))
    assert titles(insisted) == []


def test_synonyms_that_were_searched_are_named(client_for, rep, marketer, story):
    add_synonym(["release", "shipment"], actor=marketer)
    page = read_page(client_for(rep).get(LIST, {"q": "shipment"}))
    assert sentence(page).endswith("Also searched: “release” for “shipment”")


def test_nothing_found_offers_the_best_way_on_and_a_request(client_for, rep, story):
    AssetFactory(title="Release notes", stage="tofu")
    page = read_page(
        client_for(rep).get(
            LIST, {"q": "release", "stage": "bofu,mofu", "persona": "cfo", "competitor": "__none"}
        )
    )
    block = page.one("div", css="nothing")
    ways = {link.text: link["href"] for link in block.all("a", css="btn")}
    assert ways == {
        "Without Not assigned 1 result": "/library/?q=release&stage=bofu,mofu&persona=cfo",
        "Search everything 2": "/library/?q=release",
        "Ask marketing for this": "/library/requests/new/?q=release&stage=bofu,mofu&persona=cfo&competitor=__none",
    }


def test_drafts_are_hidden_from_other_reps_everywhere(client_for, htmx_for, rep, marketer, story):
    draft = AssetFactory(
        title="Secret release plan", status="draft", personas=["CEO"], owner=marketer, created_by=marketer
    )
    client = client_for(rep)
    page = read_page(client.get(LIST, {"q": "release"}))
    assert titles(page) == ["Migration without a release freeze"]
    assert page.all("input", id="persona-ceo") == []
    assert (
        "CEO"
        not in read_page(htmx_for(rep).get(reverse("content:asset-facet", args=["persona"]))).texts("label")[
            :3
        ]
    )
    for name in ("asset-detail", "asset-preview", "asset-history"):
        assert client.get(reverse(f"content:{name}", args=[draft.reference])).status_code == 404
    opened = read_page(client.get(LIST, {"sel": draft.reference}))
    assert opened.one(id="preview").text == ""
    assert "Secret" not in client.get(reverse("search-suggest"), {"q": "release"}).text
    assert titles(read_page(client_for(marketer).get(LIST, {"freshness": "draft"}))) == [
        "Secret release plan"
    ]


def test_a_preview_can_be_linked_and_works_without_script(client_for, rep, story):
    page = read_page(client_for(rep).get(LIST, {"q": "release", "sel": "case-study-042"}))
    panel = page.one(id="preview")
    assert panel.one("h2").text == "Migration without a release freeze"
    assert [button["data-copy"] for button in panel.one("ul").all("button", data_copy=True)] == [
        "They never stopped the weekly release.",
        "A rollback drill took six minutes.",
    ]
    assert panel.one("a", aria_label="Close preview")["href"] == "/library/?q=release"
    assert page.one("li", css="asset")["aria-current"] == "true"
    assert page.one("a", css="hit")["href"] == "?q=release&sel=case-study-042"


def test_the_preview_replaces_the_address_of_the_list(client_for, rep, story):
    client = client_for(
        rep, hx_request="true", hx_current_url="http://testserver/library/?persona!=cto,cio&sel=other"
    )
    response = client.get(reverse("content:asset-preview", args=[story.reference]))
    assert response.headers["HX-Replace-Url"] == "/library/?persona!=cto,cio&sel=case-study-042"
    assert read_page(response).one("a", aria_label="Close preview")["href"] == "/library/?persona!=cto,cio"


def test_a_preview_without_htmx_is_the_asset_page(client_for, rep, story):
    response = client_for(rep).get(reverse("content:asset-preview", args=[story.reference]))
    assert response.url == "/library/case-study-042/"


@pytest.mark.parametrize(
    ("changes", "copied", "label"),
    [
        ({}, "https://cdn.example.com/story.pdf", "Copy buyer link"),
        ({"audience": "internal"}, "http://testserver/library/case-study-042/", "Copy portal link"),
        ({"url": ""}, "http://testserver/library/case-study-042/", "Copy portal link"),
        (
            {"published_on": today() - timedelta(9), "expires_on": today() - timedelta(1)},
            "http://testserver/library/case-study-042/",
            "Copy portal link",
        ),
    ],
)
def test_copy_link_gives_buyers_only_what_is_shareable_and_current(
    client_for, rep, marketer, story, changes, copied, label
):
    if changes:
        actions.change_asset(story, changes, actor=marketer, version=story.version)
    card = read_page(client_for(rep).get(LIST, {"q": "migration"})).one("li", css="asset")
    button = card.one("div", css="actions").one("button", data_copy=True)
    assert (button["data-copy"], button.text) == (copied, label)
    assert card.one("button", data_shortcut="y")["data-copy"] == "http://testserver/library/case-study-042/"


@pytest.mark.parametrize(
    "query", ["?sel=%00", "?sel=²&saved=²&page=²", "?q=%00&owner=²,%00&tag=%00", "?all=%00&view=%00"]
)
def test_senseless_addresses_show_the_library(client_for, rep, story, query):
    assert titles(read_page(client_for(rep).get(LIST + query))) == ["Migration without a release freeze"]


def test_a_bare_visit_goes_to_the_default_scope_written_out(client_for, rep, story):
    AssetFactory(title="Elsewhere", personas=["CEO"])
    rep.default_scope = "persona=cfo&competitor!=nobody"
    rep.save()
    client = client_for(rep)
    assert client.get(LIST).url == "/library/?persona=cfo&competitor!=nobody"
    page = read_page(client.get(LIST, {"persona": "cfo", "stage": "bofu"}))
    chips = page.texts("span", css="chip")
    assert chips == ["My scope Persona CFO", "Stage Decision"]
    assert page.one("a", aria_label="Remove filter my scope")["href"] == "/library/?stage=bofu"
    everything = next(link for link in page.all("a") if link.text == "Search everything (2)")
    assert everything["href"] == "/library/?q="
    assert len(titles(read_page(client.get(everything["href"])))) == 2
    assert page.one("a", data_shortcut="c")["href"] == "/library/?q="


def test_an_empty_library_says_what_to_do_first(client_for, rep, marketer):
    Asset.objects.all().delete()
    steps = read_page(client_for(marketer).get(LIST)).one("ol", css="steps")
    assert [bold.text for bold in steps.all("b")] == [
        "Look over the words",
        "Bring in what you have",
        "Write the first asset here",
    ]
    assert "Ask marketing" in read_page(client_for(rep).get(LIST)).texts("a", css="btn-primary")


def test_a_search_is_noted_when_entered_not_while_typing(client_for, rep, story):
    client_for(rep, hx_request="true", hx_trigger="q").get(LIST, {"q": "relea"})
    assert SearchLog.objects.count() == 0
    client_for(rep, hx_request="true", hx_trigger="library-search").get(LIST, {"q": "release"})
    note = SearchLog.objects.get()
    assert (note.user, note.words, note.query, note.total) == (rep, "release", "q=release", 1)


def test_an_opened_result_is_noted_with_its_place(client_for, rep, story):
    note = {"query": "q=release&stage=bofu", "opened": "case-study-042", "place": "1"}
    assert client_for(rep).post(reverse("content:search-note"), note).status_code == 204
    noted = SearchLog.objects.get()
    assert (noted.words, noted.total, noted.opened_id, noted.rank) == ("release", 1, story.pk, 1)


def test_a_note_of_something_hidden_names_no_asset_and_a_senseless_one_is_dropped(
    client_for, rep, marketer, story
):
    draft = AssetFactory(status="draft", owner=marketer, created_by=marketer)
    client = client_for(rep)
    for query, opened, place in (
        ("q=release", draft.reference, "2"),
        ("q=drill", "\0", "1"),
        ("q=drill", story.reference, "²"),
        ("stage=bofu", story.reference, "1"),
    ):
        note = {"query": query, "opened": opened, "place": place}
        assert client.post(reverse("content:search-note"), note).status_code == 204
    assert [(noted.words, noted.opened_id, noted.rank) for noted in SearchLog.objects.all()] == [
        ("release", None, None)
    ]


@pytest.mark.parametrize("name", ["asset-list", "asset-facet", "search-note"])
def test_strangers_are_sent_to_sign_in(client, db, name):
    url = reverse(f"content:{name}", args=["stage"] if name == "asset-facet" else [])
    assert client.get(url).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("?stage=mofu", 6),
        ("?q=asset&persona=cfo", 8),
        ("?q=asset&view=table", 8),
        ("?q=asset&sel=the-one", 8),
    ],
)
def test_the_library_costs_the_same_at_any_size(
    client_for, rep, django_assert_num_queries, count, query, queries
):
    AssetFactory.create_batch(count - 1, personas=["CFO"], talking_points=2, tags=2)
    AssetFactory(reference="the-one", personas=["CFO"], talking_points=2, tags=2)
    client = client_for(rep)
    client.get(LIST + query)
    with django_assert_num_queries(queries):
        client.get(LIST + query)
