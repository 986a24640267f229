"""Decisions about battle cards and objections: caps, ages, what may be done. Pure."""

import re
from datetime import timedelta
from typing import NamedTuple

from rapidfuzz import fuzz

from content.library.rules import freshness, listed
from content.search.grammar import STOP_WORDS
from content.search.words import fold, pieces, spell, stem

DRAFT, PUBLISHED, ARCHIVED = "draft", "published", "archived"
OPEN, ANSWERED = "open", "answered"
# Days until a card or claim has to be looked at again.
REVIEW_DAYS = 90
GLANCE_WORDS = 250
ANSWER_WORDS = 40
# How many objections a card shows, the most heard first.
CARD_OBJECTIONS = 7
ASK_EARLY = 3
# Of 100: how alike two objections are to be taken for one. Of 1: how much of a search one must say to be shown.
NEAR, ENOUGH = 50, 0.6
# How many days "heard lately" looks back.
HEARD_DAYS = 90


class Kind(NamedTuple):
    """What a claim can be. words: its cap; glance: how many stand at a glance; most: how many a card takes (0: any)."""

    label: str
    title: str
    icon: str
    words: int
    most: int
    glance: int = 0
    layer: str = "expanded"


KINDS = {
    "win_when": Kind("We win when", "We win when", "thumbs-up", 12, 3, 3, "glance"),
    "lose_when": Kind("We lose when", "We lose when", "thumbs-down", 12, 3, 3, "glance"),
    "why_win": Kind("Why we win", "Why we win", "trophy", 20, 3, 3, "glance"),
    "landmine": Kind("Question to ask", "Questions to ask early", "circle-help", 25, 5, 3, "glance"),
    "strength": Kind("Their strength", "Where they are good", "scale", 30, 3),
    "do_not_say": Kind("Do not say", "Do not say", "octagon-x", 30, 5),
    "pricing": Kind("Price and packaging", "Price and packaging, as seen", "banknote", 60, 1),
    "comparison": Kind("Comparison", "Side by side", "git-compare", 10, 10),
    "proof": Kind("Proof", "Who switched, and what they say", "quote", 40, 5),
    "intel": Kind("Intel", "Recent intel", "newspaper", 40, 0),
    "api_limit": Kind("API limit", "API limits", "circle-slash", 60, 5, 0, "technical"),
    "weakness": Kind("Architectural weakness", "Architectural weaknesses", "layers", 60, 5, 0, "technical"),
    "integration": Kind("Integration trouble", "Integration trouble", "settings", 60, 5, 0, "technical"),
}
TECHNICAL = tuple(name for name, kind in KINDS.items() if kind.layer == "technical")
# Field of a card: its cap in words.
CARD_CAPS = {"one_line": 30, "meet_when": 25}
SIDE_WORDS = 12
# What a card needs before people rely on it, as a sentence asks for it.
NEEDED = {
    "one_line": "the one line",
    "threat": "the threat",
    "owner": "an owner",
    "win_when": "when we win",
    "lose_when": "when we lose",
    "why_win": "why we win",
}


def count_words(text):
    """How many words a person reads in `text`: what stands between spaces and has a letter or digit."""
    return sum(any(sign.isalnum() for sign in word) for word in str(text or "").split())


def too_long(text, most):
    """Why `text` is too long; empty when it is not."""
    number = count_words(text)
    return f"{number} words. At most {most}, or nobody reads it in a call." if number > most else ""


def card_problems(values):
    """{field: sentence} of the card fields that have too many words."""
    found = {name: too_long(values.get(name, ""), most) for name, most in CARD_CAPS.items()}
    return {name: problem for name, problem in found.items() if problem}


def claim_problems(kind, values):
    """{field: sentence} of a claim's fields that are too long or missing for its kind."""
    found = {"text": too_long(values.get("text", ""), KINDS[kind].words)}
    if kind == "comparison":
        for side in ("us", "them"):
            text = values.get(side, "")
            found[side] = too_long(text, SIDE_WORDS) if text else "A comparison says both: us and them."
    return {name: problem for name, problem in found.items() if problem}


def crowding_problem(kind, number):
    """Why a card that has `number` claims of a kind takes no more; empty when it does."""
    most = KINDS[kind].most
    full = f"“{KINDS[kind].title}” has at most {most}. Change or remove one first."
    return full if most and number >= most else ""


def glance_words(card, claims):
    """How many words the first screen has. card: {one_line, meet_when}; claims: (kind, position, text) of each."""
    shown = [text for kind, position, text in claims if position < KINDS[kind].glance]
    return sum(map(count_words, [card.get("one_line"), card.get("meet_when"), *shown]))


