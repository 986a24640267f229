"""Read what a person typed: words, "phrases", -exclusions, and a last word that is still being typed. Pure.

Nothing is an error: unbalanced quotes close at the end, and signs that mean nothing to us are spaces.
"""

import re
from dataclasses import dataclass

from content.search.words import COMPOUND, UNSPACED, fold, joined, pieces, spell

LONGEST_QUERY = 400
MOST_TERMS = 16
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]+))')
QUOTES = '"“”„«»'
_PLAIN = str.maketrans(dict.fromkeys(QUOTES, '"') | {"\0": " "})
# Left out of what must match, unless quoted or all there is.
_STOP_WORDS = """
a an and are as at be by for from how i in is it of on or our that the this to vs was we what when where which who
why will with you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One word, compound or phrase of a query; start and end are its place in what was typed.

    words: as they are indexed. joined: a compound written together, "" where that is no word. open: its last word
    is still being typed.
    """

    words: tuple
    start: int
    end: int
    joined: str = ""
    quoted: bool = False
    negative: bool = False
    open: bool = False

    @property
    def is_single(self):
        return len(self.words) == 1

    @property
    def is_stop_word(self):
        return self.is_single and not self.quoted and self.words[0] in STOP_WORDS


def parse(typed):
    """The terms of what was typed, in order; at most 16 of the first 400 characters."""
    text = typed[:LONGEST_QUERY].translate(_PLAIN)
    terms = []
    for part in _PART.finditer(text):
        negative = bool(part["minus"])
        if part["quoted"] is not None:
            terms += _phrase(text, part, negative)
        else:
            terms += _words(text, part, negative)
    return tuple(terms[:MOST_TERMS])


def _phrase(text, part, negative):
    words = tuple(pieces(spell(fold(part["quoted"]))))
    is_open = not part["closed"] and not negative and not text[-1:].isspace()
    if words:
        yield Term(words, part.start(), part.end(), quoted=True, negative=negative, open=is_open)


def _words(text, part, negative):
    # Sign by sign, so that C++ and .NET keep their place in the text.
    for found in COMPOUND.finditer(part["bare"]) if not _is_spelled(part["bare"]) else [None]:
        start, end = part.span("bare")
        if found:
            start, end = start + found.start(), start + found.end()
        folded = spell(fold(text[start:end]))
        words = tuple(pieces(folded))
        if words:
            last = end == len(text) and not negative
            yield Term(words, start, end, joined(folded), negative=negative, open=last)


def _is_spelled(bare):
    """Whether a part is written with signs that are words: C++, C#, .NET, it's."""
    folded = fold(bare)
    return spell(folded) != folded


def is_unspaced(word):
    """Whether a word is a piece of a script without spaces."""
    return bool(UNSPACED.match(word))
