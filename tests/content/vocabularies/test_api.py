import pytest

from content.vocabularies.models import Competitor, Persona, Tag
from portal.activity.models import Activity
from tests.factories.content import AssetFactory, CompetitorFactory, FormatFactory, PersonaFactory, TagFactory

PERSONAS = "/api/v1/personas/"
ALL = ["personas", "formats", "stages", "competitors", "products", "industries", "languages", "tags"]


@pytest.fixture
def writer(bearer_for, marketer):
    return bearer_for(marketer)


@pytest.fixture
def cfo(db):
    return PersonaFactory(label="Chief financial officer", slug="cfo", aliases=["CFO", "Finance lead"])


@pytest.mark.parametrize("vocabulary", ALL)
def test_everyone_reads_every_vocabulary(bearer_for, rep, vocabulary):
    answer = bearer_for(rep, "library:read").get(f"/api/v1/{vocabulary}/")
    assert answer.status_code == 200
    assert set(answer.json()) == {"count", "next", "previous", "results"}


def test_a_term_is_answered_with_its_other_spellings(writer, cfo):
    answer = writer.get(f"{PERSONAS}cfo/")
    assert answer["ETag"] == '"1"'
    assert answer.json() == {
        "id": cfo.pk,
        "slug": "cfo",
        "label": "Chief financial officer",
        "aliases": ["CFO", "Finance lead"],
        "note": "",
        "position": 100,
        "version": 1,
    }


@pytest.mark.parametrize("count", [1, 5])
def test_a_vocabulary_costs_the_same_at_any_size(client_for, rep, count, django_assert_num_queries):
    client = client_for(rep)
    for number in range(count):
        FormatFactory(label=f"Kind {number}", aliases=[f"Sort {number}"])
    client.get("/api/v1/formats/")
    with django_assert_num_queries(4):
        assert client.get("/api/v1/formats/").status_code == 200


def test_a_term_is_added_by_word_and_found_by_its_location(writer, marketer):
    answer = writer.post(
        PERSONAS, {"label": "Chief security officer", "aliases": ["CSO"], "note": "Signs last."}
    )
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert answer["Location"] == "http://testserver/api/v1/personas/chief-security-officer/"
    assert writer.get(answer["Location"]).json() == answer.json()
    line = Activity.objects.about(Persona.objects.get())[0]
    assert (line.verb, line.via, line.actor) == ("added", "api", marketer)


def test_a_slug_may_be_chosen_once(writer):
    answer = writer.post(PERSONAS, {"label": "Chief security officer", "slug": "cso"})
    assert answer.json()["slug"] == "cso"
    changed = writer.patch(f"{PERSONAS}cso/", {"slug": "ciso"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["errors"][0]["code"]) == (400, "read_only")


def test_a_word_that_names_a_term_already_is_refused(writer, cfo):
    answer = writer.post(PERSONAS, {"label": "finance LEAD"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "label")


def test_a_change_names_its_version(writer, cfo):
    assert writer.patch(f"{PERSONAS}cfo/", {"note": "x"}).status_code == 428
    answer = writer.patch(f"{PERSONAS}cfo/", {"note": "x", "aliases": []}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer["ETag"], answer.json()["aliases"]) == (200, '"2"', [])
    stale = writer.patch(f"{PERSONAS}cfo/", {"note": "y"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale["ETag"]) == (412, '"2"')
    assert stale.json()["differences"] == [{"field": "note", "sent": "y", "current": "x"}]


@pytest.mark.parametrize(
    ("header", "status"), [("*", 200), ('"9", "1"', 200), ('W/"1"', 412), ("1", 412), ("", 412)]
)
def test_versions_are_compared_strongly(writer, cfo, header, status):
    answer = writer.patch(f"{PERSONAS}cfo/", {"note": "x"}, headers={"If-Match": header})
    assert answer.status_code == status


def test_a_format_says_where_the_playbook_uses_it(writer):
    answer = writer.post(
        "/api/v1/formats/", {"label": "Podcast", "stages": ["tofu", "mofu"], "review_days": 90}
    )
    assert answer.json()["stages"] == ["tofu", "mofu"]
    unknown = writer.post("/api/v1/formats/", {"label": "Play", "stages": ["tofu", "bottom"]})
    assert unknown.status_code == 422
    assert unknown.json()["errors"] == [
        {
            "field": "stages",
            "code": "unknown_term",
            "message": "There is no stage “bottom”. Near: bofu.",
            "pointer": "/stages/1",
        }
    ]


def test_stages_get_other_words_and_nothing_else(writer):
    answer = writer.patch("/api/v1/stages/bofu/", {"label": "Deciding"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["label"]) == (200, "Deciding")
    assert writer.post("/api/v1/stages/", {"label": "Loyalty"}).status_code == 405
    assert writer.delete("/api/v1/stages/bofu/").status_code == 405


def test_merging_moves_the_assets_and_keeps_the_words(writer):
    eks = CompetitorFactory(label="EKS", slug="eks")
    aws = CompetitorFactory(label="AWS EKS", slug="aws-eks")
    asset = AssetFactory(competitors=[eks])
    answer = writer.post("/api/v1/competitors/eks/merge/", {"into": "aws-eks"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["slug"], answer.json()["aliases"]) == (200, "aws-eks", ["EKS"])
    assert list(asset.competitors.all()) == [aws]
    assert list(Competitor.objects.all()) == [aws]


def test_merging_into_nothing_or_itself_is_refused(writer, cfo):
    for into in ("nobody", "cfo"):
        answer = writer.post(f"{PERSONAS}cfo/merge/", {"into": into}, headers={"If-Match": '"1"'})
        assert answer.status_code == 422


def test_a_term_in_use_stays(writer):
    tag = TagFactory(label="Launch")
    AssetFactory(tags=[tag])
    answer = writer.delete("/api/v1/tags/launch/", headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    assert "1 asset" in answer.json()["detail"]


def test_a_term_that_nothing_uses_is_removed(writer):
    TagFactory(label="Launch")
    assert writer.delete("/api/v1/tags/launch/").status_code == 428
    assert writer.delete("/api/v1/tags/launch/", headers={"If-Match": '"1"'}).status_code == 204
    assert not Tag.objects.exists()


@pytest.mark.parametrize("who", ["rep", "account_user"])
def test_only_who_may_change_terms_writes(request, bearer_for, who, cfo):
    client = bearer_for(request.getfixturevalue(who))
    version = {"If-Match": '"1"'}
    assert client.post(PERSONAS, {"label": "CTO"}).status_code == 403
    assert client.patch(f"{PERSONAS}cfo/", {"note": "x"}, headers=version).status_code == 403
    assert client.post(f"{PERSONAS}cfo/merge/", {"into": "cto"}, headers=version).status_code == 403
    assert client.delete(f"{PERSONAS}cfo/", headers=version).status_code == 403
