"""Typing errors that are forgiven, and words that mean the same."""

import pytest

from content.search import actions, engine
from content.search.models import Synonym
from content.search.query import Query, Viewer
from tests.factories.search import TODAY, document

pytestmark = pytest.mark.django_db
REP, MARKETER = Viewer(7, False), Viewer(8, True)


def index(*documents):
    actions.put_many(documents)


def found(words="", viewer=REP, **asked):
    return engine.run(Query(words=words, **asked), viewer, TODAY)


def ids(words="", viewer=REP, **asked):
    return found(words, viewer, **asked).ids


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("kuberntes", "kubernetes"),
        ("kuberntes netwrok", "kubernetes network"),
        ("kubernetesnetwork", "kubernetes network"),
        ("kubrenet", "kubernetes"),
        ("guide kuberntes ", "guide kubernetes "),
    ],
)
def test_a_mistyped_word_is_corrected_and_said(typed, corrected):
    index(document(1, "Kubernetes network guide"), document(2, "Cloud"))
    answer = found(typed)
    assert (answer.ids, answer.corrected) == ([1], corrected)


def test_words_can_be_taken_literally():
    index(document(1, "Kubernetes"))
    assert (ids("kuberntes", literal=True), found("kuberntes", literal=True).corrected) == ([], "")


def test_what_is_found_is_not_corrected():
    index(document(1, "Costs"), document(2, "Coats"))
    assert (ids("coats"), found("coats").corrected) == ([2], "")


def test_a_correction_goes_to_what_most_assets_have():
    index(document(1, "Cloud cast"), *(document(n, "Cloud cost") for n in range(2, 6)))
    assert found("cust ").corrected == "cost "


def test_a_correction_does_not_tell_of_hidden_assets():
    index(document(1, "Kubernetes", status="draft", author_id=99))
    assert (found("kuberntes").corrected, found("kuberntes").total) == ("", 0)
    assert found("kuberntes", MARKETER).corrected == "kubernetes"


def test_a_word_seen_only_in_hidden_assets_is_corrected_as_if_unknown():
    index(document(1, "Kubernetes"), document(2, "Kuberntes", status="draft", author_id=99))
    assert found("kuberntes").corrected == "kubernetes"
    assert found("kuberntes", MARKETER).ids == [2]


def test_filters_do_not_make_a_word_wrong():
    index(document(1, "Cloud", facets={"stage": (1,)}), document(2, "Clod", facets={"stage": (2,)}))
    assert found("clod", include={"stage": (1,)}).corrected == ""


@pytest.mark.parametrize("typed", ["gke", "GKE ", "google kubernetes engine", "Google Kubernetes Engine "])
def test_synonyms_work_both_ways(typed):
    Synonym.objects.create(terms=["GKE", "Google Kubernetes Engine"])
    index(document(1, "GKE"), document(2, "x", body="On Google Kubernetes Engine"), document(3, "Google"))
    assert sorted(ids(typed)) == [1, 2]


def test_synonyms_combine_with_other_words_and_are_told():
    Synonym.objects.create(terms=["k8s", "Kubernetes"])
    index(document(1, "Kubernetes costs"), document(2, "k8s"), document(3, "costs"))
    answer = found("k8s costs")
    assert (answer.ids, answer.synonyms) == ([1], (("k8s", "Kubernetes"),))
    assert "Kubernetes" in answer.terms


def test_a_quoted_word_has_no_synonyms():
    Synonym.objects.create(terms=["k8s", "Kubernetes"])
    index(document(1, "Kubernetes"), document(2, "k8s"))
    assert ids('"k8s"') == [2]


def test_terms_to_mark_are_what_was_searched():
    index(document(1, "Price"), document(2, "Pricing"))
    assert found("pricing guide clo").terms == ("pricing", "guide", "clo*", "price")
    assert found("“zero trust” -aws").terms == ("zero trust",)
