import pytest

from content.library.criteria import FACETS
from portal.shared.dates import days_from_today, today
from tests.factories.content import (
    AssetFactory,
    CompetitorFactory,
    FormatFactory,
    PersonaFactory,
    TagFactory,
)
from tests.factories.portal import UserFactory

ASSETS = "/api/v1/assets/"


@pytest.fixture
def reader(bearer_for, rep):
    return bearer_for(rep)


@pytest.fixture
def writer(bearer_for, marketer):
    return bearer_for(marketer)


@pytest.fixture
def asset(db):
    return AssetFactory(reference="deck-7", title="The deck", review_on=days_from_today(-3))


def version(asset):
    return {"If-Match": f'"{asset.version}"'}


def found(client, **params):
    """The references that a list answers, in order."""
    answer = client.get(ASSETS, params)
    assert answer.status_code == 200, answer.json()
    return [row["reference"] for row in answer.json()["results"]]


# Reading


def test_an_asset_is_answered_field_by_field(reader, rep):
    owner = UserFactory(name="Mara Lind", role="marketer")
    asset = AssetFactory(
        reference="deck-7",
        title="The deck",
        summary="In short.",
        body="At length.",
        format=FormatFactory(label="Deck"),
        stage="bofu",
        personas=[PersonaFactory(label="CFO")],
        competitors=[CompetitorFactory(label="AWS EKS")],
        tags=[TagFactory(label="Launch")],
        talking_points=["Saves 40 %", "Takes a day"],
        url="https://example.com/deck",
        owner=owner,
        review_on=days_from_today(-3),
        external_id="old-1",
    )
    answer = reader.get(f"{ASSETS}deck-7/")
    assert (answer.status_code, answer["ETag"]) == (200, '"1"')
    body = answer.json()
    assert {name: body.pop(name)[:10] for name in ("created_at", "updated_at")}.keys() == {
        "created_at",
        "updated_at",
    }
    assert body == {
        "id": asset.pk,
        "reference": "deck-7",
        "external_id": "old-1",
        "title": "The deck",
        "summary": "In short.",
        "body": "At length.",
        "file": None,
        "format": "deck",
        "stage": "bofu",
        "language": "en",
        "personas": ["cfo"],
        "competitors": ["aws-eks"],
        "products": [],
        "industries": [],
        "tags": ["launch"],
        "talking_points": ["Saves 40 %", "Takes a day"],
        "kind": "link",
        "url": "https://example.com/deck",
        "is_video": False,
        "audience": "shareable",
        "status": "published",
        "freshness": {"state": "overdue", "days": 3},
        "disputed": False,
        "owner": {"id": owner.pk, "name": "Mara Lind"},
        "verified_on": None,
        "verified_by": None,
        "published_on": today().isoformat(),
        "review_on": days_from_today(-3).isoformat(),
        "expires_on": None,
        "version": 1,
        "page_url": "http://testserver/library/deck-7/",
    }


def test_an_asset_is_found_by_reference_and_by_id(reader, asset):
    assert reader.get(f"{ASSETS}{asset.pk}/").json() == reader.get(f"{ASSETS}deck-7/").json()


def test_an_asset_without_stage_or_format_is_answered(writer):
    draft = AssetFactory(status="draft", stage=None, format=None)
    body = writer.get(f"{ASSETS}{draft.pk}/").json()
    assert (body["stage"], body["format"], body["freshness"]) == (
        None,
        None,
        {"state": "draft", "days": None},
    )


