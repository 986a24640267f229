"""What the pages of battle cards show: one card, two beside each other, one claim."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from accounts.directory.models import Account
from content.battle_cards import rules
from content.battle_cards.models import BattleCard, CardPoint, Claim, ClaimDispute, Hearing, Objection
from portal.activity.history import history_of

KEEPS = "content.change_battlecard"
HISTORY_LABELS = {
    "us": "Us",
    "them": "Them",
    "source_url": "Address of the source",
    "one_line": "In one line",
    "meet_when": "When you meet them",
    "points": "Talking points",
    "review_on": "Review due",
    "verified_by": "",
    "position": "",
}
# Glance kinds are laid out by the template; these follow below them, two beside each other.
PAIRED = ("strength", "do_not_say")
ACCOUNTS = 4
INTEL = 6


@dataclass(frozen=True)
class Section:
    """The claims of one kind, with the kind's own words."""

    name: str
    kind: rules.Kind
    claims: list

    @property
    def is_full(self):
        return bool(self.kind.most) and len(self.claims) >= self.kind.most


def with_proofs(things, user):
    """Claims or objections as a list, each with `shown_proof`: its proof where this person may see that asset."""
    edits = user.has_perm("content.change_asset")
    things = list(things)
    for thing in things:
        proof = thing.proof
        thing.shown_proof = proof if proof and (edits or proof.status == "published") else None
    return things


def may_keep(user, card):
    """Whether this person writes the card: marketing, and its owner."""
    return user.has_perm(KEEPS) or card.owner_id == user.pk


class CardPage:
    """One card for one person."""

    def __init__(self, card, user):
        self.card, self.user = card, user

    @property
    def keeps(self):
        return may_keep(self.user, self.card)

    @property
    def writes(self):
        return self.keeps and self.card.status != rules.ARCHIVED

    @cached_property
    def _by_kind(self):
        found = {name: [] for name in rules.KINDS}
        for claim in with_proofs(Claim.objects.of_card(self.card).for_page(), self.user):
            found[claim.kind].append(claim)
        found["intel"].sort(key=lambda claim: (claim.seen_on, claim.pk), reverse=True)
        return found

    def section(self, name, claims=None):
        return Section(name, rules.KINDS[name], self._by_kind[name] if claims is None else claims)

    @cached_property
    def glance(self):
        """{kind: Section} of the first screen."""
        names = [name for name, kind in rules.KINDS.items() if kind.glance]
        return {name: self.section(name, self._by_kind[name][: rules.KINDS[name].glance]) for name in names}

    @property
    def more_questions(self):
        return self._by_kind["landmine"][rules.KINDS["landmine"].glance :]

    @property
    def pairs(self):
        return [self.section(name) for name in PAIRED]

    @property
    def comparison(self):
        return self.section("comparison")

    @property
    def pricing(self):
        return self.section("pricing")

    @property
    def proof(self):
        return self.section("proof")

    @property
    def intel(self):
        """What is new about them, the latest first."""
        return self.section("intel", self._by_kind["intel"][:INTEL])

    @property
    def older_intel(self):
        return self._by_kind["intel"][INTEL:]

    @property
    def technical(self):
        """Sections for technical buyers that have something to say."""
        return [section for section in map(self.section, rules.TECHNICAL) if section.claims]

    @property
    def sections(self):
        """Every kind, for who writes the card."""
        return [self.section(name) for name in rules.KINDS]

    @property
    def words(self):
        """How many words the first screen has."""
        fields = {"one_line": self.card.one_line, "meet_when": self.card.meet_when}
        shown = [
            (name, place, one.text) for name, all_ in self._by_kind.items() for place, one in enumerate(all_)
        ]
        return rules.glance_words(fields, shown)

    @property
    def most_words(self):
        return rules.GLANCE_WORDS

    @cached_property
    def points(self):
        """The card's talking points, in order."""
        return [link.point.text for link in CardPoint.objects.of_card(self.card)]

    @cached_property
    def _objections(self):
        found = Objection.objects.visible_to(self.user).about_competitor(self.card.competitor_id)
        return with_proofs(found.for_listing()[: rules.CARD_OBJECTIONS + 1], self.user)

    @property
    def objections(self):
        """The objections that most people heard about this competitor."""
        return self._objections[: rules.CARD_OBJECTIONS]

    @property
    def has_more_objections(self):
        return len(self._objections) > rules.CARD_OBJECTIONS

    @property
    def missing(self):
        """What publishing still asks for, in words."""
        card = {"one_line": self.card.one_line, "threat": self.card.threat, "owner": self.card.owner_id}
        return rules.missing_to_publish(card | {name: bool(found) for name, found in self._by_kind.items()})

    @cached_property
    def history(self):
        claims = [claim for found in self._by_kind.values() for claim in found]
        return history_of(self.card, *claims, limit=100, labels=HISTORY_LABELS)

    @property
    def printed_at(self):
        return timezone.localtime()


def card_named(slug, user, number=""):
    """The card of the competitor with this slug, the live one unless a number asks for another; else 404."""
    cards = BattleCard.objects.visible_to(user).for_page().named(slug)
    if number.isascii() and number.isdigit() and len(number) < 18:
        cards = cards.with_ids([int(number)])
    card = cards.first()
    if card is None:
        raise Http404("There is no battle card of this competitor.")
    return card


class ClaimPage:
    """One claim with what people say against it and what became of it."""

    def __init__(self, claim, user):
        with_proofs([claim], user)
        self.claim, self.user, self.card = claim, user, claim.card

    @property
    def keeps(self):
        return may_keep(self.user, self.card)

    @property
    def writes(self):
        return self.keeps and self.card.status != rules.ARCHIVED

    @property
    def kind(self):
        return rules.KINDS[self.claim.kind]

    @cached_property
    def disputes(self):
        return list(ClaimDispute.objects.of_claim(self.claim).for_listing())

    @property
    def history(self):
        return history_of(self.claim, labels=HISTORY_LABELS)


class Versus:
    """Two cards beside each other. first, second: CardPage or None while not chosen."""

    def __init__(self, first, second):
        self.sides = [page for page in (first, second) if page]

    @property
    def lines(self):
        """(title, icon, [claims of each side]) of every kind that one of them has, comparisons left out."""
        names = [name for name in rules.KINDS if name not in ("comparison", "intel")]
        found = [(rules.KINDS[name], [page.section(name).claims for page in self.sides]) for name in names]
        return [(kind.title, kind.icon, columns) for kind, columns in found if any(columns)]

    @property
    def rows(self):
        """(what buyers ask about, us, [them of each side, "" where a card does not say])."""
        found = {}
        for place, page in enumerate(self.sides):
            for claim in page.comparison.claims:
                row = found.setdefault(claim.text.casefold(), [claim.text, claim.us, [""] * len(self.sides)])
                row[2][place] = claim.them
        return list(found.values())


def near_accounts(user, objection):
    """The accounts that a person most likely means: where they heard it, then the own ones, the closest first."""
    accounts = Account.objects.visible_to(user)
    heard = Hearing.objects.of(objection).by(user).account_ids()
    own = accounts.owned_by(user).in_order("tier")[:ACCOUNTS]
    return list(dict.fromkeys([*accounts.with_ids(heard), *own]))[:ACCOUNTS]
