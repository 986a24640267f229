"""How cards and objections use vocabulary terms: counted, and switched on a merge."""

from django.db.models import F

from content.battle_cards import rules
from content.battle_cards.actions import touch
from content.battle_cards.models import BattleCard, Hearing, Objection
from portal.activity.actions import record
from portal.shared.changes import apply_changes

FIELDS = ("stage", "persona", "competitor")


class CardTerms:
    """A `registry.term_uses` entry: the card of a competitor."""

    def count(self, term):
        number = _cards(term).count()
        return f"{number} battle card{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        """Give the cards to the successor; where it has a live one, that stays and the other is archived."""
        if term.vocabulary() != "competitor":
            return
        taken = BattleCard.objects.live().of_competitor(successor).exists()
        for card in _cards(term).for_change():
            changes = {"competitor": successor}
            if taken and card.status != rules.ARCHIVED:
                changes["status"] = rules.ARCHIVED
            moved = apply_changes(card, changes, version=None)
            record("merged", card, actor=actor, changes=moved, via="merge")

    def renamed(self, term, *, actor):
        """What is printed says the name: a new version for every card that does."""
        for card in _cards(term):
            touch(card)


class ObjectionTerms:
    """A `registry.term_uses` entry: what objections are about."""

    def count(self, term):
        number = _using(Objection, term).count()
        return f"{number} objection{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        if term.vocabulary() in FIELDS:
            _using(Objection, term).update(**{term.vocabulary(): successor}, version=F("version") + 1)

    def renamed(self, term, *, actor):
        """Objections show the term by its current label."""


class HearingTerms:
    """A `registry.term_uses` entry: what was said when an objection was heard."""

    def count(self, term):
        number = _using(Hearing, term).count()
        return f"{number} time{'' if number == 1 else 's'} that an objection was heard", number

    def switch(self, term, successor, *, actor):
        if term.vocabulary() in FIELDS:
            _using(Hearing, term).update(**{term.vocabulary(): successor})

    def renamed(self, term, *, actor):
        """Hearings show the term by its current label."""


def _cards(term):
    is_competitor = term.vocabulary() == "competitor"
    return BattleCard.objects.of_competitor(term) if is_competitor else BattleCard.objects.none()


def _using(model, term):
    name = term.vocabulary()
    return model.objects.about_term(name, term) if name in FIELDS else model.objects.none()
