"""Sets of documents as bits, 64 to a number. A document's place in them is its slot. Pure."""

import numpy as np


def word_count(slots):
    """How many numbers hold `slots` bits."""
    return (slots + 63) // 64


def from_flags(flags):
    """The set of the slots that are true in a boolean array."""
    padded = np.zeros(word_count(len(flags)) * 64, dtype=bool)
    padded[: len(flags)] = flags
    return np.packbits(padded, bitorder="little").view(np.uint64)


def from_slots(slots, size):
    """The set of the given slots, for `size` slots in all."""
    flags = np.zeros(word_count(size) * 64, dtype=bool)
    flags[slots] = True
    return np.packbits(flags, bitorder="little").view(np.uint64)


def to_flags(bits):
    return np.unpackbits(bits.view(np.uint8), bitorder="little").view(bool)


def to_slots(bits):
    return np.flatnonzero(to_flags(bits))


def contains(bits, slots):
    """For each slot whether it is in the set."""
    return (bits[slots >> 6] >> (slots & 63).astype(np.uint64)) & np.uint64(1) == 1


def size(bits):
    return int(np.bitwise_count(bits).sum())


def sizes(rows):
    """The size of each row's set."""
    return np.bitwise_count(rows).sum(axis=1, dtype=np.uint32)


def scatter(rows, indexes, slots):
    """Set one bit per pair of row index and slot, in place."""
    bits = np.left_shift(np.uint64(1), (slots & 63).astype(np.uint64))
    np.bitwise_or.at(rows, (indexes, slots >> 6), bits)
