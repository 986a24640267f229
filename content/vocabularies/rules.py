"""How words are compared and turned into addresses. Pure."""

import re
import unicodedata

from rapidfuzz import fuzz

RESERVED_SLUGS = {"new", "import", "facets", "none", "edit", "merge", "compare", "pick", "__none"}


def term_key(label):
    """The form in which two spellings of a term are the same: NFKC, case folded, one space, no edge marks."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    return re.sub(r"[\s_\-]+", " ", folded).strip()[:120]


def slug_for(label, taken=(), vocabulary="term"):
    """An address for `label`, different from every one in `taken`: latin letters, digits and hyphens.

    Words without any latin letter are numbered: `<vocabulary>-<n>`.
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70]
    if stem and stem not in taken and stem not in RESERVED_SLUGS and not stem.isdigit():
        return stem
    number, stem = (2, stem) if stem else (1, vocabulary)
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


LEADS = {
    "marketing": "marketing leads",
    "joint": "sales and marketing lead together",
    "sales": "sales leads",
}
NEAR = 75  # of 100: how alike two words must be to be shown as perhaps the same


def nearness(word, spelling):
    """How near a typed word is to a spelling of a term, 0 to 100; NEAR and more is worth showing.

    Both as `term_key` makes them. A spelling that has a word beginning as typed is near, spaces do not count.
    """
    if word == spelling:
        return 100
    if len(word) > 1 and any(part.startswith(word) for part in spelling.split()):
        return 95
    return fuzz.ratio(word.replace(" ", ""), spelling.replace(" ", ""))


def playbook_sentence(label, stages):
    """Where the stage playbook uses a format and who leads there; "" for a format without stages.

    stages: anything with `label` and `lead`, in order.
    """
    places = [f"{stage.label} ({LEADS[stage.lead]})" for stage in stages]
    return f"{label}: usually at {' or '.join(places)}." if places else ""


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


def mark_of(agreed_until, today):
    """What is said beside a term that sales and marketing do not both stand by; empty when they do.

    agreed_until: the last day on which both do, None before both have signed.
    """
    if agreed_until is None:
        return "not signed by both sides"
    return "review overdue" if agreed_until < today else ""
