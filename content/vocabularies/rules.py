"""How words are compared and turned into addresses. Pure."""

import re
import unicodedata

RESERVED_SLUGS = {"new", "import", "facets", "none", "edit", "merge", "__none"}


def term_key(label):
    """The form in which two spellings of a term are the same: NFKC, case folded, one space, no edge marks."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    return re.sub(r"[\s_\-]+", " ", folded).strip()[:120]


def slug_for(label, taken=()):
    """An address for `label`, different from every one in `taken`: latin letters, digits and hyphens.

    Words without any latin letter keep a readable stem `term-<n>`.
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70] or "term"
    if stem not in taken and stem not in RESERVED_SLUGS and not stem.isdigit():
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def merge_problem(vocabulary, term_id, successor_id):
    """Why one term may not be merged into another; empty when it may."""
    if vocabulary == "stage":
        return "The three stages are fixed and cannot be merged."
    if term_id == successor_id:
        return "A term cannot be merged into itself."
    return ""
