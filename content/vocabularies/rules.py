"""How words are compared and turned into addresses. Pure."""

import re
import unicodedata

RESERVED_SLUGS = {"new", "import", "facets", "none", "edit", "merge", "near", "__none"}


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


def cleaned_aliases(label, aliases):
    """Other spellings of a term, sorted, without blank ones and those that count as its label or as each other."""
    by_key = {}
    for alias in aliases:
        by_key.setdefault(term_key(alias), " ".join(alias.split())[:120])
    words = [alias for key, alias in by_key.items() if key and key != term_key(label)]
    return sorted(words, key=str.lower)


def adding_problem(vocabulary):
    """Why nothing may be added to a vocabulary; empty when it may."""
    return "The three stages are fixed." if vocabulary == "stage" else ""


def removing_problem(vocabulary, label, used):
    """Why a term may not be removed; empty when it may. used: sentences, where it is in use."""
    if vocabulary == "stage":
        return "The three stages are fixed."
    return f"“{label}” is in use ({', '.join(used)}). Merge it into another term instead." if used else ""


def merge_problem(vocabulary, term_id, successor_id):
    """Why one term may not be merged into another; empty when it may."""
    if vocabulary == "stage":
        return "The three stages are fixed and cannot be merged."
    if term_id == successor_id:
        return "A term cannot be merged into itself."
    return ""
