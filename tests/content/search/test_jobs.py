"""Upkeep of the index changes nothing that anybody sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from content.search import actions, engine, jobs
from content.search.models import SearchChange, SearchState, SearchWord
from content.search.query import Query, Viewer
from portal.shared.registry import registry
from tests.factories.search import TODAY, document

pytestmark = pytest.mark.django_db


def ids(words):
    return sorted(engine.run(Query(words=words), Viewer(1, False), TODAY).ids)


def make_old():
    """All changes so far were made hours ago, by a transaction older than any that is still running."""
    SearchChange.objects.update(at=timezone.now() - timedelta(hours=2))
    if connection.vendor == "postgresql":
        # Transactions are numbered for all databases of a server: another test run's may be older than ours.
        with connection.cursor() as cursor:
            cursor.execute("UPDATE content_searchchange SET xid = '3'")


@pytest.mark.django_db(transaction=True)
def test_old_changes_are_forgotten_and_new_ones_kept():
    actions.put(document(1, "Cloud"))
    make_old()
    actions.put(document(2, "Cloud"))
    jobs.trim_change_log.call()
    assert (SearchChange.objects.count(), SearchState.objects.get().trimmed > 0) == (1, True)
    assert ids("cloud") == [1, 2]


def test_words_noted_twice_are_kept_once():
    SearchWord.objects.bulk_create(
        [SearchWord(word="cloud"), SearchWord(word="cloud"), SearchWord(word="cost")]
    )
    actions.trim_log(timezone.now())
    assert sorted(SearchWord.objects.values_list("word", flat=True)) == ["cloud", "cost"]


def test_a_tidied_index_finds_the_same():
    for number in range(1, 9):
        actions.put(document(number, f"Cloud {number}", body="migration"))
    actions.drop("asset", 3)
    jobs.tidy_text_index.call()
    assert (ids("cloud migration"), ids("3")) == ([1, 2, 4, 5, 6, 7, 8], [])


def test_upkeep_is_scheduled():
    for name in ("search.trim", "search.tidy"):
        assert registry.schedules[name][0].startswith("content.search.jobs.")
