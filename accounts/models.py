"""Index for Django only: our own code imports the features' modules."""

from accounts.buying_groups.models import (
    BuyingGroup,
    BuyingGroupMember,
    MemberChange,
    MemberRole,
    RoleRequirement,
)
from accounts.directory.models import Account, AccountDomain, AccountTeamMember, Contact, ContactAccount

__all__ = [
    "Account",
    "AccountDomain",
    "AccountTeamMember",
    "BuyingGroup",
    "BuyingGroupMember",
    "Contact",
    "ContactAccount",
    "MemberChange",
    "MemberRole",
    "RoleRequirement",
]
