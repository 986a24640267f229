"""My queue: what waits for a person, in which order, and what the buttons do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from content.feedback.models import ContentRequest, Feedback
from content.files.models import StoredFile
from content.library.models import Approval, Asset, AssetVersion, Download
from content.search.models import SearchLog
from content.upkeep.queue import Queue
from portal.activity.models import Activity
from portal.shared.dates import days_from_today
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

QUEUE = "/queue/"


def opened(asset, by, times):
    SearchLog.objects.bulk_create(
        SearchLog(user=by, words="x", total=1, opened_id=asset.pk) for _ in range(times)
    )


def late(owner, days, **values):
    return AssetFactory(owner=owner, review_on=days_from_today(-days), **values)


def titles(user, **asked):
    return [row.title for row in Queue(user, **asked).page]


def test_hot_but_stale_comes_first_then_what_waits_longest(rep, marketer):
    late(marketer, 90, title="Cold and old")
    warm, hot = late(marketer, 10, title="Warm"), late(marketer, 5, title="Hot")
    late(marketer, -20, title="Due soon")
    late(marketer, -29, title="Far")
    late(rep, 50, title="Somebody else's")
    opened(warm, rep, 2)
    opened(hot, rep, 5)
    assert titles(marketer) == ["Hot", "Warm", "Cold and old", "Due soon"]
    assert titles(marketer, order="late") == ["Cold and old", "Warm", "Hot", "Due soon"]
    rows = [(row.late, row.opens) for row in Queue(marketer).page]
    assert rows == [(5, 5), (10, 2), (90, 0), (-20, 0)]


def test_downloads_count_as_opens_for_90_days(rep, marketer):
    asset = late(marketer, 1)
    stored_file = StoredFile.objects.create(digest="0" * 64, path="0", kind="txt", size=1)
    version = AssetVersion.objects.create(asset=asset, number=1, file=stored_file, name="a.txt", author=rep)
    for _ in range(2):
        Download.objects.create(version=version, person=rep)
    old = Download.objects.create(version=version, person=rep)
    Download.objects.filter(pk=old.pk).update(at=old.at - timedelta(days=91))
    assert [row.opens for row in Queue(marketer).page] == [2]


def test_every_list_holds_what_is_the_persons_to_decide(rep, marketer):
    asset, other = AssetFactory(owner=marketer), AssetFactory(owner=UserFactory(role="marketer"))
    flag = {"kind": "wrong", "due_on": days_from_today(3), "person": rep}
    Feedback.objects.create(asset=asset, **flag)
    Feedback.objects.create(asset=other, **flag)
    Feedback.objects.create(asset=asset, kind="used", status="closed", person=rep)
    draft = AssetFactory(status="in_review", title="Draft")
    Approval.objects.create(asset=draft, asked_by=rep)
    Approval.objects.create(asset=other, asked_by=marketer)
    ContentRequest.objects.create(title="Wanted", requester=rep)
    AssetFactory(owner=marketer, title="Gone soon", expires_on=days_from_today(30))
    AssetFactory(
        owner=marketer, title="Gone", expires_on=days_from_today(-3), published_on=days_from_today(-9)
    )
    AssetFactory(owner=marketer, expires_on=days_from_today(31))
    queue = Queue(marketer)
    assert [(tab.name, number) for tab, number in queue.tabs] == [
        *(("verify", 0), ("feedback", 1), ("approvals", 1), ("requests", 1), ("expiring", 2))
    ]
    assert queue.tab.name == "feedback"
    assert titles(marketer, tab="approvals") == ["Draft"]
    assert titles(marketer, tab="requests") == ["Wanted"]
    assert titles(marketer, tab="expiring") == ["Gone", "Gone soon"]
    assert [tab.name for tab, _ in Queue(rep).tabs] == ["verify", "feedback", "expiring"]


def test_an_owner_verifies_several_of_their_own_at_once(client_for, rep):
    mine, too = late(rep, 3), late(rep, 4)
    others, changed = late(UserFactory(), 5), late(rep, 6)
    picks = [f"{mine.pk}:1", f"{too.pk}:1", f"{others.pk}:1", f"{changed.pk}:7", "x", "9:9:9"]
    page = client_for(rep).post(
        reverse("content:queue-verify"), {"pick": picks, "tab": "verify"}, follow=True
    )
    assert "2 assets verified. 1 was changed by somebody meanwhile and left alone." in page.text
    verified = Asset.objects.exclude(verified_on=None)
    assert {asset.pk: asset.verified_by for asset in verified} == {mine.pk: rep, too.pk: rep}
    assert titles(rep) == [changed.title]
    [line] = Activity.objects.about(mine)
    assert (line.verb, line.via) == ("verified", "queue")


def test_a_pressed_button_is_about_its_own_row_only(client_for, marketer):
    ticked, pressed = late(marketer, 3), late(marketer, 4)
    form = {"pick": f"{ticked.pk}:1", "only": f"{pressed.pk}:1", "tab": "verify"}
    client_for(marketer).post(reverse("content:queue-archive"), form)
    assert [Asset.objects.get(pk=one.pk).status for one in (ticked, pressed)] == ["published", "archived"]


def test_only_who_archives_may_archive_from_the_queue(client_for, rep):
    asset = late(rep, 3)
    answer = client_for(rep).post(reverse("content:queue-archive"), {"only": f"{asset.pk}:1"})
    assert answer.status_code == 403
    assert 'data-shortcut="a"' not in client_for(rep).get(QUEUE).text


def test_the_navigation_counts_what_is_overdue(client_for, rep):
    late(rep, 1)
    late(rep, 0)
    late(rep, 5, status="archived")
    link = read_page(client_for(rep).get("/profile/")).one("a", data_shortcut="g q")
    assert link.text == "My queue 1 overdue"


def test_other_tools_read_the_same_queue(api_for, client_for, marketer, rep):
    opened(late(marketer, 9, title="Second"), rep, 1)
    opened(late(marketer, 9, title="First"), rep, 2)
    answer = api_for(marketer).get("/api/v1/queue/", {"page_size": 1}).json()
    assert (answer["count"], [row["title"] for row in answer["results"]]) == (2, ["First"])
    assert answer["results"][0]["late"] == 9
    assert api_for(rep).get("/api/v1/queue/?tab=approvals").json()["count"] == 0
    assert api_for(rep).get("/api/v1/queue/?tab=all").status_code == 400


@pytest.mark.parametrize("count", [1, 5])
def test_the_queue_costs_the_same_at_any_size(count, client_for, marketer, rep, django_assert_num_queries):
    for _ in range(count):
        opened(late(marketer, 3, personas=1), rep, 1)
    client = client_for(marketer)
    client.get(QUEUE)
    with django_assert_num_queries(6):
        client.get(QUEUE)
