"""The port to the database: what the engine and the actions ask of it, and which adapter answers.

An adapter module offers one object `port` with the methods of `Port`. Row ids are those of SearchDocument. The text
index has two shelves: ASSETS, whose words may be asked for by title, and OTHERS, for every other kind.
"""

from dataclasses import dataclass
from importlib import import_module

import numpy as np
from django.db import connection

ASSET = "asset"
ASSETS, OTHERS = "assets", "others"
ADAPTERS = {"sqlite": "content.search.sqlite", "postgresql": "content.search.postgres"}
NO_IDS = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a process stands: the epoch, and which changes it has seen (a value only its adapter understands)."""

    epoch: str
    position: object


@dataclass(frozen=True, slots=True)
class Reading:
    """What one statement saw: the matches and all that changed since the mark that was asked with.

    mark: where a process stands once it has taken the changes in. complete: whether the log still reaches back to
    the mark asked with; if not, everything must be read anew. changes: rows of `arrays.COLUMNS`. words: new ones.
    synonyms: whether those changed. wanted, titles, starts, excluded: ids of matching rows.
    """

    mark: Mark
    complete: bool
    vocabulary_version: int
    changes: list
    words: list
    synonyms: bool
    wanted: np.ndarray
    titles: np.ndarray
    starts: np.ndarray
    excluded: np.ndarray


class Port:
    """Adapters implement these; `plan` is a `plan.Plan`, `node` one of its trees."""

    def load(self):
        """(mark, rows of every asset in the order of `arrays.COLUMNS`), from one statement."""
        raise NotImplementedError

    def read(self, mark, plan):
        """A Reading, from one statement; `plan` None asks for no matches."""
        raise NotImplementedError

    def scores(self, node, ids):
        """(ids, scores) of the assets among `ids` that match, higher is better, in any order."""
        raise NotImplementedError

    def seen_by(self, nodes, viewer):
        """For each node how many assets that `viewer` may see match it, counted up to a hundred."""
        raise NotImplementedError

    def hits(self, plan, viewer, kind, limit):
        """Object ids of the best documents of another kind than assets."""
        raise NotImplementedError

    def by_title(self, *, backwards):
        """Row ids of all assets in the order of their titles."""
        raise NotImplementedError

    def write(self, shelf, texts):
        """Put {row id: Texts} on a shelf, in place of what stood there."""
        raise NotImplementedError

    def erase(self, shelf, ids):
        """Take rows off a shelf."""
        raise NotImplementedError

    def shelved(self, shelf):
        """Row ids that stand on a shelf, as a set."""
        raise NotImplementedError

    def trim(self, before):
        """Forget changes made before the moment `before`; returns how many."""
        raise NotImplementedError

    def tidy(self):
        """Put the text index into the shape that is fastest to read, in short transactions of its own."""
        raise NotImplementedError

    def clear(self):
        """Empty both shelves."""
        raise NotImplementedError


def shelf_of(kind):
    return ASSETS if kind == ASSET else OTHERS


def current_port():
    """The adapter for the database in use."""
    return import_module(ADAPTERS[connection.vendor]).port
