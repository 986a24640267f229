"""A query in words: chips and one sentence. Pure; labels come from the caller."""

import re
from dataclasses import dataclass

from content.library.criteria import NONE

FRESHNESS_LABELS = {
    "fresh": "Fresh",
    "due-soon": "Due soon",
    "overdue": "Overdue",
    "expired": "Expired",
    "draft": "Draft",
    "in-review": "In review",
    "archived": "Archived",
}
AUDIENCE_LABELS = {"internal": "Internal only", "shareable": "Shareable"}
FACET_LABELS = {
    "stage": "Stage",
    "persona": "Persona",
    "format": "Format",
    "freshness": "Freshness",
    "competitor": "Competitor",
    "industry": "Industry",
    "product": "Product",
    "audience": "Audience",
    "language": "Language",
    "owner": "Owner",
    "tag": "Tag",
}
# How a facet's values read inside the sentence; facets that are not here stand as they are.
PHRASES = {
    "stage": "{} stage",
    "competitor": "about {}",
    "industry": "for {}",
    "product": "on {}",
    "language": "in {}",
    "owner": "owned by {}",
    "tag": "tagged {}",
}
LOWER_CASE = {"freshness", "audience"}


@dataclass(frozen=True)
class Chip:
    """One filter that is set; `without` is the criteria without it, `name` what screen readers say of it."""

    key: str
    labels: list
    excluded: bool
    without: object

    @property
    def name(self):
        return f"{'not ' if self.excluded else ''}{self.key} {' or '.join(self.labels)}"


def chips_of(criteria, label_of):
    """A chip for the words and for each side of each facet. label_of: (facet, slug) -> label."""
    chips = []
    if criteria.words:
        chips.append(Chip("Text", [criteria.words], False, criteria.saying("")))
    for facet, off, slugs in criteria.chosen:
        labels = [label_of(facet, slug) for slug in slugs]
        chips.append(Chip(FACET_LABELS[facet], labels, off, criteria.without(facet, off)))
    return chips


def sentence_of(criteria, label_of):
    """The query in words: "Decision stage and (CFO or CTO) with “migration”, excluding archived"."""
    parts = [_phrase(facet, slugs, label_of) for facet, off, slugs in criteria.chosen if not off]
    left_out = [_listed(facet, slugs, label_of, "and") for facet, off, slugs in criteria.chosen if off]
    words = " and ".join(parts) or "Everything"
    if criteria.words:
        words += f" with “{criteria.words}”"
    if left_out:
        words += f", excluding {', '.join(left_out)}"
    return words[:1].upper() + words[1:]


def _phrase(facet, slugs, label_of):
    if list(slugs) == [NONE]:
        return f"without {FACET_LABELS[facet].lower()}"
    listed = _listed(facet, slugs, label_of, "or")
    frame = PHRASES.get(facet, "{}")
    plain = facet == "stage" or len(slugs) == 1
    return frame.format(listed if plain else f"({listed})")


def _listed(facet, slugs, label_of, word):
    labels = [label_of(facet, slug) for slug in slugs]
    return (
        f" {word} ".join(label.lower() for label in labels)
        if facet in LOWER_CASE
        else f" {word} ".join(labels)
    )


def snippet(words, texts, width=190):
    """The part of `texts` that says most about `words`, cut to about `width` characters at word borders."""
    return snippet_at(words, texts, width)[1]


def snippet_at(words, texts, width=190):
    """(place, snippet): which of `texts` says most about `words`, and that part of it; (None, "") without texts.

    The text with the most of the words wins, the earlier one among equals; without words the first text.
    """
    hits = [[at for word in words if (at := _place(word, text)) >= 0] for text in texts]
    filled = [place for place, text in enumerate(texts) if text]
    if not filled:
        return None, ""
    best = max(filled, key=lambda place: (len(hits[place]), -place))
    return best, _window(texts[best], min(hits[best], default=0), width)


def _place(word, text):
    """Where `word` begins a word in `text`, -1 for nowhere; in scripts without spaces anywhere counts."""
    edge = "" if ord(word[0]) > 0x2E7F else r"\b"
    match = re.search(edge + re.escape(word), text, re.IGNORECASE)
    return match.start() if match else -1


def _window(text, at, width):
    """About `width` characters of `text` around `at`, with dots where something is left out."""
    start = 0
    if at > width // 2:
        start = max(text.rfind(mark, 0, at) + 2 for mark in (". ", "? ", "! ", "\n\n"))
        start = start if at - start < width // 2 else at - width // 3
        start = text.find(" ", start - 1) + 1 if start > 1 else 0
    part = " ".join(text[start : start + width + 20].split())
    cut = len(part) > width
    part = part[:width].rsplit(" ", 1)[0].rstrip(",;:") if cut else part
    return f"{'… ' if start else ''}{part}{' …' if cut else ''}"


def count_words(number):
    """“143 results”."""
    return f"{number:,} result{'' if number == 1 else 's'}"


def short_count(number):
    """A count beside a value: exact up to 9,999, then in thousands."""
    return f"{number:,}" if number < 10_000 else f"{number / 1000:.0f}k"
