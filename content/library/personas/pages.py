"""Personas as their pages show them: what is written, what content there is at each stage, what is missing."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from content.library.models import Asset
from content.library.personas import rules
from content.library.personas.models import PersonaPage
from content.library.personas.standing import ask_url
from content.vocabularies.labels import labels
from content.vocabularies.models import Persona
from portal.activity.history import history_of
from portal.definitions.agreements import Agreement, agreement_on, agreements_on
from portal.shared.dates import today
from portal.shared.registry import panels_of

UNUSABLE = "expired,draft,in-review,archived"
HISTORY_LINES = 20
HISTORY_LABELS = {
    "signed_for": "Signed for",
    "job": "The job",
    "words": "Their words",
    "not_them": "Not them",
}
# Where nothing is written there is nothing to sign.
NOBODY = Agreement({}, PersonaPage.REVIEW_DAYS)


@dataclass(frozen=True)
class Need:
    """A format that a persona needs at a stage: how many usable assets there are, where they or a request are."""

    format: object
    count: int
    url: str
    ask_url: str


@dataclass(frozen=True)
class StageOf:
    """One stage of a persona: concerns, needs, and how many usable assets there are at all."""

    stage: object
    concerns: str
    needs: list
    count: int
    url: str


@dataclass(frozen=True)
class PersonaRow:
    """A persona in the list. page: None where nothing is written. count: usable assets; unmet: needs without one."""

    entry: object
    page: PersonaPage | None
    agreement: Agreement
    count: int
    url: str
    unmet: int


class PersonaView:
    """One persona for one person. `page` is None while nothing is written."""

    def __init__(self, slug, user):
        self.user = user
        self.persona = get_object_or_404(Persona.objects.visible_to(user), slug=slug)
        self.page = PersonaPage.objects.visible_to(user).about(self.persona).for_reading().first()
        self.version = self.page.version if self.page else 0

    @cached_property
    def agreement(self):
        return agreement_on(self.page) if self.page else NOBODY

    @property
    def problem(self):
        """Why the viewer may not sign; empty when they may."""
        return self.agreement.problem(self.user)

    @property
    def may_write(self):
        return rules.may_write(self.user.side, self.user.has_perm("content.change_asset"))

    @cached_property
    def stages(self):
        """A StageOf for every stage, in order."""
        terms = labels()
        written = {row.stage_id: row for row in self.page.stages.all()} if self.page else {}
        usable = Asset.objects.visible_to(self.user).live(today()).with_term("personas", self.persona)
        counts = {(stage, form): number for stage, form, number in usable.counted_by_need()}
        return [self._stage(stage, written.get(stage.id), counts) for stage in terms.entries("stage")]

    def _stage(self, stage, row, counts):
        formats = sorted(row.formats.all(), key=lambda term: (term.position, term.label)) if row else []
        return StageOf(
            stage=stage,
            concerns=row.concerns if row else "",
            needs=[
                Need(
                    term,
                    counts.get((stage.id, term.pk), 0),
                    library_url(persona=self.persona.slug, stage=stage.slug, format=term.slug),
                    ask_url(self.persona, stage, term),
                )
                for term in formats
            ],
            count=sum(number for (pk, _), number in counts.items() if pk == stage.id),
            url=library_url(persona=self.persona.slug, stage=stage.slug),
        )

    @property
    def assets_url(self):
        return library_url(persona=self.persona.slug)

    @property
    def words(self):
        """The words they use, one a line."""
        return [line.strip() for line in self.page.words.splitlines() if line.strip()] if self.page else []

    @property
    def history(self):
        return history_of(self.page, limit=HISTORY_LINES, labels=HISTORY_LABELS) if self.page else []

    @cached_property
    def panels(self):
        """(template, context) of what higher features show beside a persona."""
        return panels_of("persona", self.persona, self.user)


def library_url(**terms):
    """The library with these filters and only what may be used."""
    return f"{reverse('content:asset-list')}?{urlencode(terms | {'freshness!': UNUSABLE})}"


def rows_of(user):
    """A PersonaRow for every persona, those that wait for somebody first; queries do not grow with them."""
    pages = PersonaPage.objects.visible_to(user).for_reading()
    by_persona = {page.persona_id: page for page in pages}
    agreements = agreements_on(list(by_persona.values()))
    usable = Asset.objects.visible_to(user).live(today())
    counts, held = dict(usable.counted_by("personas")), set(usable.answering())
    rows = [
        _row(entry, by_persona.get(entry.id), agreements, counts, held)
        for entry in labels().entries("persona")
    ]
    return sorted(rows, key=lambda row: row.agreement.state == "signed")


def _row(entry, page, agreements, counts, held):
    stages = page.stages.all() if page else ()
    needs = [(entry.id, row.stage_id, term.pk) for row in stages for term in row.formats.all()]
    return PersonaRow(
        entry=entry,
        page=page,
        agreement=agreements[page.pk] if page else NOBODY,
        count=counts.get(entry.id, 0),
        url=library_url(persona=entry.slug),
        unmet=len(rules.unmet(needs, held)),
    )