def glance_problem(number):
    """Why the first screen is too long; empty when it is not."""
    if number <= GLANCE_WORDS:
        return ""
    return f"The first screen would have {number} words. At most {GLANCE_WORDS}, so that it is read in ten seconds."


def missing_to_publish(card):
    """What a card lacks, in words. card: {name of NEEDED: value}, truthy where it is there."""
    return [words for name, words in NEEDED.items() if not card.get(name)]


def publishing_problem(status, card):
    """Why a card may not be published; empty when it may."""
    if status == PUBLISHED:
        return "It is already published."
    if status == ARCHIVED:
        return "It is archived. Restore it first."
    missing = missing_to_publish(card)
    return f"To publish it, add {listed(missing)}." if missing else ""


def losing_problem(status, before, after):
    """Why a change that takes something away may not be made to a published card; empty when it may."""
    lost = [words for words in missing_to_publish(after) if words not in missing_to_publish(before)]
    return f"A published card has {listed(lost)}." if status == PUBLISHED and lost else ""


def archiving_problem(status):
    return "It is already archived." if status == ARCHIVED else ""


def restoring_problem(status, has_live):
    """Why an archived card may not come back; empty when it may. has_live: its competitor has another card."""
    if status != ARCHIVED:
        return "It is not archived."
    return "This competitor has another card now. Archive that one first." if has_live else ""


def verifying_problem(status):
    return "Publish it first, then verify it." if status == DRAFT else archiving_problem(status)


def writing_problem(status):
    return "It is archived. Restore it first." if status == ARCHIVED else ""


def disputing_problem(is_open_by_same):
    return "You dispute this claim already. The owner will answer you." if is_open_by_same else ""


def closing_problem(is_closed, answer):
    """Why a dispute may not be closed; empty when it may."""
    if is_closed:
        return "It has been answered already."
    return "" if answer.strip() else "Answer the person who disputes it, so that they know."


def removing_problem(disputes):
    """Why a claim may not be removed; empty when it may. disputes: how many open ones it has."""
    return "Answer its dispute first, so that the person who raised it hears of it." if disputes else ""


def age_of(review_on, on):
    """How current something is on the date `on`, as the library's Freshness; without a date it is fresh."""
    return freshness("published", review_on, None, on)


def next_review(day):
    return day + timedelta(days=REVIEW_DAYS)


def answer_problem(answer):
    """Why an answer may not be kept; empty when it may."""
    return too_long(answer, ANSWER_WORDS) if answer.strip() else "Write what to say."


def cleaned(text):
    """Words as they fell, on one line and without the quotes that people put around them."""
    return re.sub(r"\s+", " ", str(text)).strip().strip("“”„\"'‘’").strip()


def stems_of(text):
    """The stems of the words of `text` that carry its meaning, in order, each once."""
    words = [word for word in pieces(spell(fold(text))) if word not in STOP_WORDS]
    return list(dict.fromkeys(stem(word) for word in words))


def key_of(texts):
    """What `Objection.key` holds for these texts: stems, a space around each; at most 2000 characters."""
    stems = dict.fromkeys(found for text in texts for found in stems_of(text))
    kept = " ".join(stems)[:2000]
    return f" {kept} " if kept else ""


def nearest(text, candidates, limit=5):
    """Ids of the objections most like `text`, the nearest first. candidates: (id, words, key) of each.

    Near is: half of the meaningful stems are the same, or the whole reads alike.
    """
    stems = stems_of(text)
    scored = [(_likeness(text, stems, words, key), pk) for pk, words, key in candidates]
    near = sorted((pair for pair in scored if pair[0] >= NEAR), key=lambda pair: (-pair[0], pair[1]))
    return [pk for _, pk in near[:limit]]


def share_of(stems, key):
    """How much of what is searched for an objection says, 0 to 1; the last word may still be being typed."""
    held = sum(f" {one} " in key for one in stems[:-1]) + (f" {stems[-1]}" in key)
    return held / len(stems)


def _likeness(text, stems, words, key):
    shared = sum(f" {one} " in key for one in stems)
    overlap = 100 * shared / len(stems) if stems else 0
    alike = fuzz.token_sort_ratio(fold(text), fold(words))
    # One shared word of two is chance as long as the rest does not read alike.
    return overlap if shared > 1 else max(overlap * 0.9 if alike > 60 else 0, alike if alike > 80 else 0)
