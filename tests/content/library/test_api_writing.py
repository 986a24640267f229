import pytest

from content.library.models import Asset
from content.vocabularies.models import Tag
from portal.activity.models import Activity
from portal.shared.dates import days_from_today
from tests.factories.content import (
    AssetFactory,
    FormatFactory,
    LanguageFactory,
    PersonaFactory,
    TagFactory,
)

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


# Writing


@pytest.fixture
def words(db):
    """The terms that a new asset names."""
    FormatFactory(label="Data sheet")
    LanguageFactory()
    PersonaFactory(label="Platform lead", aliases=["Head of platform"])
    TagFactory(label="Launch")


def test_a_draft_is_created_and_found_at_its_location(writer, marketer, words):
    sent = {
        "title": "Ten facts",
        "format": "data-sheet",
        "stage": "bofu",
        "personas": ["Head of platform"],
        "tags": ["launch", "Brand new"],
        "talking_points": ["Saves 40 %", "Takes a day"],
        "url": "https://example.com/facts",
        "review_on": "2027-01-31",
    }
    answer = writer.post(ASSETS, sent)
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert answer["Location"] == "http://testserver/api/v1/assets/data-sheet-001/"
    body = writer.get(answer["Location"]).json()
    assert body == answer.json()
    assert body == body | sent | {"personas": ["platform-lead"], "tags": ["brand-new", "launch"]}
    assert (body["status"], body["language"], body["owner"]["id"]) == ("draft", "en", marketer.pk)
    [line] = Activity.objects.about(Asset.objects.get())
    assert (line.verb, line.via, line.actor) == ("created", "api", marketer)
    assert found(writer, q="facts", freshness="draft") == ["data-sheet-001"]


def test_a_reference_may_be_chosen_once(writer, words):
    answer = writer.post(ASSETS, {"title": "Facts", "format": "data-sheet", "reference": "facts"})
    assert answer.json()["reference"] == "facts"
    again = writer.post(ASSETS, {"title": "Facts", "format": "data-sheet", "reference": "facts"})
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "reference")
    changed = writer.patch(f"{ASSETS}facts/", {"reference": "other"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["errors"][0]["code"]) == (400, "read_only")


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ({"title": ""}, "/title", "blank"),
        ({"title": "x" * 301}, "/title", "max_length"),
        ({"format": "data-shet"}, "/format", "unknown_term"),
        ({"format": None}, "/format", "null"),
        ({"format": 7}, "/format", "kind"),
        ({"personas": "platform-lead"}, "/personas", "list"),
        ({"personas": ["platform-lead", "nobody"]}, "/personas/1", "unknown_term"),
        ({"personas": [["x"]]}, "/personas/0", "kind"),
        ({"tags": ["fine", ""]}, "/tags/1", "word"),
        ({"talking_points": ["x" * 1001]}, "/talking_points/0", "max_length"),
        ({"url": "javascript:alert(1)"}, "/url", "invalid"),
        ({"owner": 0}, "/owner", "unknown"),
        ({"owner": 4_000_000_000}, "/owner", "unknown"),
        ({"owner": 9_223_372_036_854_775_807}, "/owner", "unknown"),
        ({"audience": "everyone"}, "/audience", "invalid_choice"),
        ({"review_on": "2027-02-30"}, "/review_on", "invalid"),
        ({"reference": "new"}, "/reference", "invalid"),
        ({"reference": "123"}, "/reference", "invalid"),
    ],
    ids=str,
)
def test_a_refused_value_is_named_with_its_place(writer, words, sent, pointer, code):
    answer = writer.post(ASSETS, {"title": "Facts", "format": "data-sheet"} | sent)
    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [(pointer, code)]
    assert not Asset.objects.exists()


def test_an_unknown_term_comes_with_near_ones(writer, words):
    answer = writer.post(ASSETS, {"title": "Facts", "format": "data-shet"})
    assert answer.json()["errors"][0]["message"] == "There is no format “data-shet”. Near: data-sheet."


@pytest.mark.parametrize(
    "name", ["id", "status", "version", "created_at", "freshness", "page_url", "published_on"]
)
def test_what_is_read_only_is_refused(writer, words, name):
    answer = writer.post(ASSETS, {"title": "Facts", "format": "data-sheet", name: 1})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "read_only")


@pytest.mark.parametrize("name", ["created_by", "archived_from", "title_key", "is_superuser", "owner_id"])
def test_what_is_no_field_is_refused(writer, words, name):
    answer = writer.post(ASSETS, {"title": "Facts", "format": "data-sheet", name: 1})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown_field")


def test_a_refused_asset_leaves_no_new_tag_behind(writer, words):
    assert (
        writer.post(
            ASSETS, {"title": "F", "format": "data-sheet", "reference": "new", "tags": ["x"]}
        ).status_code
        == 422
    )
    assert Tag.objects.count() == 1


def test_a_change_says_what_it_changes_and_nothing_else(writer, marketer, asset):
    answer = writer.patch(f"{ASSETS}deck-7/", {"title": "The new deck"}, headers=version(asset))
    assert (answer.status_code, answer["ETag"], answer.json()["title"]) == (200, '"2"', "The new deck")
    assert answer.json()["format"] == "case-study"
    line = Activity.objects.about(asset)[0]
    assert (line.verb, line.via, line.changes) == ("changed", "api", {"title": ["The deck", "The new deck"]})
    assert found(writer, q="new deck") == ["deck-7"]


