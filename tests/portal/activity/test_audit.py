import csv
import io
from datetime import UTC, date, datetime

import pytest

from content.feedback.models import Send
from content.files.models import StoredFile
from content.library.models import AssetVersion, Download
from portal.activity import audit
from portal.activity.actions import line, record_many
from portal.activity.audit import Wanted
from portal.activity.models import Activity
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory


def take_out(asset, person, at):
    """Somebody downloads a file of the asset."""
    file = StoredFile.objects.create(digest=f"{asset.pk:064}", path="none", kind="txt", size=1)
    version = AssetVersion.objects.create(asset=asset, number=1, file=file, name="a.txt", author=person)
    Download.objects.create(version=version, person=person, at=at)


@pytest.fixture
def events(rep, marketer):
    """Two changes, a file taken out and a send, all in the same moment but the last."""
    asset = AssetFactory(title="=Figures for finance", owner=marketer)
    at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    Activity.objects.all().delete()
    record_many([line("changed", asset, actor=marketer, changes={"title": ["Old", "New"]})])
    record_many([line("published", asset, actor=None, via="api")])
    Activity.objects.update(at=at)
    take_out(asset, rep, at)
    later = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    Send.objects.create(asset=asset, recipient="Gullwing Ferries", sender=rep, at=later)
    return asset


def verbs(viewer, wanted=None, **more):
    return [event.verb for event in audit.read(viewer, wanted or Wanted(), **more)[0]]


def test_all_sources_stand_in_one_order(events, admin):
    whole = ["sent", "published", "changed", "downloaded"]
    assert verbs(admin) == whole
    # One at a time: nothing twice, nothing left out, although three share their moment.
    seen, cursor = [], ""
    while True:
        [event], cursor = audit.read(admin, Wanted(), before=cursor, limit=1)
        seen.append(event.verb)
        if not cursor:
            break
    assert seen == whole


def test_only_admins_look_through_it(events, marketer, client_for):
    assert verbs(marketer) == []
    assert client_for(marketer).get("/audit/").status_code == 403
    assert client_for(marketer).get("/audit/audit.csv").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("person={rep}", ["sent", "downloaded"]),
        ("verb=published", ["published"]),
        ("verb=downloaded&kind=content.Asset", ["downloaded"]),
        ("kind=portal.User", []),
        ("object={asset}&kind=content.Asset&since=2026-03-03", ["sent"]),
        ("until=2026-03-02&q=FINANCE", ["published", "changed", "downloaded"]),
        ("q=gullwing", ["sent"]),
        ("before=rubbish&verb=unheard-of&person=0", ["sent", "published", "changed", "downloaded"]),
    ],
)
def test_the_page_narrows(events, admin, rep, client_for, query, found):
    Activity.objects.create(verb="invited", kind="portal.User", object_id=1, object_label="X", actor=None)
    Activity.objects.filter(kind="portal.User").update(at=datetime(2020, 1, 1, tzinfo=UTC))
    page = client_for(admin).get(f"/audit/?{query.format(rep=rep.pk, asset=events.pk)}")
    shown = [event.verb for event in page.context["events"] if event.verb != "invited"]
    assert shown == found


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_at_any_size(admin, client_for, count, django_assert_num_queries):
    for asset in AssetFactory.create_batch(count):
        record_many([line("changed", asset, actor=UserFactory())])
        take_out(asset, admin, datetime(2026, 3, 2, tzinfo=UTC))
    client = client_for(admin)
    client.get("/audit/")
    # Person, saved views, words in use, three sources, people of the lines, people to choose.
    with django_assert_num_queries(8):
        client.get("/audit/")


def test_the_file_runs_no_formula(events, admin, client_for):
    answer = client_for(admin).get("/audit/audit.csv?verb=changed")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    found = dict(zip(header, row, strict=True))
    assert (found["record"], found["changes"]) == ("'=Figures for finance", "Title: Old > New")


def test_admins_read_it_through_the_api(events, admin, marketer, bearer_for):
    api = bearer_for(admin, "admin")
    answer = api.get("/api/v1/audit/?since=2026-03-02&until=2026-03-03").json()
    assert [row["verb"] for row in answer["results"]] == ["sent", "published", "changed", "downloaded"]
    assert answer["results"][2]["changes"] == [{"label": "Title", "old": "Old", "new": "New"}]
    assert answer["next"] is None
    for query in ("before=x", "person=none", "since=yesterday", "since=", "odd=1"):
        assert api.get(f"/api/v1/audit/?{query}").status_code == 400
    assert bearer_for(admin).get("/api/v1/audit/").status_code == 403
    assert bearer_for(marketer).get("/api/v1/audit/").status_code == 403


def test_days_are_the_portals_own(events, admin):
    found = audit.read(admin, Wanted(since=date(2026, 3, 2), until=date(2026, 3, 2)))[0]
    assert len(found) == 3
