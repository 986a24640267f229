"""How words are compared, cleaned and turned into addresses, without a database."""

from types import SimpleNamespace

import pytest

from content.vocabularies import rules


@pytest.mark.parametrize(
    "spelling", ["DevOps Engineer", "devops  engineer", " DEVOPS-ENGINEER", "devops_engineer"]
)
def test_spellings_of_one_word_have_one_key(spelling):
    assert rules.term_key(spelling) == "devops engineer"


@pytest.mark.parametrize(
    ("label", "taken", "slug"),
    [
        ("DevOps Engineer", (), "devops-engineer"),
        ("Zürich & Söhne", (), "zurich-sohne"),
        ("CFO", ("cfo", "cfo-2"), "cfo-3"),
        ("データ", (), "tag-1"),
        ("データ", ("tag-1", "tag-2"), "tag-3"),
        ("new", (), "new-2"),
        ("2024", (), "2024-2"),
    ],
)
def test_slugs_are_latin_and_free(label, taken, slug):
    assert rules.slug_for(label, taken, "tag") == slug


def test_other_spellings_are_cleaned_sorted_and_never_the_name_itself():
    spellings = ["  k8s ", "K8S", "Kubernetes", "", "kube"]
    assert rules.cleaned_aliases("kubernetes", spellings) == ["k8s", "kube"]


@pytest.mark.parametrize(
    ("word", "spelling"),
    [("kubernets", "kubernetes"), ("git ops", "gitops"), ("kube", "kubernetes"), ("net", "cloud network")],
)
def test_near_words_are_near(word, spelling):
    assert rules.nearness(word, spelling) >= rules.NEAR


@pytest.mark.parametrize(("word", "spelling"), [("rollback", "gitops"), ("k", "kubernetes"), ("cfo", "cto")])
def test_others_are_not(word, spelling):
    assert rules.nearness(word, spelling) < rules.NEAR


def test_the_playbook_says_where_a_format_is_used_and_who_leads():
    stages = [
        SimpleNamespace(label="Consideration", lead="joint"),
        SimpleNamespace(label="Decision", lead="sales"),
    ]
    assert rules.playbook_sentence("Case study", stages) == (
        "Case study: usually at Consideration (sales and marketing lead together) or Decision (sales leads)."
    )
    assert rules.playbook_sentence("Article", []) == ""
