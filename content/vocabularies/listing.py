"""The terms of one vocabulary as its page lists them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from content.vocabularies.labels import labels
from content.vocabularies.models import VOCABULARIES
from content.vocabularies.rules import LEADS
from portal.shared.registry import registry

ORDERS = {"": "As in lists", "name": "Name", "used": "Most used"}


@dataclass(frozen=True)
class TermRow:
    """A term, its other spellings, what is special about it, and how many assets of the viewer's have it."""

    term: object
    aliases: list
    about: str
    count: int
    url: str


def rows_of(vocabulary, viewer, *, words="", order=""):
    """TermRows whose label or other spelling contains `words`, in the asked order; queries do not grow with them."""
    model, known = VOCABULARIES[vocabulary], labels()
    counts = registry.term_counts(vocabulary, viewer) if registry.term_counts else {}
    folded = words.casefold()
    rows = []
    for term in model.objects.visible_to(viewer).for_listing():
        aliases = known.aliases(vocabulary, term.pk)
        if folded and not any(folded in text.casefold() for text in (term.label, *aliases)):
            continue
        rows.append(
            TermRow(term, aliases, _about(known, vocabulary, term), counts.get(term.pk, 0), _assets_url(term))
        )
    if order == "name":
        rows.sort(key=lambda row: row.term.label.casefold())
    elif order == "used":
        rows.sort(key=lambda row: (-row.count, row.term.label.casefold()))
    return rows


def _about(known, vocabulary, term):
    if vocabulary == "stage":
        return f"{term.short}, {LEADS[term.lead]}"
    if vocabulary == "format":
        entry = known.by_id["format"].get(term.pk)
        stages = [known.by_slug["stage"][slug].label for slug in (entry.stages if entry else ())]
        approved = ", approved before publishing" if term.needs_approval else ""
        return f"{' or '.join(stages) or 'any stage'}, reviewed every {term.review_days} days{approved}"
    return ""


def _assets_url(term):
    return f"{reverse('content:asset-list')}?{urlencode({term.vocabulary(): term.slug})}"
