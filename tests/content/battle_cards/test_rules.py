"""Caps, glance, likeness: pure decisions."""

import pytest

from content.battle_cards import rules


def test_words_are_what_a_person_reads():
    assert rules.count_words("“No freeze” – 6 min, and  done.") == 6


def test_a_claim_has_the_cap_of_its_kind():
    assert rules.claim_problems("win_when", {"text": "word " * 12}) == {}
    problem = "13 words. At most 12, or nobody reads it in a call."
    assert rules.claim_problems("win_when", {"text": "word " * 13}) == {"text": problem}
    both = "A comparison says both: us and them."
    assert rules.claim_problems("comparison", {"text": "Price", "us": "Low"}) == {"them": both}


def test_only_the_first_three_questions_stand_at_a_glance():
    claims = [("landmine", place, "one two") for place in range(5)] + [("strength", 0, "three")]
    assert rules.glance_words({"one_line": "a b c", "meet_when": ""}, claims) == 9
    assert rules.glance_problem(250) == ""
    assert rules.glance_problem(251).startswith("The first screen would have 251 words.")


def test_a_card_needs_six_things():
    card = {"one_line": "x", "threat": "high", "owner": 1, "win_when": True}
    problem = "To publish it, add when we lose and why we win."
    assert rules.publishing_problem("draft", card) == problem
    assert rules.publishing_problem("draft", card | {"lose_when": True, "why_win": True}) == ""


@pytest.mark.parametrize(
    ("said", "is_near"),
    [
        ("Your prices for each cluster are higher than theirs", True),
        ("the price per cluster is too high", True),
        ("Our auditors know Passforge", False),
        ("higher", False),
        ("", False),
    ],
)
def test_an_objection_is_known_again_in_other_words(said, is_near):
    words = "Your price per cluster is higher"
    assert bool(rules.nearest(said, [(1, words, rules.key_of([words]))])) == is_near


def test_quotes_around_what_was_said_are_left_out():
    assert rules.cleaned("  “They are\n cheaper.” ") == "They are cheaper."
