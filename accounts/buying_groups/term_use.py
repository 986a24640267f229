"""How buying groups and their seats use products: counted, and switched when two are merged."""

from django.core.exceptions import ValidationError

from accounts.buying_groups.models import BuyingGroup, RoleRequirement
from portal.activity.actions import record
from portal.shared.changes import apply_changes


class GroupTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _groups(term).count()
        return f"{number} buying group{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        """Raises ValidationError where an account has an open group for both products."""
        for group in _groups(term).select_related("account"):
            if (
                group.is_open
                and BuyingGroup.objects.of_accounts([group.account_id]).of_product(successor).open()
            ):
                raise ValidationError(
                    f"{group.account} has open buying groups for both products. Close one of them first."
                )
            moved = apply_changes(group, {"product": successor}, version=None)
            record("changed", group, actor=actor, changes=moved, via="merge")
        _switch_seats(term, successor)

    def renamed(self, term, *, actor):
        """Nothing is copied from a term, so nothing follows its label."""


def _groups(term):
    return (
        BuyingGroup.objects.of_product(term) if term.vocabulary() == "product" else BuyingGroup.objects.none()
    )


def _switch_seats(term, successor):
    """The successor keeps the seats that it has and takes over the others."""
    if term.vocabulary() != "product":
        return
    had = {seat.role for seat in RoleRequirement.objects.of_product(successor)}
    for seat in RoleRequirement.objects.of_product(term):
        if seat.role not in had:
            seat.product = successor
            seat.save(update_fields=["product"])
