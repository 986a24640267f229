from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from content.battle_cards.rules import stems_of
from portal.shared.models import PortalQuerySet

KEEPS = "content.change_battlecard"


class BattleCardQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Published cards for everyone signed in; drafts and archived ones for who keeps cards, and the owner."""
        if not user.is_active:
            return self.none()
        if user.has_perm(KEEPS):
            return self
        return self.filter(Q(status="published") | Q(owner=user))

    def live(self):
        return self.exclude(status="archived")

    def with_status(self, status):
        return self.filter(status=status)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def of_competitor(self, competitor):
        """Cards of a competitor (or its id)."""
        return self.filter(competitor=competitor)

    def of_competitors(self, ids):
        """Cards of the competitors with these ids."""
        return self.filter(competitor__in=ids)

    def named(self, slug):
        """The cards of the competitor with this slug, the live one first, then the last archived."""
        rank = Case(When(status="archived", then=1), default=0, output_field=IntegerField())
        return self.filter(competitor__slug=slug).order_by(rank, "-updated_at", "-pk")

    def matching(self, words):
        """Cards whose competitor's name has a word that begins with each of these words."""
        found = self
        for word in words.split():
            name = Q(competitor__label__istartswith=word) | Q(competitor__label__icontains=f" {word}")
            found = found.filter(name)
        return found

    def owned_by(self, user):
        return self.filter(owner=user).exclude(status="archived")

    def with_owner(self, person):
        """Cards that a person (or its id) owns, archived ones too."""
        return self.filter(owner=person)

    def due(self, on):
        """Published cards whose review date has passed on the date `on`."""
        return self.filter(status="published", review_on__lt=on)

    def disputed(self):
        """Cards with a claim that somebody disputes."""
        return self.filter(Exists(_open_disputes(self).filter(claim__card=OuterRef("pk"))))

    def for_listing(self, on):
        """What a row of the list reads: counts of objections, of open disputes and of claims past their date."""
        claims = self.model._meta.get_field("claims").related_model.objects
        stale = claims.filter(card=OuterRef("pk"), review_on__lt=on).order_by().values("card")
        disputes = _open_disputes(self).filter(claim__card=OuterRef("pk")).order_by().values("claim__card")
        return (
            self.select_related("competitor", "owner")
            .annotate(stale=_number(stale), disputes=_number(disputes))
            .order_by("competitor__label", "pk")
            .strict()
        )

    def for_page(self):
        """What the card's page reads, beside its claims."""
        return self.select_related("competitor", "owner", "created_by", "verified_by").strict()

    def for_change(self):
        """The row itself, locked where the database can."""
        return self.select_for_update(of=("self",)).select_related("competitor", "owner")

    def for_api(self):
        claims = self.model._meta.get_field("claims").related_model
        return self.for_page().prefetch_related(
            Prefetch("claims", queryset=claims.objects.for_page()), "point_links__point"
        )

    def ids(self):
        return self.values_list("pk", flat=True)


class CardPointQuerySet(PortalQuerySet):
    def of_card(self, card):
        return self.filter(card=card).select_related("point").strict()


class ClaimQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Claims of cards that `user` may see."""
        return self.filter(card__in=_cards(self).visible_to(user))

    def of_card(self, card):
        return self.filter(card=card)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def proven_by(self, asset):
        return self.filter(proof=asset).select_related("card__competitor", "card__owner").strict()

    def past(self, on):
        """Claims whose review date has passed on the date `on`."""
        return self.filter(review_on__lt=on)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def in_shown_order(self):
        return self.order_by("position", "pk")

    def for_page(self):
        """What a card shows of its claims: proof, who wrote it, and how many dispute it."""
        disputes = self.model._meta.get_field("disputes").related_model.objects.open()
        counted = disputes.filter(claim=OuterRef("pk")).order_by().values("claim")
        return (
            self.select_related("proof", "author", "verified_by", "card__competitor", "card__owner")
            .annotate(open_disputes=_number(counted))
            .order_by("kind", "position", "pk")
            .strict()
        )

    def for_change(self):
        return self.select_for_update(of=("self",)).select_related("card__competitor", "card__owner")


class ClaimDisputeQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Disputes about cards that `user` may see, and one's own."""
        cards = (
            self.model._meta.get_field("claim").related_model._meta.get_field("card").related_model.objects
        )
        return self.filter(Q(claim__card__in=cards.visible_to(user)) | Q(person=user))

    def open(self):
        return self.filter(closed_at=None)

    def closed(self):
        return self.exclude(closed_at=None)

    def by(self, user):
        return self.filter(person=user)

    def of_claim(self, claim):
        return self.filter(claim=claim)

    def of_card(self, card):
        return self.filter(claim__card=card)

    def to_be_answered_by(self, user):
        """Open disputes of the cards that `user` owns."""
        return self.open().filter(claim__card__owner=user)

    def for_listing(self):
        links = ("person", "closed_by", "claim__card__competitor", "claim__card__owner")
        return self.select_related(*links).order_by("-id").strict()

    def for_change(self):
        return self.select_for_update(of=("self",))


class ObjectionQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Objections are open to everyone signed in."""
        return self if user.is_active else self.none()

    def open(self):
        """Those without an answer."""
        return self.filter(status="open")

    def answered(self):
        return self.filter(status="answered")

    def owned_by(self, user):
        return self.filter(owner=user)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def ids(self):
        return self.values_list("pk", flat=True)

    def except_for(self, pk):
        return self.exclude(pk=pk)

    def about_term(self, field, term):
        """Objections that name `term` (or its id) in `field`: "stage", "persona" or "competitor"."""
        return self.filter(**{field: term})

    def about_competitor(self, competitor):
        return self.filter(competitor=competitor)

    def proven_by(self, asset):
        return self.filter(proof=asset)

    def heard_with(self, asset):
        """Objections that somebody heard with this asset in front of the buyer."""
        return self.filter(Exists(_hearings(self).filter(objection=OuterRef("pk"), asset=asset)))

    def saying(self, words):
        """Objections in whose words, as people heard them, every word of `words` occurs in some form."""
        found = self
        for one in stems_of(words):
            found = found.filter(key__contains=f" {one}")
        return found

    def sharing_stems(self, stems, limit=60):
        """(id, words, key) of up to `limit` objections that share the most of these stems, at least one."""
        hits = [Case(When(key__contains=f" {one} ", then=1), default=0) for one in stems[:12]]
        if not hits:
            return self.none().values_list("pk", "words", "key")
        shared = self.annotate(shared=sum(hits[1:], hits[0])).filter(shared__gte=1)
        return shared.order_by("-shared", "-pk").values_list("pk", "words", "key")[:limit]

    def sharing_most(self, stems):
        """Objections that share at least one of these stems, or its beginning; those that share the most first."""
        hits = [Case(When(key__contains=f" {one}", then=1), default=0) for one in stems[:12]]
        return self.annotate(shared=sum(hits[1:], hits[0])).filter(shared__gte=1).order_by("-shared", "-pk")

    def for_finding(self):
        """What a search result shows of an objection."""
        outcomes = _outcome_counts(_outcomes(self))
        return self.annotate(**outcomes).select_related("competitor", "proof").strict()

    def counted(self, since=None):
        """Adds `heard` (people) and `times` since a moment, `last_heard`, `last_account`, `worked` and `tried`."""
        return self.annotate(**_hearing_counts(_hearings(self), since), **_outcome_counts(_outcomes(self)))

    def for_listing(self, since=None):
        """What a row reads, those that most people heard first."""
        return (
            self.counted(since)
            .select_related("stage", "persona", "competitor", "proof", "owner")
            .order_by("-heard", "-times", "-pk")
            .strict()
        )

    def unanswered_first(self):
        rank = Case(When(status="open", then=0), default=1, output_field=IntegerField())
        return self.order_by(rank, "-heard", "-times", "-pk")

    def heard_lately(self):
        """Without those that nobody heard in the period of `counted`."""
        return self.filter(heard__gte=1)

    def for_change(self):
        return self.select_for_update(of=("self",))

    def for_index(self):
        """What the search document reads, beside the hearings."""
        return self.select_related("stage", "persona", "competitor").prefetch_related("hearings").strict()


class HearingQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of(self, objection):
        return self.filter(objection=objection)

    def since(self, moment):
        return self.filter(at__gte=moment)

    def about_term(self, field, term):
        return self.filter(**{field: term})

    def said_by(self, person, account, words):
        """What this person noted down already in the same words for the same account."""
        return self.filter(person=person, account=account, words=words)

    def by(self, user):
        return self.filter(person=user)

    def account_ids(self):
        """Ids of the accounts where it was heard, in no order."""
        return self.exclude(account=None).order_by().values_list("account", flat=True).distinct()

    def hearers(self):
        """Ids of the people who heard it."""
        return self.order_by().values_list("person", flat=True).distinct()

    def for_listing(self):
        links = ("person", "stage", "persona", "competitor", "account")
        return self.select_related(*links).order_by("-at", "-pk").strict()


class AnswerOutcomeQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of(self, objection):
        return self.filter(objection=objection)

    def since(self, moment):
        return self.filter(at__gte=moment)

    def by(self, user):
        return self.filter(person=user)

    def without_account(self):
        return self.filter(account=None)

    def at_account(self, account):
        return self.filter(account=account)

    def for_listing(self):
        return self.select_related("person", "account").order_by("-at", "-pk").strict()


def _number(rows):
    """How many rows a grouped subquery counts; 0 for none. rows: already `.values(group)`."""
    counted = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())


def _hearing_counts(hearings, since):
    mine = hearings.filter(objection=OuterRef("pk")).order_by()
    if since:
        mine = mine.filter(at__gte=since)
    people = mine.values("objection").annotate(number=Count("person", distinct=True)).values("number")
    latest = hearings.filter(objection=OuterRef("pk")).order_by("-at", "-pk")
    return {
        "heard": Coalesce(Subquery(people), Value(0), output_field=IntegerField()),
        "times": _number(mine.values("objection")),
        "last_heard": Subquery(latest.values("at")[:1]),
        "last_account": Subquery(latest.values("account__name")[:1]),
    }


def _outcome_counts(outcomes):
    mine = outcomes.filter(objection=OuterRef("pk")).order_by()
    return {
        "worked": _number(mine.filter(worked=True).values("objection")),
        "tried": _number(mine.values("objection")),
    }


def _related(queryset, name):
    return queryset.model._meta.get_field(name).related_model.objects


def _hearings(queryset):
    return _related(queryset, "hearings")


def _outcomes(queryset):
    return _related(queryset, "outcomes")


def _cards(queryset):
    return _related(queryset, "card")


def _open_disputes(cards):
    claims = cards.model._meta.get_field("claims").related_model
    return claims._meta.get_field("disputes").related_model.objects.open()
