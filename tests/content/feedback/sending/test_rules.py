"""Texts for buyers, and what may go to them."""

from types import SimpleNamespace

import pytest

from content.feedback.sending import rules
from content.feedback.sending.rules import NETWORKS, Piece

LONG = Piece(
    "A title of some length " * 10,
    "",
    ("One point. " * 40, "Two. " * 300),
    "https://example.com/" + "x" * 120,
)
SHORT = Piece("Migration story", "", ("Six nights.", "No freeze.", "Third."), "https://example.com/story")


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.slug)
def test_a_post_fits_its_network_and_keeps_its_link(network):
    for piece in (LONG, SHORT):
        text = rules.post(piece, network)
        assert rules.length_on(text, piece, network) <= network.limit
        assert text.endswith(piece.link)


def test_a_mail_says_title_two_points_and_link():
    subject, body = rules.mail([SHORT], "Mara Velt")
    assert subject == "Migration story"
    assert body == (
        "Hello,\n\nI thought this may help you:\n\n"
        "Migration story\n- Six nights.\n- No freeze.\nhttps://example.com/story\n\nBest regards\nMara Velt"
    )


def test_a_mail_about_a_german_asset_has_no_english_sentence():
    piece = SHORT._replace(language="de", link="", file="deck.pdf")
    assert (
        rules.mail([piece], "Mara")[1]
        == "Migration story\n- Six nights.\n- No freeze.\n(attached: deck.pdf)\n\nMara"
    )


def test_without_talking_points_the_summary_speaks():
    assert Piece("T", "What it did. And more.", (), "").said == ("What it did.",)


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        (("case-study", "shareable", "overdue", False), False),
        (("case-study", "internal", "fresh", False), True),
        (("case-study", "shareable", "expired", False), True),
        (("case-study", "shareable", "archived", False), True),
        (("case-study", "shareable", "fresh", True), True),
        (("battle-card", "shareable", "fresh", False), True),
    ],
)
def test_only_what_is_right_and_for_buyers_is_sent(facts, refused):
    assert bool(rules.refusal(*facts)) is refused


def test_the_nearest_shares_stage_and_persona_and_best_language_and_format():
    def one(name, stage, form, *personas, language="en"):
        personas = frozenset(personas)
        return SimpleNamespace(name=name, stage=stage, language=language, format=form, personas=personas)

    refused = one("refused", 1, 1, 1, 2)
    others = [one("stage", 2, 1, 1, 2), one("persona", 1, 1, 3), one("far", 1, 2, 1, 2), one("near", 1, 1, 1)]
    others.append(one("foreign", 1, 1, 1, 2, language="de"))
    assert rules.nearest(refused, others).name == "near"
    assert rules.nearest(refused, others[:2]) is None
