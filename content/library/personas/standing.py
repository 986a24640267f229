"""What persona pages say about personas in every list: until when both sides stand by them, and what they need."""

from collections import defaultdict
from urllib.parse import urlencode

from django.urls import reverse

from content.library.models import Asset
from content.library.personas.models import PersonaPage, PersonaStage
from content.library.personas.rules import unmet
from content.vocabularies.labels import labels
from content.vocabularies.models import Persona
from portal.definitions.agreements import agreements_on
from portal.shared.dates import today

NEED = ("persona", "stage", "format")
# The places of (persona, stage, format) that a matrix may have as its rows.
ROWS = {"persona": 0, "format": 2}


def agreed_until():
    """{("persona", id): last day or None} of every persona; the `registry.term_agreed` entry."""
    pages = list(PersonaPage.objects.all())
    agreements = agreements_on(pages)
    days = {page.persona_id: agreements[page.pk].review_on for page in pages}
    return {("persona", pk): days.get(pk) for pk in Persona.objects.values_list("pk", flat=True)}


def demand(by, viewer):
    """What personas need and no usable asset answers, for a matrix of stages by `by`; a `registry.demand` entry.

    {(stage id, term id): [(sentence, url)]}, the url being the persona's page at that stage.
    """
    if by not in ROWS:
        return {}
    needs = list(PersonaStage.objects.needs())
    held = Asset.objects.visible_to(viewer).live(today()).answering() if needs else ()
    terms, found = labels(), defaultdict(list)
    for need in unmet(needs, held):
        entries = [terms.by_id[name].get(pk) for name, pk in zip(NEED, need, strict=True)]
        if all(entries):
            found[need[1], need[ROWS[by]]].append(_said(*entries))
    return dict(found)


def _said(persona, stage, form):
    url = reverse("content:persona-page", args=[persona.slug])
    return f"{persona.label} needs {form.label} at {stage.label}", f"{url}#stage-{stage.slug}"


def ask_url(persona, stage, form):
    """Where to ask marketing for a format, filled in."""
    terms = {"stage": stage.slug, "persona": persona.slug, "format": form.slug}
    return f"{reverse('content:request-new')}?{urlencode(terms)}"
