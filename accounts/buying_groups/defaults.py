"""What a new portal starts with: the seven seats of a complete group."""

from accounts.buying_groups.models import RoleRequirement
from accounts.buying_groups.rules import DEFAULT_SEATS


def install_defaults(**kwargs):
    """Fill an empty list of seats; safe to run again, and it never brings back what somebody removed."""
    if not RoleRequirement.objects.exists():
        RoleRequirement.objects.bulk_create(
            RoleRequirement(role=role, position=position) for position, role in enumerate(DEFAULT_SEATS)
        )
