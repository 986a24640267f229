"""“Ask marketing for this”: asked, accepted, delivered, declined."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.feedback import actions, rules
from content.feedback.models import ContentRequest
from content.library.actions import delete_asset
from content.vocabularies.actions import merge_term
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from portal.shared.registry import references_of
from tests.factories.content import AssetFactory, PersonaFactory, StageFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
NEW = reverse("content:request-new")
LIST = reverse("content:request-list")


def ask(actor, title="Migration story for banks", **values):
    return actions.ask({"title": title} | values, actor=actor)


def url(name, asked):
    return reverse(f"content:request-{name}", args=[asked.pk])


def test_a_search_that_found_nothing_fills_in_the_form(client_for, rep):
    cfo = PersonaFactory(label="CFO")
    page = read_page(client_for(rep).get(NEW + "?q=bank+migration&stage=bofu&persona=cfo&view=table"))
    assert page.one("input", name="title")["value"] == "bank migration"
    chosen = {
        select["name"]: option["value"]
        for select in page.all("select")
        for option in select.all("option", selected=True)
    }
    assert chosen == {"stage": str(StageFactory(slug="bofu").pk), "persona": str(cfo.pk)}
    assert page.one("input", name="query")["value"] == "q=bank+migration&stage=bofu&persona=cfo"


def test_a_rep_asks_and_finds_the_request_again(client_for, rep):
    client = client_for(rep)
    response = client.post(NEW, {"title": "Bank story", "note": "For Merrow Bank.", "query": "q=bank"})
    asked = ContentRequest.objects.get()
    assert response.url == asked.get_absolute_url()
    page = read_page(client.get(response.url))
    assert page.one("h1").text == "Bank story"
    assert page.texts("span", css="badge") == ["Not answered yet"]
    assert page.one("a", css="push")["href"] == "/library/?q=bank"
    assert page.all("form", action=url("decline", asked)) == []
    assert read_page(client.get(LIST)).texts("a", css="t") == ["Bank story"]


def test_who_asks_for_nearly_the_same_is_shown_it_first(client_for, rep):
    ask(UserFactory(name="Sam Orrin"))
    closed = ask(rep, title="Banks: a migration story, please")
    actions.decline(closed, actor=UserFactory(role="marketer"), version=1, answer="No customer agreed.")
    client = client_for(rep)
    typed = {"title": "A story about the migration of banks"}
    response = client.post(NEW, typed)
    page = read_page(response)
    assert response.status_code == 422
    assert [link.text for link in page.one(id="request-similar").all("a")] == ["Migration story for banks"]
    assert ContentRequest.objects.count() == 2
    client.post(NEW, typed | {"anyway": "1"})
    assert ContentRequest.objects.count() == 3
    assert "Sam Orrin" in client.get(reverse("content:request-similar"), typed).text
    assert client.get(reverse("content:request-similar"), {"title": "Pricing sheet"}).text.strip() == ""


def test_a_request_without_words_is_refused_at_the_field(client_for, rep):
    response = client_for(rep).post(NEW, {"title": " "})
    assert response.status_code == 422
    assert read_page(response).one("input", name="title")["aria-invalid"] == "true"


def test_delivering_links_the_asset_and_the_asset_says_so(client_for, rep, marketer):
    asked, asset = ask(rep), AssetFactory(title="Bank migration story", reference="case-study-042")
    client = client_for(marketer)
    page = read_page(client.get(asked.get_absolute_url()))
    assert [option["value"] for option in page.one("datalist").all("option")] == ["case-study-042"]
    posted = {"deliver-asset": "https://portal.example.com/library/case-study-042/", "deliver-version": "1"}
    assert client.post(url("deliver", asked), posted).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.delivered) == ("delivered", asset)
    seen = read_page(client_for(rep).get(asked.get_absolute_url()))
    assert "Bank migration story" in seen.texts("a", css="link")
    [place] = references_of(asset, rep)
    assert (place.sentence, place.url) == (
        "Answers the request “Migration story for banks”",
        asked.get_absolute_url(),
    )


def test_an_asset_that_answers_a_request_cannot_be_deleted(rep, marketer):
    asset = AssetFactory()
    actions.deliver(ask(rep), asset, actor=marketer, version=1)
    asset = type(asset).objects.get(pk=asset.pk)
    from content.library.actions import archive_asset

    archived = archive_asset(asset, actor=marketer)
    with pytest.raises(ValidationError, match="Answers the request"):
        delete_asset(archived, actor=marketer)


@pytest.mark.parametrize(
    ("name", "posted", "sentence"),
    [
        ("deliver", {"deliver-asset": "nothing-like-it"}, "There is no asset “nothing-like-it”."),
        ("deliver", {"deliver-asset": "²"}, "There is no asset “²”."),
        ("deliver", {"deliver-asset": "9" * 30}, "There is no asset"),
        (
            "deliver",
            {"deliver-asset": "a-draft"},
            "Publish the asset first, or the requester cannot open it.",
        ),
        ("decline", {"decline-answer": "  "}, "This field is required."),
    ],
)
def test_an_answer_that_helps_nobody_is_refused(client_for, rep, marketer, name, posted, sentence):
    AssetFactory(status="draft", reference="a-draft")
    asked = ask(rep)
    response = client_for(marketer).post(url(name, asked), posted | {f"{name}-version": "1"})
    assert response.status_code == 422
    assert sentence in response.text
    assert ContentRequest.objects.get().status == "new"


def test_declining_says_why_and_closes_the_request(client_for, rep, marketer):
    asked = ask(rep)
    client = client_for(marketer)
    client.post(url("decline", asked), {"decline-answer": "Use the ROI calculator.", "decline-version": "1"})
    page = read_page(client.get(asked.get_absolute_url()))
    assert page.texts("span", css="badge") == ["Declined"]
    assert "Use the ROI calculator." in page.one("main").text
    assert page.all("form", method="post", action=url("accept", asked)) == []
    assert page.one("ol", css="history").texts("p") == ["Marketer declined it", "Rep asked for it"]


def test_an_accepted_request_stays_open(client_for, rep, marketer):
    asked = ask(rep)
    client = client_for(marketer)
    client.post(url("accept", asked), {"accept-answer": "By March.", "accept-version": "1"})
    page = read_page(client.get(asked.get_absolute_url()))
    assert page.texts("span", css="badge") == ["Accepted"]
    assert page.all("form", action=url("accept", asked)) == []
    assert len(page.all("form", action=url("deliver", asked))) == 1
    assert read_page(client.get(LIST)).texts("a", css="t") == [asked.title]


def test_two_marketers_who_answer_at_once_the_second_is_told(client_for, rep, marketer):
    asked = ask(rep)
    actions.accept(asked, actor=UserFactory(role="marketer"), version=1, answer="We make it.")
    response = client_for(marketer).post(
        url("decline", asked), {"decline-answer": "No.", "decline-version": "1"}
    )
    page = read_page(response)
    assert response.status_code == 409
    assert "Somebody else answered meanwhile." in response.text
    form = page.one("form", action=url("decline", asked))
    assert form.one("textarea").text == "No."
    assert form.one("input", name="decline-version")["value"] == "2"


def test_only_marketers_answer(client_for, rep):
    asked = ask(rep)
    for name in ("accept", "deliver", "decline"):
        assert client_for(rep).post(url(name, asked), {}).status_code == 403


def test_the_list_shows_what_to_answer_ones_own_and_what_is_answered(client_for, rep, marketer):
    mine, theirs = ask(rep, "Mine"), ask(UserFactory(), "Theirs")
    actions.decline(theirs, actor=marketer, version=1, answer="No.")
    client = client_for(marketer)
    shown = {
        show: read_page(client.get(LIST, {"show": show})).texts("a", css="t")
        for show in ("open", "answered", "mine", "x")
    }
    assert shown == {"open": ["Mine"], "answered": ["Theirs"], "mine": [], "x": ["Mine"]}
    assert read_page(client_for(rep).get(LIST)).texts("a", css="t") == [mine.title]


def test_every_step_is_history(rep, marketer):
    asked = ask(rep)
    actions.accept(asked, actor=marketer, version=1)
    actions.deliver(asked, AssetFactory(), actor=marketer, version=2)
    assert [line.verb for line in Activity.objects.about(asked)] == ["delivered", "accepted", "asked for"]


@pytest.mark.parametrize("action", ["accept", "decline"])
def test_what_is_answered_is_not_answered_again(rep, marketer, action):
    asked = ask(rep)
    actions.decline(asked, actor=marketer, version=1, answer="No.")
    with pytest.raises(ValidationError, match="answered already"):
        getattr(actions, action)(asked, actor=marketer, version=2, answer="Yes.")
    with pytest.raises(StaleRecord):
        getattr(actions, action)(asked, actor=marketer, version=1, answer="Yes.")


def test_a_merged_persona_stays_on_the_request(rep, marketer):
    old, new = PersonaFactory(label="Finance lead"), PersonaFactory(label="CFO")
    asked = ask(rep, persona=old)
    merge_term(old, new, actor=marketer, version=old.version)
    asked.refresh_from_db()
    assert asked.persona == new


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Migration story for a bank", ["story"]),
        ("A story of banks", ["story"]),
        ("Pricing", ["pricing"]),
        ("Pricing of migration tools", ["pricing"]),
        ("Prices of migration tools", []),
        ("", []),
        ("我们需要", []),
    ],
)
def test_nearly_the_same_shares_most_of_the_fewer_words(title, near):
    others = [("story", "Migration story for banks"), ("pricing", "Pricing")]
    assert rules.similar(title, others) == near


def test_the_list_is_narrowed_to_one_persona_and_says_so(client_for, rep):
    cfo = PersonaFactory(label="CFO")
    ask(rep, "Payback", persona=cfo)
    ask(rep, "Something else")
    ask(UserFactory(), "Of another", persona=cfo)
    client = client_for(rep)
    page = read_page(client.get(LIST, {"show": "mine", "persona": "cfo"}))
    assert page.texts("a", css="t") == ["Payback"]
    assert page.one("span", css="chip").text == "Persona: CFO"
    links = {link.text: link["href"] for link in page.one("nav", css="seg").all("a")}
    assert links["Open"] == "?show=open&persona=cfo"
    assert read_page(client.get(LIST + links["Open"])).texts("a", css="t") == ["Of another", "Payback"]
    everyone = page.one("span", css="chip").one("a")["href"]
    assert read_page(client.get(LIST + everyone)).texts("a", css="t") == ["Something else", "Payback"]


def test_a_list_for_no_known_persona_is_not_there(client_for, rep):
    assert client_for(rep).get(LIST, {"persona": "nobody"}).status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_at_any_size(client_for, rep, django_assert_num_queries, count):
    for number in range(count):
        asked = ask(rep, f"Number {number}", stage=StageFactory(slug="bofu"), persona=PersonaFactory())
        actions.deliver(asked, AssetFactory(), actor=UserFactory(role="marketer"), version=1)
    client = client_for(rep)
    with django_assert_num_queries(4):
        client.get(LIST)
