"""What this process knows of the index, and how it stays true: shared by its threads, advanced from the change log.

Every search reads matches and changes in one statement, so both are of the same moment. What all threads share is
only ever advanced outside transactions, that is from committed state; inside one, a search builds on it for itself.
"""

import threading
from dataclasses import dataclass, replace

from django.db import connection

from content.search.arrays import Arrays
from content.search.lexicon import Lexicon
from content.search.models import SearchWord, Synonym
from content.search.plan import Synonyms
from content.search.port import Mark, current_port

MOST_READINGS = 3


@dataclass(frozen=True, slots=True)
class View:
    """The index as one process knows it at a mark of the change log."""

    mark: Mark
    arrays: Arrays
    lexicon: Lexicon
    synonyms: Synonyms

    def advanced(self, reading, *, shared):
        """The view after the changes of a reading; shared: whether others may see what comes out."""
        arrays = self.arrays.advanced(reading.changes) if reading.changes else self.arrays
        lexicon = self.lexicon
        if reading.words:
            lexicon = lexicon if shared else Lexicon(lexicon.words)
            lexicon.add(reading.words)
        synonyms = _synonyms() if reading.synonyms else self.synonyms
        return replace(self, mark=reading.mark, arrays=arrays, lexicon=lexicon, synonyms=synonyms)


_shared = None
_lock = threading.Lock()


def forget():
    """Drop what this process knows; the next search reads it anew."""
    global _shared
    with _lock:
        _shared = None


def read(plan_with):
    """(View, Plan, Reading) of one moment. plan_with: (View) -> Plan, or None where nothing is to be matched."""
    port = current_port()
    view = _shared or _load(port)
    for _ in range(MOST_READINGS):
        plan = plan_with(view)
        reading = port.read(view.mark, plan)
        if not reading.complete or view.arrays.is_worn:
            view = _load(port)
            continue
        if not (reading.changes or reading.words or reading.synonyms):
            break
        known, view = view, view.advanced(reading, shared=_is_committed())
        _share(view, instead_of=known)
        if plan_with(view) == plan:
            break
    return view, plan, reading


def known_among(words):
    """Those of a set of words that the library knows: from memory, or asked for where nobody has searched yet."""
    if view := _shared:
        return {word for word in words if word in view.lexicon}
    return set(SearchWord.objects.among(words).values_list("word", flat=True))


def last_view():
    """The view of the last search of this process, perhaps a moment old; None before the first."""
    return _shared


def _load(port):
    mark, rows = port.load()
    words = SearchWord.objects.values_list("word", flat=True)
    view = View(mark, Arrays.of(rows), Lexicon(words), _synonyms())
    _share(view, instead_of=_shared)
    return view


def _synonyms():
    return Synonyms(Synonym.objects.values_list("terms", flat=True))


def _is_committed():
    """Whether what this connection reads is committed; in a transaction it may be its own unfinished work."""
    return not connection.in_atomic_block and connection.get_autocommit()


def _share(view, instead_of):
    """Let all threads have `view`, unless another thread has moved on from `instead_of` meanwhile."""
    global _shared
    if not _is_committed():
        return
    with _lock:
        if _shared is instead_of:
            _shared = view