@pytest.mark.parametrize("sent", [{}, {"title": "The deck"}])
def test_a_change_that_changes_nothing_keeps_the_version(writer, asset, sent):
    answer = writer.patch(f"{ASSETS}deck-7/", sent, headers=version(asset))
    assert (answer.status_code, answer["ETag"], answer.json()["title"]) == (200, '"1"', "The deck")
    assert not Activity.objects.exclude(kind="portal.ApiToken").exists()


def test_replacing_empties_what_is_left_out(writer, words):
    asset = AssetFactory(status="draft", stage="bofu", personas=1, talking_points=2, summary="s", tags=1)
    answer = writer.put(
        f"{ASSETS}{asset.pk}/", {"title": "Only this", "format": "data-sheet"}, headers=version(asset)
    )
    body = answer.json()
    assert answer.status_code == 200
    assert [body[name] for name in ("summary", "stage", "personas", "tags", "talking_points")] == [
        "",
        None,
        [],
        [],
        [],
    ]
    assert body["owner"]["id"] == asset.owner_id
    assert writer.put(f"{ASSETS}{asset.pk}/", {"title": "x"}, headers={"If-Match": "*"}).status_code == 422


def test_the_second_of_two_editors_is_shown_what_the_first_did(writer, marketer, asset):
    writer.patch(f"{ASSETS}deck-7/", {"title": "First", "audience": "internal"}, headers=version(asset))
    answer = writer.patch(
        f"{ASSETS}deck-7/", {"title": "Second", "owner": asset.owner_id}, headers=version(asset)
    )
    assert (answer.status_code, answer["ETag"]) == (412, '"2"')
    body = answer.json()
    assert body["differences"] == [{"field": "title", "sent": "Second", "current": "First"}]
    assert (body["current_version"], body["current"]["audience"]) == (2, "internal")
    assert Asset.objects.get().title == "First"


VERBS = ["publish", "archive", "restore"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_asks_for_the_version(writer, asset, verb):
    assert writer.post(f"{ASSETS}deck-7/{verb}/").status_code == 428
    assert writer.post(f"{ASSETS}deck-7/{verb}/", headers={"If-Match": '"9"'}).status_code == 412
    assert writer.post(f"{ASSETS}deck-7/{verb}/", {"x": 1}, headers=version(asset)).status_code == 400


def test_archive_restore_and_publish_as_the_page_does(writer, asset):
    archived = writer.post(f"{ASSETS}deck-7/archive/", headers={"If-Match": '"1"'})
    assert (archived.status_code, archived.json()["status"]) == (200, "archived")
    restored = writer.post(f"{ASSETS}deck-7/restore/", headers={"If-Match": '"2"'})
    assert (restored.json()["status"], restored["ETag"]) == ("published", '"3"')
    again = writer.post(f"{ASSETS}deck-7/publish/", headers={"If-Match": '"3"'})
    assert (again.status_code, again.json()["detail"]) == (409, "It is already published.")
    assert [line.verb for line in Activity.objects.about(asset)] == ["restored", "archived"]


def test_publishing_asks_for_what_is_missing(writer):
    draft = AssetFactory(status="draft", stage=None)
    answer = writer.post(f"{ASSETS}{draft.pk}/publish/", headers=version(draft))
    assert answer.status_code == 409
    assert answer.json()["detail"] == "To publish it, add a stage and at least one persona."


def test_only_an_archived_asset_is_deleted(writer, asset):
    refused = writer.delete(f"{ASSETS}deck-7/", headers=version(asset))
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    writer.post(f"{ASSETS}deck-7/archive/", headers=version(asset))
    assert writer.delete(f"{ASSETS}deck-7/", headers={"If-Match": '"2"'}).status_code == 204
    assert not Asset.objects.exists()


def test_a_duplicate_is_a_draft_of_ones_own(writer, marketer, asset):
    answer = writer.post(f"{ASSETS}deck-7/duplicate/")
    assert answer.status_code == 201
    assert answer["Location"].endswith(f"/{answer.json()['reference']}/")
    assert (answer.json()["title"], answer.json()["status"]) == ("The deck (copy)", "draft")
    assert answer.json()["owner"]["id"] == marketer.pk


@pytest.mark.parametrize("who", ["rep", "account_user"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("post", ""), ("patch", "deck-7/"), ("put", "deck-7/"), ("delete", "deck-7/")]
    + [("post", f"deck-7/{verb}/") for verb in (*VERBS, "duplicate")],
)
def test_only_editors_write(request, bearer_for, who, method, path, asset):
    client = bearer_for(request.getfixturevalue(who))
    answer = getattr(client, method)(ASSETS + path, {}, headers=version(asset))
    assert answer.status_code == 403
    assert Asset.objects.get().version == 1


def test_a_title_of_which_nothing_is_seen_is_refused(writer, asset):
    answer = writer.patch(f"{ASSETS}deck-7/", {"title": "\u200b"}, headers=version(asset))
    assert answer.status_code == 422
    assert "It has nothing that can be seen." in answer.text
