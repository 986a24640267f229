"""Battle cards, claims and objections as real rows."""

import factory

from content.battle_cards import rules
from content.battle_cards.models import BattleCard, Claim, Hearing, Objection
from portal.shared.dates import days_from_today, today
from tests.factories.content import CompetitorFactory
from tests.factories.portal import UserFactory


class CardFactory(factory.django.DjangoModelFactory):
    """A published card, verified today; `claims`: {kind: texts}, else one of each that publishing asks for."""

    class Meta:
        model = BattleCard
        skip_postgeneration_save = True

    competitor = factory.SubFactory(CompetitorFactory)
    one_line = "They are a platform for small teams, known for speed."
    threat = "high"
    status = "published"
    owner = factory.SubFactory(UserFactory, role="marketer", side="marketing")
    created_by = factory.SelfAttribute("owner")
    verified_on = factory.LazyFunction(today)
    review_on = factory.LazyFunction(lambda: days_from_today(rules.REVIEW_DAYS))

    @factory.post_generation
    def claims(card, create, claims, **kwargs):
        if claims is None:
            claims = {
                "win_when": ["Audits matter"],
                "lose_when": ["Speed matters"],
                "why_win": ["We keep a log"],
            }
        for kind, texts in claims.items():
            for position, text in enumerate(texts):
                ClaimFactory(card=card, kind=kind, text=text, position=position)


class ClaimFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Claim

    card = factory.SubFactory(CardFactory, claims={})
    kind = "strength"
    text = factory.Sequence(lambda n: f"Claim number {n}")
    source = "A call"
    seen_on = factory.LazyFunction(today)
    review_on = factory.LazyFunction(lambda: days_from_today(rules.REVIEW_DAYS))
    author = factory.SelfAttribute("card.owner")


class ObjectionFactory(factory.django.DjangoModelFactory):
    """An objection with its key; answered when it has an `answer`. `heard_by`: people."""

    class Meta:
        model = Objection
        skip_postgeneration_save = True

    words = factory.Sequence(lambda n: f"Objection number {n}")
    status = factory.LazyAttribute(lambda one: "answered" if one.answer else "open")
    answer = ""
    key = factory.LazyAttribute(lambda one: rules.key_of([one.words]))
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def heard_by(objection, create, people, **kwargs):
        for person in people or ():
            Hearing.objects.create(objection=objection, person=person, words=objection.words)
