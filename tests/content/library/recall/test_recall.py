"""Taking an asset back: who is told, what becomes of the places, and that no path serves its bytes any more."""

import pytest
from django.core.exceptions import ValidationError

from content.calendar.models import CalendarEntry
from content.feedback import actions as feedback
from content.library import actions as library
from content.library.filters import viewer_of
from content.library.models import Asset
from content.library.recall import actions
from content.library.recall.places import Uses, holders
from content.library.versions import actions as versions
from content.library.versions import jobs
from content.search import engine
from content.search.query import Query
from portal.activity.models import Activity
from portal.notices.models import Notice
from portal.shared.changes import StaleRecord
from tests.factories import files
from tests.factories.calendar import EntryFactory
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
URL = "/library/case-study-042/"
BYTES = ("file", "versions/1/file", "versions/2/file", "versions/1/pages/1.webp", "versions/2/pages/1.webp")


@pytest.fixture
def asset(marketer):
    """A published asset with two versions, which were not read yet."""
    asset = AssetFactory(reference="case-study-042", title="Quarrymoor story", owner=marketer)
    for text in ("One", "Two"):
        file, name, _ = versions.take_file([files.pdf(text)], f"{text}.pdf")
        asset = versions.add_version(asset, file, name, actor=marketer, version=None)
    return asset


def withdraw(asset, actor, **more):
    values = {"reason": "Wrong price", "version": asset.version} | more
    return actions.withdraw_asset(asset, actor=actor, **values)


def told(person):
    return list(Notice.objects.filter(person=person, kind="recall").values_list("sentence", flat=True))


def test_everyone_who_has_it_is_told_once(asset, admin, rep, marketer):
    for person in (rep, rep, admin, UserFactory(is_active=False)):
        versions.note_download(asset.current_version, person)
    having = {holder.person: holder.sentences for holder in holders(asset)}
    assert [sentence[:24] for sentence in having[rep]] == ["downloaded 2 times, last"]
    gone = withdraw(asset, admin)
    assert (told(rep), told(marketer), told(admin)) == (
        ["“Quarrymoor story” was withdrawn: Wrong price."],
        ["“Quarrymoor story” was withdrawn: Wrong price."],
        [],
    )
    assert (gone.status, gone.withdrawn_reason, Activity.objects.about(asset).first().verb) == (
        "archived",
        "Wrong price",
        "withdrew",
    )
    with pytest.raises(ValidationError, match="taken back already"):
        withdraw(gone, admin)


def test_no_path_serves_the_bytes_of_what_was_withdrawn(client_for, bearer_for, asset, admin, rep, marketer):
    jobs.read_version.call(asset.current_version_id)
    client = client_for(rep)
    assert client.get(f"{URL}{BYTES[-1]}").status_code == 200
    running = client.get(f"{URL}file")
    begun = next(iter(running.streaming_content))
    etag = running["ETag"]
    withdraw(asset, admin)
    assert begun.startswith(b"%PDF")
    asked = [{}, {"if-none-match": etag}, {"range": "bytes=10-20"}, {"range": "bytes=0-", "if-range": etag}]
    for person in (rep, marketer):
        client, api = client_for(person), bearer_for(person)
        for path in BYTES:
            assert {client.get(f"{URL}{path}", headers=headers).status_code for headers in asked} == {410}
        for path in ("file/", "versions/1/file/", "versions/2/file/"):
            response = api.get(f"/api/v1/assets/case-study-042/{path}", headers=asked[1])
            assert (response.status_code, response.json()["code"]) == (410, "gone")


def test_a_reader_learns_who_why_and_what_instead(client_for, bearer_for, htmx_for, asset, admin, rep):
    better = AssetFactory(title="New story", reference="case-study-043")
    Asset.objects.filter(pk=asset.pk).update(body="The secret price", summary="The old price")
    withdraw(asset, admin, successor=better)
    response = client_for(rep).get(URL)
    page = read_page(response)
    assert response.status_code == 410
    assert "Withdrawn by Admin on" in page.one("main").text
    assert "Use “New story” instead" in page.texts("a", css="btn-primary")
    answers = [client_for(rep).get(f"{URL}{path}") for path in ("", "history/", "versions/")]
    answers += [htmx_for(rep).get(f"{URL}preview/"), bearer_for(rep).get("/api/v1/assets/case-study-042/")]
    assert [answer.status_code for answer in answers] == [410] * 5
    assert not any("price" in answer.text.replace("Wrong price", "") for answer in answers)
    assert answers[-1].json()["successor"] == "case-study-043"
    assert list(engine.run(Query(words="quarrymoor"), viewer_of(rep)).ids) == []
    assert client_for(admin).get(URL).status_code == 200


