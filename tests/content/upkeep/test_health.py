"""The library's health: what each check finds, its list, and what mends it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.feedback.models import Feedback, Send
from content.library.models import Asset
from content.search.models import SearchLog
from content.upkeep.actions import count_health
from content.upkeep.checks import BY_SLUG, CHECKS, Fact
from content.upkeep.health import Health
from content.upkeep.models import HealthCount
from content.upkeep.rules import Trend, median_days, percent
from content.upkeep.titles import near_ids
from portal.shared.dates import days_from_today, today
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

HEALTH = "/health/"
FINE = {
    "pk": 1,
    "title": "Fine",
    "state": "fresh",
    "late": -50,
    "expires_in": None,
    "owner_active": True,
    "has_stage": True,
    "has_personas": True,
    "has_points": True,
    "has_summary": True,
    "has_body": False,
    "url": "https://cdn.example.com/a.pdf?b=1#c",
    "audience": "shareable",
    "file_id": None,
    "file_failed": False,
    "disputed": False,
    "published_days": 400,
    "untouched_days": 0,
    "opens": 1,
    "unused": False,
    "same_file": False,
    "near_title": False,
}
# What is wrong with an asset, and the checks that find it.
WRONG = [
    ({}, []),
    ({"owner_active": False}, ["owner-left"]),
    ({"state": "overdue", "late": 1}, ["overdue"]),
    ({"state": "overdue", "late": 1, "opens": 3}, ["hot-stale", "overdue"]),
    ({"expires_in": 30}, ["expiring"]),
    ({"expires_in": 31}, []),
    ({"state": "expired", "expires_in": -1}, ["expired"]),
    ({"has_stage": False}, ["no-stage"]),
    ({"has_personas": False}, ["no-persona"]),
    ({"has_summary": False}, ["no-summary"]),
    ({"has_points": False}, ["no-points"]),
    ({"same_file": True}, ["same-file"]),
    ({"near_title": True}, ["near-title"]),
    ({"url": "hhttps://example.com/a"}, ["bad-address"]),
    ({"url": "https://example"}, ["bad-address"]),
    ({"url": ""}, ["nothing-to-open"]),
    ({"url": "", "file_id": 7}, []),
    ({"file_failed": True}, ["file-failed"]),
    ({"disputed": True}, ["disputed"]),
    ({"unused": True}, ["unused"]),
    ({"unused": True, "published_days": 179}, []),
    ({"state": "draft", "has_stage": False, "untouched_days": 90}, ["old-draft"]),
]


def test_each_check_finds_what_it_is_for_and_nothing_else():
    for changes, slugs in WRONG:
        fact = Fact(**FINE | changes)
        assert [check.slug for check in CHECKS if check.holds(fact)] == slugs, changes
    assert {slug for _, slugs in WRONG for slug in slugs} == {check.slug for check in CHECKS}


def test_every_number_is_the_length_of_its_list(client_for, marketer, rep):
    late = {"review_on": days_from_today(-9)}
    hot = AssetFactory(title="Hot", **late)
    SearchLog.objects.bulk_create(SearchLog(user=rep, words="x", total=1, opened_id=hot.pk) for _ in range(3))
    AssetFactory(title="Cold", **late)
    AssetFactory(title="Left", owner=UserFactory(role="marketer", is_active=False))
    AssetFactory(title="Bare", stage=None, summary="", url="hhttps://example.com/a")
    AssetFactory(title="A story of one migration", personas=1, talking_points=1)
    AssetFactory(title="A story of one migrations", disputed_at=timezone.now())
    old = days_from_today(-180)
    AssetFactory(title="Unused", published_on=old)
    for used, row in (("Used", Feedback), ("Sent", Send)):
        asset = AssetFactory(title=used, published_on=old)
        if row is Feedback:
            Feedback.objects.create(asset=asset, kind="used", status="closed", person=rep)
        else:
            Send.objects.create(asset=asset, recipient="Acme", sender=rep)
    AssetFactory(title="Draft", status="draft")
    AssetFactory(title="Archived", status="archived", **late)
    health, client = Health(marketer), client_for(marketer)
    expected = {"hot-stale": 1, "overdue": 2, "owner-left": 1, "no-stage": 1, "no-summary": 1}
    expected |= {"bad-address": 1, "near-title": 2, "disputed": 1, "unused": 1, "no-persona": 8}
    expected |= {"no-points": 8, "hot-fresh": 0, "cold-fresh": 7, "cold-stale": 1, "usable": 9, "fresh": 7}
    assert {slug: health.counts[slug] for slug in expected} == expected
    assert health.fresh_share == 78
    for slug in BY_SLUG:
        rows = read_page(client.get(f"{HEALTH}{slug}/")).all("tr", data_result=True)
        assert len(rows) == health.counts[slug], slug
    assert api_counts(client) == {check.slug: health.counts[check.slug] for check in CHECKS}


def api_counts(client):
    return {row["check"]: row["number"] for row in client.get("/api/v1/health/").json()["checks"]}


def test_a_list_is_mended_in_two_clicks(client_for, admin):
    assets = AssetFactory.create_batch(2, review_on=days_from_today(-9))
    client = client_for(admin)
    page = read_page(client.get(f"{HEALTH}overdue/"))
    ids = page.one("form", aria_label="All of them").one("input", name="ids")["value"]
    preview = client.post(reverse("content:asset-bulk"), {"scope": "picked", "ids": ids, "change": "verify"})
    versions = preview.context["versions"]
    client.post(reverse("content:asset-bulk"), {"ids": ids, "change": "verify", "versions": versions})
    assert Asset.objects.filter(pk__in=[one.pk for one in assets], verified_on=today()).count() == 2
    assert Health(admin).counts["overdue"] == 0


def test_health_is_for_those_who_keep_the_library(client_for, api_for, rep):
    assert client_for(rep).get(HEALTH).status_code == 403
    assert api_for(rep).get("/api/v1/health/").status_code == 403
    assert client_for(rep).get(f"{HEALTH}overdue/").status_code == 403


def test_an_unknown_check_is_not_found(client_for, api_for, marketer):
    assert client_for(marketer).get(f"{HEALTH}nothing/").status_code == 404
    assert api_for(marketer).get("/api/v1/health/nothing/").status_code == 404


def test_a_day_is_counted_once_however_often_the_job_runs(db, marketer):
    day = today()
    AssetFactory(review_on=days_from_today(-9))
    count_health(day - timedelta(days=1))
    count_health(day - timedelta(days=1))
    AssetFactory(review_on=days_from_today(-9))
    assert HealthCount.objects.count() == len(BY_SLUG)
    assert Health(marketer).line(BY_SLUG["overdue"]).trend.change == 1


def test_a_trend_compares_with_the_last_week():
    day = date(2026, 3, 31)
    trend = Trend(((day - timedelta(days=20), 9), (day - timedelta(days=7), 4), (day, 6)))
    assert (trend.change, trend.points) == (2, "0.0,1.0 39.0,8.8 60.0,5.7")
    assert (Trend(((day, 6),)).change, Trend(((day, 6),)).points) == (None, "")


def test_shares_and_medians_of_nothing_are_unknown():
    assert (percent(0, 0), median_days([])) == (None, None)
    now = timezone.now()
    assert median_days([(now - timedelta(days=days), now) for days in (1, 2, 6)]) == (2, 3)


def test_titles_are_nearly_the_same_but_for_a_letter_or_the_order_of_words():
    def titled(*titles):
        return near_ids([Fact(**FINE | {"pk": pk, "title": title}) for pk, title in enumerate(titles)])

    assert titled("Migration guide for banks", "Guide for banks: migration", "Migration guide") == {0, 1}
    assert titled("Fleet in ten minutes", "Gate in ten minutes") == set()
    assert titled("Release notes 1.14", "Release notes 1.15") == set()


@pytest.mark.parametrize("count", [1, 5])
def test_health_and_its_lists_cost_the_same_at_any_size(
    count, client_for, marketer, django_assert_num_queries
):
    AssetFactory.create_batch(count, review_on=days_from_today(-9), personas=1, talking_points=1)
    client = client_for(marketer)
    client.get(HEALTH)
    with django_assert_num_queries(13):
        client.get(HEALTH)
    with django_assert_num_queries(9):
        client.get(f"{HEALTH}overdue/")
