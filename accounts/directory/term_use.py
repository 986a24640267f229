"""How accounts use the terms of the industry vocabulary: counted, and switched when two are merged."""

from accounts.directory.models import Account
from portal.activity.actions import record
from portal.shared.changes import apply_changes


class AccountTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _using(term).count()
        return f"{number} account{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        for account in _using(term).select_related("industry"):
            moved = apply_changes(account, {"industry": successor}, version=None)
            record("changed", account, actor=actor, changes=moved, via="merge")

    def renamed(self, term, *, actor):
        """Nothing is copied from a term, so nothing follows its label."""


def _using(term):
    return Account.objects.in_industry(term) if term.vocabulary() == "industry" else Account.objects.none()
