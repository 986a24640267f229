"""Lists by name: saved, shared, changed, counted, and true after a merge."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from content.vocabularies.actions import merge_term, remove_term
from portal.activity.models import Activity
from portal.saved_views import actions, rules
from portal.saved_views.models import SavedView
from portal.shared.changes import StaleRecord
from tests.factories.content import AssetFactory, PersonaFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db


def save(actor, name="Bank buyers", query="stage=bofu", visibility="private"):
    values = {"kind": "assets", "name": name, "query": query, "visibility": visibility}
    return actions.save_view(values, actor=actor)


def nav(page):
    return [(line.one("span", css="lbl").text, line["href"]) for line in page.one(id="nav-views").all("a")]


def test_a_view_is_saved_from_the_list_and_stands_in_the_navigation(client_for, rep):
    AssetFactory(stage="bofu")
    client = client_for(rep)
    link = read_page(client.get("/library/", {"stage": "bofu"})).one("a", data_open_dialog="save-view")[
        "href"
    ]
    form = read_page(client.get(link)).one("form", css="form")
    posted = {box["name"]: box.get("value", "") for box in form.all("input")} | {"name": "Closing"}
    response = client.post(link, posted)
    assert response.url == "/library/?stage=bofu"
    page = read_page(client.get(response.url))
    assert page.one("h1").text == "Closing"
    assert nav(page) == [("Closing", "/library/?stage=bofu")]
    assert page.one(id="nav-views").one("a")["aria-current"] == "page"


def test_counts_come_in_one_request_and_for_the_person_who_asks(htmx_for, client_for, rep, marketer):
    AssetFactory.create_batch(2, stage="bofu")
    AssetFactory(stage="bofu", status="draft", owner=marketer, created_by=marketer)
    save(marketer, visibility="everyone")
    save(rep, name="Mine", query="q=nothing+like+it")
    counts = read_page(htmx_for(rep).get(reverse("view-counts")))
    assert counts.texts("span", css="count") == ["2 results", "0 results"]
    assert read_page(htmx_for(marketer).get(reverse("view-counts"))).texts("span", css="count") == [
        "3 results"
    ]


def test_private_views_are_nobody_elses(client_for, rep):
    view = save(UserFactory())
    client = client_for(rep)
    assert view.name not in client.get(reverse("view-list")).text
    for name in ("view-edit", "view-update", "view-delete"):
        assert client.post(reverse(name, args=[view.pk]), {}).status_code == 404


def test_only_who_may_share_saves_for_everyone(client_for, rep, marketer):
    with pytest.raises(PermissionDenied):
        save(rep, visibility="everyone")
    page = read_page(client_for(rep).get("/library/", {"stage": "bofu"}))
    assert page.all("input", name="everyone") == []
    shared = save(marketer, visibility="everyone")
    assert client_for(rep).get(reverse("view-edit", args=[shared.pk])).status_code == 404
    assert (
        client_for(UserFactory(role="marketer")).get(reverse("view-edit", args=[shared.pk])).status_code
        == 200
    )


def test_a_changed_view_offers_update_save_as_and_reset(client_for, rep):
    AssetFactory(stage="bofu", personas=["CFO"])
    view = save(rep)
    client = client_for(rep)
    page = read_page(client.get("/library/", {"stage": "bofu"}))
    changed = read_page(client.get(page.one("a", id="layout-table")["href"] + "&persona=cfo"))
    assert changed.one("h1").text == "Bank buyers"
    assert "modified" in changed.one("section", css="results").text
    update = changed.one("form", action=reverse("view-update", args=[view.pk]))
    posted = {box["name"]: box["value"] for box in update.all("input")}
    assert client.post(update["action"], posted).url == "/library/?stage=bofu&persona=cfo"
    view.refresh_from_db()
    assert (view.query, view.version) == ("stage=bofu&persona=cfo", 2)


def test_updating_a_view_that_somebody_else_changed_is_refused(client_for, rep):
    view = save(rep)
    actions.change_view(view, {"name": "Renamed"}, actor=rep, version=1)
    response = client_for(rep).post(
        reverse("view-update", args=[view.pk]), {"query": "stage=tofu", "version": "1"}, follow=True
    )
    assert "Somebody else changed this view" in response.text
    assert SavedView.objects.get().query == "stage=bofu"


def test_renaming_with_an_old_version_shows_both_and_saves_on_the_second_try(client_for, rep):
    view = save(rep)
    client = client_for(rep)
    url = reverse("view-edit", args=[view.pk])
    actions.change_view(view, {"name": "Theirs"}, actor=rep, version=1)
    stale = client.post(url, {"name": "Yours", "version": "1"})
    page = read_page(stale)
    assert stale.status_code == 409
    assert "it is named “Theirs” now" in page.one("main").text
    assert page.one("input", id="id_name")["value"] == "Yours"
    assert (
        client.post(url, {"name": "Yours", "version": page.one("input", name="version")["value"]}).status_code
        == 302
    )
    assert SavedView.objects.get().name == "Yours"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "bank BUYERS"}, "You already have a view named “bank BUYERS”."),
        (
            {"name": "All", "query": ""},
            "This is the whole list. Choose filters or words first, then save the view.",
        ),
    ],
)
def test_a_view_needs_a_name_of_its_own_and_something_to_show(client_for, rep, values, sentence):
    save(rep)
    posted = {"kind": "assets", "query": "stage=mofu"} | values
    response = client_for(rep).post(reverse("view-save"), posted)
    assert response.status_code == 422
    assert sentence in response.text
    assert SavedView.objects.count() == 1


def test_a_list_that_does_not_exist_cannot_be_saved(client_for, rep):
    response = client_for(rep).post(reverse("view-save"), {"kind": "secrets", "query": "a=b", "name": "x"})
    assert response.status_code == 422


def test_deleting_a_view_leaves_the_assets_and_a_line_of_history(client_for, rep):
    AssetFactory(stage="bofu")
    view = save(rep)
    response = client_for(rep).post(reverse("view-delete", args=[view.pk]), follow=True)
    assert "The view “Bank buyers” is gone." in response.text
    assert [line.verb for line in Activity.objects.filter(kind="portal.SavedView")] == ["removed", "saved"]


def test_the_page_of_views_says_each_in_words(client_for, rep):
    PersonaFactory(label="CFO")
    save(rep, query="q=tco&persona=cfo&stage!=tofu")
    assert "CFO with “tco”, excluding Awareness" in client_for(rep).get(reverse("view-list")).text


def test_a_merge_rewrites_views_and_default_scopes(marketer, rep):
    old, new = PersonaFactory(label="Finance lead"), PersonaFactory(label="CFO")
    view = save(rep, query="q=finance-lead&persona=cfo,finance-lead&persona!=finance-lead&tag=finance-lead")
    rep.default_scope = "persona=finance-lead"
    rep.save()
    merge_term(old, new, actor=marketer, version=old.version)
    view.refresh_from_db()
    rep.refresh_from_db()
    assert view.query == "q=finance-lead&persona=cfo&persona!=cfo&tag=finance-lead"
    assert view.version == 2
    assert rep.default_scope == "persona=cfo"


def test_a_term_that_a_view_names_is_not_removed(marketer, rep):
    lead = PersonaFactory(label="Finance lead")
    save(rep, query="persona=finance-lead")
    with pytest.raises(ValidationError, match="1 saved view"):
        remove_term(lead, actor=marketer, version=lead.version)


def test_a_view_with_an_unknown_value_warns_instead_of_widening_silently(client_for, rep):
    AssetFactory()
    save(rep, query="persona=wizard")
    page = read_page(client_for(rep).get("/library/", {"persona": "wizard"}))
    assert page.texts("span", css="tone-over") == ["There is no persona “wizard”."]


def test_stale_versions_are_refused_by_the_action(rep):
    view = save(rep)
    with pytest.raises(StaleRecord):
        actions.change_view(view, {"name": "x"}, actor=rep, version=7)


@pytest.mark.parametrize(
    ("query", "rewritten"),
    [
        ("persona=b,a", "persona=a,c"),
        ("persona!=b&stage=b", "persona!=c&stage=b"),
        ("q=b&persona=c,b", "q=b&persona=c"),
        ("persona=bb", "persona=bb"),
    ],
)
def test_only_whole_values_of_the_parameter_are_renamed(query, rewritten):
    assert rules.rewritten(query, "persona", "b", "c") == rewritten


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_of_views_costs_the_same_at_any_size(client_for, rep, django_assert_num_queries, count):
    for number in range(count):
        save(rep, name=f"View {number}")
    client = client_for(rep)
    client.get(reverse("view-list"))
    with django_assert_num_queries(3):
        client.get(reverse("view-list"))
