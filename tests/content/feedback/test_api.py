import pytest

from content.feedback.actions import accept, ask, deliver
from content.feedback.models import ContentRequest
from content.library.actions import archive_asset
from portal.activity.models import Activity
from tests.factories.content import AssetFactory, PersonaFactory

REQUESTS = "/api/v1/requests/"


@pytest.fixture
def reader(bearer_for, rep):
    return bearer_for(rep)


def titles(client, **params):
    return [asked["title"] for asked in client.get(REQUESTS, params).json()["results"]]


def test_a_rep_asks_and_finds_the_request_at_its_location(reader, rep):
    PersonaFactory(label="CFO")
    sent = {
        "title": "Costs for banks",
        "note": "By Friday.",
        "query": "q=cost",
        "stage": "bofu",
        "persona": "cfo",
    }
    answer = reader.post(REQUESTS, sent)
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    body = reader.get(answer["Location"]).json()
    assert body == answer.json() == body | sent
    assert (body["status"], body["answer"], body["delivered"]) == ("new", "", None)
    assert body["requester"] == {"id": rep.pk, "name": "Rep"}
    [line] = Activity.objects.about(ContentRequest.objects.get())
    assert (line.verb, line.via) == ("asked for", "api")


def test_requests_are_shown_as_on_the_page(reader, client_for, rep, marketer):
    for person, title in ((rep, "Mine"), (marketer, "Theirs")):
        ask({"title": title}, actor=person)
    deliver(ask({"title": "Answered"}, actor=marketer), AssetFactory(), actor=marketer, version=1)
    assert titles(reader) == ["Answered", "Theirs", "Mine"]
    for show in ("open", "mine", "answered"):
        page = client_for(rep).get("/library/requests/", {"show": show}).context["page"]
        assert titles(reader, show=show) == [asked.title for asked in page]


def test_an_answer_that_is_hidden_now_is_not_named(reader, bearer_for, marketer):
    asset = AssetFactory(reference="deck-7")
    asked = deliver(ask({"title": "A deck"}, actor=marketer), asset, actor=marketer, version=1)
    path = f"{REQUESTS}{asked.pk}/"
    assert reader.get(path).json()["delivered"] == "deck-7"
    archive_asset(asset, actor=marketer)
    assert reader.get(path).json()["delivered"] is None
    assert bearer_for(marketer).get(path).json()["delivered"] == "deck-7"


@pytest.mark.parametrize("params", [{"show": "all"}, {"status": "new"}, {"requester": "1"}])
def test_what_the_list_does_not_know_is_refused_by_name(reader, params):
    answer = reader.get(REQUESTS, params)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, *params)


@pytest.mark.parametrize("field", ["status", "answer", "requester", "delivered", "version"])
def test_a_request_cannot_answer_itself(reader, field):
    answer = reader.post(REQUESTS, {"title": "A deck", field: "delivered"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "read_only")


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_costs_the_same_at_any_size(client_for, rep, marketer, count, django_assert_num_queries):
    client, persona = client_for(rep), PersonaFactory()
    for number in range(count):
        asked = ask({"title": f"Deck {number}", "persona": persona}, actor=rep)
        accept(asked, actor=marketer, version=1)
        deliver(asked, AssetFactory(), actor=marketer, version=2)
    with django_assert_num_queries(4):
        assert client.get(REQUESTS).json()["count"] == count
