"""Terms and assets as real rows, with the search index kept up as the actions keep it."""

import factory
from django.db.models import F

from content.library.documents import document_of
from content.library.models import Asset, AssetTalkingPoint, TalkingPoint
from content.library.rules import point_digest, title_key
from content.search import actions as search
from content.vocabularies.models import (
    Competitor,
    Format,
    Industry,
    Language,
    Persona,
    Product,
    Stage,
    Tag,
    TermAlias,
    VocabularyState,
)
from content.vocabularies.rules import slug_for, term_key
from portal.shared.dates import days_from_today, today
from tests.factories.portal import UserFactory


class TermFactory(factory.django.DjangoModelFactory):
    """A term by its `label`; `aliases` is a list of other spellings. The same slug gives the same row."""

    class Meta:
        abstract = True
        django_get_or_create = ("slug",)
        skip_postgeneration_save = True

    slug = factory.LazyAttribute(lambda term: slug_for(term.label))
    key = factory.LazyAttribute(lambda term: term_key(term.label))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        VocabularyState.objects.filter(pk=1).update(version=F("version") + 1)
        return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def aliases(term, create, labels, **kwargs):
        for label in labels or ():
            TermAlias.objects.create(
                vocabulary=term.vocabulary(), term_id=term.pk, label=label, key=term_key(label)
            )


class StageFactory(TermFactory):
    """One of the three stages that every database has: "tofu", "mofu" (default) or "bofu"."""

    class Meta:
        model = Stage

    slug = "mofu"
    label = factory.SelfAttribute("slug")
    short = factory.LazyAttribute(lambda stage: stage.slug.upper())
    lead = "joint"


class FormatFactory(TermFactory):
    class Meta:
        model = Format

    label = factory.Sequence(lambda n: f"Format {n}")
    review_days = 270

    @factory.post_generation
    def stages(term, create, stages, **kwargs):
        if stages:
            term.stages.set(stages)


class PersonaFactory(TermFactory):
    class Meta:
        model = Persona

    label = factory.Sequence(lambda n: f"Persona {n}")


class CompetitorFactory(TermFactory):
    class Meta:
        model = Competitor

    label = factory.Sequence(lambda n: f"Competitor {n}")


class ProductFactory(TermFactory):
    class Meta:
        model = Product

    label = factory.Sequence(lambda n: f"Product {n}")


class IndustryFactory(TermFactory):
    class Meta:
        model = Industry

    label = factory.Sequence(lambda n: f"Industry {n}")


class LanguageFactory(TermFactory):
    class Meta:
        model = Language

    slug = "en"
    label = "English"


class TagFactory(TermFactory):
    class Meta:
        model = Tag

    label = factory.Sequence(lambda n: f"tag {n}")


TERM_FACTORIES = {
    "personas": PersonaFactory,
    "competitors": CompetitorFactory,
    "products": ProductFactory,
    "industries": IndustryFactory,
    "tags": TagFactory,
}


def _terms(field):
    """A declaration for a to-many field: a list of terms or labels, or how many new ones to make."""

    def link(asset, create, wanted, **kwargs):
        make = TERM_FACTORIES[field]
        if isinstance(wanted, int):
            wanted = make.create_batch(wanted)
        terms = [make(label=term) if isinstance(term, str) else term for term in wanted or ()]
        if terms:
            getattr(asset, field).set(terms)

    return factory.post_generation(link)


class AssetFactory(factory.django.DjangoModelFactory):
    """A published case study for MOFU, in English, due for review in 200 days, that search finds.

    personas, competitors, products, industries, tags: terms, labels, or how many (`tags=2`); none by default.
    format, stage: a term or its slug. talking_points: texts, or how many. Pass `status="draft"` and
    `created_by=` for what only its author and editors see.
    """

    class Meta:
        model = Asset
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Asset number {n}")
    title_key = factory.LazyAttribute(lambda asset: title_key(asset.title))
    summary = "What the customer did, and what it changed."
    format = "case-study"
    stage = "mofu"
    language = factory.SubFactory(LanguageFactory)
    status = "published"
    audience = "shareable"
    owner = factory.SubFactory(UserFactory, role="marketer", side="marketing")
    created_by = factory.SelfAttribute("owner")
    published_on = factory.LazyAttribute(lambda asset: today() if asset.status == "published" else None)
    review_on = factory.LazyAttribute(lambda asset: days_from_today(200) if asset.published_on else None)
    # Longer than any reference that a test writes itself, which the sequence would reach one day.
    reference = factory.LazyAttributeSequence(lambda asset, n: f"{_slug(asset.format)}-{n + 1:05d}")

    personas = _terms("personas")
    competitors = _terms("competitors")
    products = _terms("products")
    industries = _terms("industries")
    tags = _terms("tags")

    @factory.post_generation
    def talking_points(asset, create, wanted, **kwargs):
        if isinstance(wanted, int):
            wanted = [f"Point {number + 1} of {asset.title}" for number in range(wanted)]
        for position, text in enumerate(wanted or ()):
            point, _ = TalkingPoint.objects.get_or_create(digest=point_digest(text), defaults={"text": text})
            AssetTalkingPoint.objects.create(asset=asset, point=point, position=position)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        for field, make in (("format", FormatFactory), ("stage", StageFactory)):
            if isinstance(kwargs[field], str):
                kwargs[field] = make(slug=kwargs[field])
        return super()._create(model_class, *args, **kwargs)

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        if create:
            search.put(document_of(Asset.objects.for_reading().get(pk=instance.pk)))


def _slug(term):
    return term if isinstance(term, str) else term.slug if term else "asset"