def test_a_superseded_asset_leads_on_also_over_several_steps(client_for, asset, admin, rep, marketer):
    second, third = AssetFactory(title="Second"), AssetFactory(title="Third")
    old = actions.supersede_asset(
        asset, actor=admin, version=asset.version, reason="A newer one", successor=second
    )
    actions.supersede_asset(second, actor=admin, version=None, reason="A newer one", successor=third)
    response = client_for(rep).get(URL)
    assert response.status_code == 410
    assert "Use “Third” instead" in response.text
    assert old.withdrawn_at is None
    # Whoever keeps the archive still reads what was replaced, not withdrawn.
    assert client_for(marketer).get(f"{URL}file").getvalue() == files.pdf("Two")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "Say why"),
        ({"successor": "itself"}, "own successor"),
        ({"successor": "draft"}, "not published"),
        ({"choices": {"nothing": "leave"}}, "Look at the list again"),
    ],
)
def test_what_is_refused_changes_nothing(asset, admin, change, sentence):
    others = {"itself": asset, "draft": AssetFactory(status="draft", published_on=None)}
    if "successor" in change:
        change = {"successor": others[change["successor"]]}
    with pytest.raises(ValidationError, match=sentence):
        withdraw(asset, admin, **change)
    with pytest.raises(ValidationError, match="never published"):
        withdraw(others["draft"], admin)
    with pytest.raises(StaleRecord):
        withdraw(asset, admin, version=asset.version - 1)
    assert Asset.objects.get(pk=asset.pk).status == "published"


def test_each_place_is_switched_revoked_or_left_as_chosen(client_for, asset, admin, rep, marketer):
    better = AssetFactory(reference="case-study-043")
    entry, other = EntryFactory(asset=asset, title="One"), EntryFactory(asset=asset, title="Two")
    asked = feedback.ask({"title": "A story"}, actor=rep)
    feedback.deliver(asked, asset, actor=marketer, version=1)
    keys = {place.url: place.key for place in Uses(asset, admin).places}
    page = read_page(client_for(admin).get(f"{URL}supersede/"))
    posted = {"version": asset.version, "reason": "A newer one", "successor": "case-study-043"}
    choices = {entry: "switch", other: "revoke", asked: "leave"}
    posted |= {f"place-{keys[place.get_absolute_url()]}": way for place, way in choices.items()}
    assert posted.keys() <= {field["name"] for field in page.all(name=True)}
    assert client_for(admin).post(f"{URL}supersede/", posted).status_code == 302
    assert [CalendarEntry.objects.get(pk=one.pk).asset for one in (entry, other)] == [better, None]
    asked.refresh_from_db()
    assert asked.delivered == asset
    assert len(told(rep)) == 1


def test_the_page_is_for_those_who_may_archive_and_keeps_what_was_typed(client_for, asset, rep, marketer):
    assert client_for(rep).post(f"{URL}withdraw/", {"reason": "x"}).status_code == 403
    client = client_for(marketer)
    refused = client.post(
        f"{URL}withdraw/", {"reason": "Old", "successor": "none-such", "version": asset.version}
    )
    assert (refused.status_code, "There is no asset “none-such”" in refused.text) == (422, True)
    stale = client.post(f"{URL}withdraw/", {"reason": "Old", "version": asset.version - 1})
    assert (stale.status_code, "Old" in read_page(stale).one("textarea", name="reason").text) == (409, True)


def test_restoring_brings_back_a_draft_with_its_file(client_for, asset, admin, marketer):
    gone = withdraw(asset, admin)
    back = library.restore_asset(gone, actor=admin)
    assert (back.status, back.withdrawn_at, back.withdrawn_reason, back.successor) == (
        "draft",
        None,
        "",
        None,
    )
    assert client_for(marketer).get(f"{URL}file").getvalue() == files.pdf("Two")


def test_other_tools_see_where_it_is_used_and_take_it_back(bearer_for, asset, admin, rep):
    EntryFactory(asset=asset)
    versions.note_download(asset.current_version, rep)
    api, url = bearer_for(admin), "/api/v1/assets/case-study-042/"
    uses = api.get(f"{url}used-in/").json()
    assert [(place["kind"], place["can"]) for place in uses["places"]] == [
        ("calendar", ["leave", "switch", "revoke"])
    ]
    assert [holder["person"]["id"] for holder in uses["holders"]] == [rep.pk]
    assert bearer_for(rep).get(f"{url}used-in/").json()["holders"] is None
    body, match = {"reason": "Wrong price"}, {"if-match": f'"{asset.version}"'}
    tries = [
        (bearer_for(rep), body, match, 403),
        (api, body, {}, 428),
        (api, body, {"if-match": '"1"'}, 412),
        (api, {"reason": "x", "successor": "none-such"}, match, 422),
        (api, {"reason": "x", "places": {"none": "leave"}}, match, 422),
        (api, body | {"places": {uses["places"][0]["key"]: "revoke"}}, match, 200),
        (api, body, {"if-match": "*"}, 409),
    ]
    answers = [
        client.post(f"{url}withdraw/", sent, format="json", headers=headers).status_code
        for client, sent, headers, _ in tries
    ]
    assert answers == [status for *_, status in tries]


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_however_many_have_it(
    client_for, asset, marketer, count, django_assert_max_num_queries
):
    for _ in range(count):
        EntryFactory(asset=asset)
        versions.note_download(asset.current_version, UserFactory())
    client = client_for(marketer)
    client.get(f"{URL}withdraw/")
    with django_assert_max_num_queries(19):
        client.get(f"{URL}withdraw/")
