"""Accounts, their team, groups and people as real rows."""

import factory

from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember, MemberRole
from accounts.directory.models import Account, AccountDomain, AccountTeamMember, Contact, ContactAccount
from accounts.directory.rules import PAIR, name_key
from tests.factories.content import ProductFactory


class AccountFactory(factory.django.DjangoModelFactory):
    """A company. domains: names, the main one first, or None for one of its own; `team`: {user: role};
    `sales_owner` and `marketing_owner`: people.
    """

    class Meta:
        model = Account
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Company {n}")
    name_key = factory.LazyAttribute(lambda account: name_key(account.name))

    @factory.post_generation
    def domains(account, create, names, **kwargs):
        names = [f"company-{account.pk}.example.com"] if names is None else names
        for place, name in enumerate(names):
            AccountDomain.objects.create(account=account, domain=name, is_primary=place == 0)

    @factory.post_generation
    def sales_owner(account, create, person, **kwargs):
        if person:
            AccountTeamMember.objects.create(account=account, user=person, role=PAIR["sales_owner"])

    @factory.post_generation
    def marketing_owner(account, create, person, **kwargs):
        if person:
            AccountTeamMember.objects.create(account=account, user=person, role=PAIR["marketing_owner"])

    @factory.post_generation
    def team(account, create, roles, **kwargs):
        for person, role in (roles or {}).items():
            AccountTeamMember.objects.create(account=account, user=person, role=role)


class ContactFactory(factory.django.DjangoModelFactory):
    """A person at `account`."""

    class Meta:
        model = Contact
        skip_postgeneration_save = True

    first_name = factory.Sequence(lambda n: f"First{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")

    @factory.post_generation
    def account(contact, create, account, **kwargs):
        if account:
            ContactAccount.objects.create(contact=contact, account=account)


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BuyingGroup

    account = factory.SubFactory(AccountFactory)
    product = factory.SubFactory(ProductFactory)
    name = factory.Sequence(lambda n: f"Group {n}")


class MemberFactory(factory.django.DjangoModelFactory):
    """A person in a group; `roles`: keys of Role."""

    class Meta:
        model = BuyingGroupMember
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    contact = factory.LazyAttribute(lambda member: ContactFactory(account=member.group.account))

    @factory.post_generation
    def roles(member, create, roles, **kwargs):
        for role in roles or ():
            MemberRole.objects.create(member=member, role=role)
