"""Other forms of a word, and words near a mistyped one."""

import pytest

from content.search.lexicon import Lexicon, is_lexical

_TEXT = """
kubernetes kubelet observability observable migration migrations migrate migrated cost costs gke cloud
"""
WORDS = _TEXT.split()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kuberntes", "kubernetes"),
        ("kubernetse", "kubernetes"),
        ("obsevrability", "observability"),
        ("migratoin", "migration"),
        ("clodu", "cloud"),
        ("gek", "gke"),
    ],
)
def test_the_nearest_word_comes_first(typed, meant):
    assert Lexicon(WORDS).near(typed)[0][1] == meant


@pytest.mark.parametrize("typed", ["kubernetes", "gkx", "2024", "ck", "zzzzzz"])
def test_nothing_is_near_a_known_short_or_strange_word(typed):
    assert Lexicon(WORDS).near(typed) == []


def test_words_that_begin_nearly_so_are_found_while_typing():
    assert [word for _, word in Lexicon(WORDS).near_beginnings("obsrev")] == ["observable", "observability"]


def test_a_family_shares_a_stem():
    assert sorted(Lexicon(WORDS).family("migrations")) == ["migration"]
    assert sorted(Lexicon(WORDS).family("migrating")) == ["migrate", "migrated"]
    assert Lexicon(WORDS).family("unknown") == []


def test_new_words_are_near_at_once():
    lexicon = Lexicon(WORDS)
    assert lexicon.near("terrafrom") == []
    lexicon.add(["terraform"])
    assert lexicon.near("terrafrom") == [(1, "terraform")]


@pytest.mark.parametrize(
    ("word", "kept"), [("k8s", True), ("2024", False), ("数据", False), ("x", False), ("größe", True)]
)
def test_only_words_with_letters_are_kept(word, kept):
    assert is_lexical(word) == kept
