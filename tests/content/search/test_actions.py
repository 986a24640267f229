"""Keeping synonyms, and writing the index."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.search import actions
from content.search.models import SearchChange, SearchDocument, SearchWord, Synonym
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from tests.factories.search import document


def test_synonyms_are_added_changed_and_removed_with_history(marketer):
    synonym = actions.add_synonym([" GKE ", "Google  Kubernetes Engine", "gke"], actor=marketer)
    assert synonym.terms == ["gke", "Google Kubernetes Engine"]
    actions.change_synonym(synonym, ["GKE", "Kubernetes on Google"], actor=marketer, version=1)
    assert (synonym.terms, synonym.version) == (["GKE", "Kubernetes on Google"], 2)
    actions.remove_synonym(synonym, actor=marketer, version=2)
    assert [line.verb for line in Activity.objects.order_by("id")] == ["created", "changed", "removed"]
    assert (Synonym.objects.count(), SearchChange.objects.filter(synonyms=True).count()) == (0, 3)


@pytest.mark.parametrize(
    "terms", [[], ["gke"], ["gke", "GKE "], ["gke", "..."], [f"term {n}" for n in range(30)]]
)
def test_a_group_needs_a_few_different_terms(marketer, terms):
    with pytest.raises(ValidationError):
        actions.add_synonym(terms, actor=marketer)


def test_a_term_belongs_to_one_group(marketer):
    actions.add_synonym(["gke", "google kubernetes"], actor=marketer)
    with pytest.raises(ValidationError, match="already in the group"):
        actions.add_synonym(["GKE", "k8s"], actor=marketer)


def test_a_group_that_somebody_else_changed_is_left_alone(marketer):
    synonym = actions.add_synonym(["gke", "google kubernetes"], actor=marketer)
    actions.change_synonym(synonym, ["gke", "google k8s"], actor=marketer, version=1)
    with pytest.raises(StaleRecord):
        actions.change_synonym(synonym, ["gke", "other"], actor=marketer, version=1)
    with pytest.raises(StaleRecord):
        actions.remove_synonym(synonym, actor=marketer, version=1)


def test_writing_twice_keeps_one_row_and_its_id(db):
    actions.put(document(1, "Cloud"))
    first = SearchDocument.objects.get()
    actions.put(document(1, "Guide"))
    again = SearchDocument.objects.get()
    assert (again.pk, again.title_key) == (first.pk, "guide")


def test_new_words_are_noted_with_the_change_that_brought_them(db):
    actions.put(document(1, "Cloud guide 2024"))
    assert sorted(SearchWord.objects.values_list("word", flat=True)) == ["cloud", "guide"]
    assert [change.words for change in SearchChange.objects.all()] == ["cloud guide"]


@pytest.mark.parametrize("count", [1, 5])
def test_writing_costs_the_same_for_any_number(db, count):
    actions.put(document(1, "Cloud"))
    with CaptureQueriesContext(connection) as queries:
        actions.put_many([document(number, "Cloud") for number in range(count)])
    # Rows, words and changes; titles are a table of their own on SQLite.
    assert len(queries) == {"sqlite": 5, "postgresql": 4}[connection.vendor]
