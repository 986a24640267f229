"""How what a person types is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.search.grammar import MOST_TERMS, parse
from content.search.lexicon import Lexicon
from content.search.plan import Synonyms, make_plan


def read(typed):
    """Terms in short: words, then Q for quoted, - for negative, * for still being typed."""
    signs = lambda term: "Q" * term.quoted + "-" * term.negative + "*" * term.open  # noqa: E731
    return [(" ".join(term.words), signs(term)) for term in parse(typed)]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("cloud migr", [("cloud", ""), ("migr", "*")]),
        ("cloud migr ", [("cloud", ""), ("migr", "")]),
        ('"zero trust" cloud ', [("zero trust", "Q"), ("cloud", "")]),
        ('cloud "zero tru', [("cloud", ""), ("zero tru", "Q*")]),
        ("“zero trust”", [("zero trust", "Q")]),
        ("cloud -aws", [("cloud", ""), ("aws", "-")]),
        ('cloud -"zero trust"', [("cloud", ""), ("zero trust", "Q-")]),
        ("e-mail", [("e mail", "*")]),
        ("1.0.0-rc9 ", [("1 0 0 rc9", "")]),
        ("C++ guide ", [("cplusplus", ""), ("guide", "")]),
        ("cloud,security ", [("cloud", ""), ("security", "")]),
        ("NEAR(a col:b OR *", [("near", ""), ("a", ""), ("col", ""), ("b", ""), ("or", "")]),
        ("a\0b", [("a", ""), ("b", "*")]),
    ],
)
def test_a_query_is_read_as_meant(typed, terms):
    assert read(typed) == terms


@pytest.mark.parametrize("typed", ["", " ", '"', '""', "-", '-"', "- -", "()*:^", "\0", "'", "…"])
def test_signs_alone_ask_for_nothing(typed):
    assert parse(typed) == ()


def test_a_long_query_is_cut():
    assert len(parse("word " * 5_000)) == MOST_TERMS


@given(st.text(max_size=60))
def test_no_text_is_an_error(typed):
    terms = parse(typed)
    make_plan(terms, Lexicon(["cloud"]), Synonyms([["gke", "google kubernetes engine"]]), typed=typed)
    assert all(term.words and 0 <= term.start < term.end <= len(typed) for term in terms)
