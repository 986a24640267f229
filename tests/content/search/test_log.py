"""What is noted of searches, and what marketers learn from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.search.log import _write, log_search, recent, top_failed
from content.search.models import SearchLog
from portal.activity.observations import settle
from tests.factories.portal import UserFactory


def rows():
    return list(SearchLog.objects.order_by("id").values_list("words", "total", "opened_id", "rank"))


def write(user, words, total=1, opened_id=None, rank=None, seconds=0):
    _write(user.pk, words, f"q={words}", total, opened_id, rank, timezone.now() + timedelta(seconds=seconds))


def test_a_search_is_noted_with_folded_words(rep):
    log_search(rep.pk, "  Zero   Trüst ", "q=Zero", 3)
    assert rows() == [("zero trust", 3, None, None)]


def test_typing_on_is_the_same_search(rep):
    write(rep, "kub", 9)
    write(rep, "kubernetes", 4, seconds=5)
    write(rep, "kubernetes cost", 2, seconds=60)
    assert rows() == [("kubernetes", 4, None, None), ("kubernetes cost", 2, None, None)]


def test_opening_a_result_completes_the_search(rep):
    write(rep, "cloud", 9)
    write(rep, "cloud", 9, opened_id=7, rank=2, seconds=9)
    write(rep, "cloud", 9, seconds=12)
    write(rep, "cloud", 9, opened_id=8, rank=1, seconds=20)
    assert rows() == [("cloud", 9, 7, 2), ("cloud", 9, 8, 1)]


def test_peoples_searches_are_kept_apart(rep, marketer):
    write(rep, "cloud")
    write(marketer, "cloud cost")
    assert len(rows()) == 2


def test_what_most_people_did_not_find_comes_first(rep, marketer):
    for user, words, total in [(rep, "soc2", 0), (marketer, "soc2", 0), (rep, "hipaa", 0), (rep, "cloud", 5)]:
        write(user, words, total)
    failed = top_failed(timezone.now() - timedelta(days=1))
    assert [(row["words"], row["people"], row["searches"]) for row in failed] == [
        ("soc2", 2, 2),
        ("hipaa", 1, 1),
    ]
    assert top_failed(timezone.now() + timedelta(days=1)) == []


def test_recent_searches_are_each_shown_once(rep):
    for words in ("cloud", "cost", "cloud"):
        write(rep, words)
    assert recent(rep.pk) == ["cloud", "cost"]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_written_after_the_answer():
    user = UserFactory()
    for words in ("cloud", "cost"):
        log_search(user.pk, words, "", 1)
    settle()
    assert [row[0] for row in rows()] == ["cloud", "cost"]


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_written_is_only_reported(caplog):
    user = UserFactory()
    log_search(user.pk + 1, "nobody", "", 1)
    log_search(user.pk, "somebody", "", 1)
    settle()
    assert [row[0] for row in rows()] == ["somebody"]
    assert "An observation was not written." in caplog.text
