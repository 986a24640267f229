"""A tag that only hidden assets have is told to nobody who may not see one of them."""

import pytest

from tests.factories.content import AssetFactory, TagFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags(db):
    AssetFactory(status="draft", tags=[TagFactory(label="Merger with Initech", slug="secret")])
    AssetFactory(tags=[TagFactory(label="Kubernetes", slug="kubernetes")])
    TagFactory(label="Unused", slug="unused")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/vocabularies/tag/", 200),
        ("/vocabularies/tag/secret/", 404),
        ("/api/v1/tags/", 200),
        ("/api/v1/tags/secret/", 404),
        ("/library/?all=tag", 200),
        ("/library/tags/?new_tags=merger", 403),
    ],
)
def test_no_page_and_no_answer_names_it(client_for, rep, tags, address, status):
    answer = client_for(rep).get(address)
    assert (answer.status_code, "Initech" in answer.text) == (status, False)


def test_the_facet_offers_only_what_somebody_can_find(htmx_for, rep, marketer, tags):
    offered = {
        user.role: "Initech" in htmx_for(user).get("/library/facets/tag/").text for user in (rep, marketer)
    }
    assert offered == {"rep": False, "marketer": True}


@pytest.mark.parametrize("params", [{"tag": "secret"}, {"tag!": "secret"}, {"tag": "Merger with Initech"}])
def test_a_filter_knows_it_as_little_as_a_word_nobody_made(client_for, bearer_for, rep, tags, params):
    [(name, value)] = params.items()
    assert bearer_for(rep).get("/api/v1/assets/", params).status_code == 400
    page = read_page(client_for(rep).get("/library/", params)).one("main").text
    other = read_page(client_for(rep).get("/library/", {name: "zzz"})).one("main").text
    assert f"There is no tag “{value}”." in page
    assert page.replace(value, "zzz") == other


def test_a_typed_filter_is_no_oracle(bearer_for, rep, tags):
    ask = lambda slug: bearer_for(rep).get("/api/v1/assets/", {"q": f"tag:{slug}"})  # noqa: E731
    assert ask("secret").status_code == ask("zzz").status_code
    assert ask("secret").json()["count"] == ask("zzz").json()["count"] == 0


def test_who_edits_assets_or_made_the_draft_sees_it(client_for, rep, marketer, tags):
    AssetFactory(status="draft", created_by=rep, tags=["My own"])
    shown = lambda user: read_page(client_for(user).get("/vocabularies/tag/")).one("tbody").texts("th")  # noqa: E731
    assert shown(rep) == ["Kubernetes", "My own"]
    assert shown(marketer) == ["Kubernetes", "Merger with Initech", "My own", "Unused"]


def test_the_number_of_tags_counts_those_that_are_shown(client_for, rep, marketer, tags):
    def number(user):
        items = read_page(client_for(user).get("/vocabularies/")).one("main").texts("li")
        return next(item[-1] for item in items if item.startswith("Tags"))

    assert (number(rep), number(marketer)) == ("1", "3")
