"""The library's own words in memory: other forms of a word, and known words near a mistyped one."""

import numpy as np
from rapidfuzz.distance import OSA

from content.search.words import UNSPACED, stem

NEAREST = 12


def is_lexical(word):
    """Whether a word is worth keeping: letters in it, not a private mark, not a piece of unspaced script."""
    if not 2 <= len(word) <= 30 or word.isdigit():
        return False
    return word.isascii() or (word[0] < "\ue000" and not UNSPACED.search(word))


def distance_allowed(word):
    """How many slips a word may hold and still be taken for another: none below 3 letters, two from 7 on."""
    if len(word) < 3 or not any(map(str.isalpha, word)):
        return 0
    return 1 if len(word) < 7 else 2


class Lexicon:
    """Words are only ever added, so threads read without a lock. It may hold words that no document has any more."""

    def __init__(self, words=()):
        self.words = []
        self._known = set()
        self._families = {}
        self._letters = np.zeros((2, 0), dtype=np.uint64)
        self.add(words)

    def __contains__(self, word):
        return word in self._known

    def add(self, words):
        for word in words:
            if word not in self._known:
                self._known.add(word)
                self.words.append(word)
                self._families.setdefault(stem(word), []).append(word)

    def family(self, word):
        """The other known words with the same stem, such as plurals."""
        return [other for other in self._families.get(stem(word), ()) if other != word]

    def near(self, word):
        """Known words within the allowed distance, as (distance, word), the nearest dozen; transposing is one slip."""
        allowed = distance_allowed(word)
        found = []
        for other in self._sharing_letters(word, allowed) if allowed else ():
            distance = OSA.distance(word, other, score_cutoff=allowed)
            # Three letters hold too little to guess more than a transposition.
            if 0 < distance <= allowed and (len(word) > 3 or sorted(word) == sorted(other)):
                found.append((distance + (word[0] != other[0]) / 2, other))
        return sorted(found)[:NEAREST]

    def near_beginnings(self, prefix):
        """Known words that begin with something one slip away from `prefix`, as (distance, word)."""
        found = []
        for other in self._holding_letters(prefix, 1) if len(prefix) > 3 else ():
            if other[0] == prefix[0]:
                sizes = (len(prefix) - 1, len(prefix), len(prefix) + 1)
                distance = min(OSA.distance(prefix, other[:size], score_cutoff=1) for size in sizes)
                if distance <= 1:
                    found.append((distance + len(other) / 100, other))
        return sorted(found)[:NEAREST]

    def _sharing_letters(self, word, slips):
        """Words about as long, with no more other letters than that many slips make: all candidates, few others."""
        letters, sizes = self._letter_sets()
        near = np.bitwise_count(letters ^ letters_of(word)) <= 2 * slips
        near &= (sizes + slips >= len(word)) & (sizes <= len(word) + slips)
        return (self.words[index] for index in np.flatnonzero(near))

    def _holding_letters(self, word, missing):
        letters, sizes = self._letter_sets()
        held = np.bitwise_count(letters_of(word) & ~letters) <= missing
        return (self.words[index] for index in np.flatnonzero(held & (sizes > len(word))))

    def _letter_sets(self):
        """A 64-bit set of the letters of each word, and its length; made when first asked, then extended."""
        held = self._letters
        if held.shape[1] < len(self.words):
            new = self.words[held.shape[1] :]
            more = np.array(
                [[letters_of(word) for word in new], [len(word) for word in new]], dtype=np.uint64
            )
            held = self._letters = np.concatenate([held, more], axis=1)
        return held


def letters_of(word):
    """The letters of a word as 64 bits; letters far apart in Unicode may share one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return np.uint64(bits)
