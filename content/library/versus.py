"""The two sides of a conflict as people read them: whose words went, whose came. Pure."""

import difflib
import re
from dataclasses import dataclass

COMPARED = 6_000  # characters; beyond it comparing word by word would take seconds


@dataclass(frozen=True)
class Piece:
    """A run of text; `own` where the other side does not have it."""

    text: str
    own: bool


@dataclass(frozen=True)
class Versus:
    """A field that differs: pieces (or lines of a list) on both sides and the side that is kept unless changed."""

    name: str
    label: str
    theirs: list
    yours: list
    both: bool
    keep: str


def rows_of(form, differences):
    """Versus of every Difference, labelled as the form labels its fields."""
    return [
        Versus(one.name, form[one.name].label, *sides_of(one.theirs, one.yours), one.both, one.keep)
        for one in differences
    ]


def sides_of(theirs, yours):
    """(pieces of theirs, pieces of yours) of two texts or two lists of texts."""
    if isinstance(theirs, list):
        return _lines(theirs, yours), _lines(yours, theirs)
    if len(theirs) + len(yours) > COMPARED:
        return [Piece(theirs, False)], [Piece(yours, False)]
    before, after = _words(theirs), _words(yours)
    left, right = [], []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i < j:
            left.append(Piece("".join(before[i:j]), kind != "equal"))
        if k < m:
            right.append(Piece("".join(after[k:m]), kind != "equal"))
    return left, right


def _words(text):
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _lines(items, others):
    return [Piece(f"{item}\n", item not in others) for item in items]