def test_a_hidden_asset_is_answered_like_one_that_does_not_exist(reader):
    hidden = AssetFactory(status="draft")
    answers = [reader.get(f"{ASSETS}{name}/") for name in (hidden.pk, hidden.reference, 987654321, "no-such")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


@pytest.mark.parametrize("name", ["9" * 18, "9" * 120, "new", "facets-1", "ABC", "a_b", "-"])
def test_an_odd_name_is_404(reader, name):
    assert reader.get(f"{ASSETS}{name}/").status_code == 404


def test_no_answer_is_left_to_a_cached_copy(reader, asset):
    answer = reader.get(f"{ASSETS}deck-7/", headers={"If-None-Match": '"1"'})
    assert answer.status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_costs_the_same_at_any_size(client_for, rep, count, django_assert_num_queries):
    client = client_for(rep)
    AssetFactory.create_batch(count, personas=2, tags=2, talking_points=2)
    client.get(ASSETS)
    # Person, vocabulary, assets, links, and the search's four: within a test's transaction it reads all anew.
    with django_assert_num_queries(8):
        assert client.get(ASSETS).json()["count"] == count


@pytest.mark.parametrize("count", [1, 5])
def test_facets_cost_the_same_at_any_size(client_for, rep, count, django_assert_num_queries):
    client = client_for(rep)
    AssetFactory.create_batch(count, personas=2, tags=2)
    client.get(f"{ASSETS}facets/")
    with django_assert_num_queries(7):
        assert client.get(f"{ASSETS}facets/").json()["total"] == count


def test_one_asset_costs_four_queries(client_for, rep, django_assert_num_queries):
    asset = AssetFactory(personas=2, competitors=1, products=1, industries=1, tags=2, talking_points=3)
    client = client_for(rep)
    client.get(f"{ASSETS}{asset.pk}/")
    with django_assert_num_queries(4):
        client.get(f"{ASSETS}{asset.pk}/")


# Lists and facets


def test_a_list_has_pages_and_leaves_out_the_bodies(reader):
    AssetFactory.create_batch(3)
    body = reader.get(ASSETS, {"page_size": 2, "stage": "mofu"}).json()
    assert (body["count"], body["previous"], len(body["results"])) == (3, None, 2)
    assert body["next"] == "http://testserver/api/v1/assets/?page=2&page_size=2&stage=mofu"
    assert "body" not in body["results"][0]
    assert len(reader.get(body["next"]).json()["results"]) == 1


def test_a_list_is_narrowed_as_on_the_page(reader, rep):
    cfo, cto = PersonaFactory(label="CFO"), PersonaFactory(label="CTO")
    AssetFactory(reference="one", title="Cutting cost", personas=[cfo])
    AssetFactory(reference="two", title="Moving clusters", personas=[cto], stage="bofu")
    AssetFactory(reference="three", title="Nothing assigned", stage=None)
    assert found(reader, q="clusters") == ["two"]
    assert found(reader, persona="cfo,cto", ordering="title") == ["one", "two"]
    assert found(reader, **{"persona!": "cfo"}, ordering="title") == ["two", "three"]
    assert found(reader, stage="__none") == ["three"]
    assert found(reader, persona="cto", stage="mofu") == []


def test_the_archive_and_drafts_are_left_out_unless_asked_for(writer, marketer):
    AssetFactory(reference="shown")
    AssetFactory(reference="archived", status="archived", archived_from="published")
    assert found(writer) == ["shown"]
    assert found(writer, freshness="archived") == ["archived"]


def test_a_rep_is_never_told_of_the_archive(reader):
    AssetFactory(reference="archived", status="archived", archived_from="published")
    assert found(reader, freshness="archived") == []
    assert reader.get(f"{ASSETS}archived/").status_code == 404


def test_facets_count_what_each_value_would_give(reader):
    cfo = PersonaFactory(label="CFO")
    AssetFactory(stage="bofu", personas=[cfo])
    AssetFactory(stage="bofu")
    AssetFactory(stage="tofu", personas=[cfo])
    AssetFactory(stage="tofu", status="draft", personas=[cfo])
    body = reader.get(f"{ASSETS}facets/", {"stage": "bofu"}).json()
    assert body["total"] == 2
    assert body["facets"]["stage"] == [
        {"value": "tofu", "label": "Awareness", "count": 1},
        {"value": "bofu", "label": "Decision", "count": 2},
    ]
    assert body["facets"]["persona"] == [
        {"value": "cfo", "label": "CFO", "count": 1},
        {"value": "__none", "label": "Not assigned", "count": 1},
    ]
    assert body["facets"]["freshness"] == [{"value": "fresh", "label": "Fresh", "count": 2}]
    assert body["facets"]["competitor"] == [{"value": "__none", "label": "Not assigned", "count": 2}]
    assert set(body["facets"]) == set(FACETS)


@pytest.mark.parametrize(
    "params",
    [
        {"stage": "bottom"},
        {"stage!": "bottom"},
        {"persona": "cfo,nobody"},
        {"owner": "4000000000"},
        {"owner": "\0"},
        {"ordering": "owner__password"},
        {"owner__password__startswith": "p"},
        {"view": "table"},
        {"sel": "deck-7"},
        {"q": "x" * 201},
        {"page": "x"},
        {"format": "json"},
        {"freshness": "__none"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [ASSETS, f"{ASSETS}facets/"])
def test_what_the_list_does_not_know_is_refused_by_name(reader, path, params):
    PersonaFactory(label="CFO")
    answer = reader.get(path, params)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == list(params)


def test_one_asset_takes_no_parameters(reader, asset):
    assert reader.get(f"{ASSETS}deck-7/", {"fields": "id"}).status_code == 400


def test_the_list_tells_which_words_it_searched_instead(reader):
    AssetFactory(title="Kubernetes at scale")
    ask = lambda words: reader.get("/api/v1/assets/", {"q": words}).json()  # noqa: E731
    assert [(ask(words)["count"], ask(words)["corrected"]) for words in ("kuberntes", "kubernetes")] == [
        (1, "kubernetes"),
        (1, None),
    ]
