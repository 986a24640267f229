"""Verbs that write accounts, their team and the people we know there. Each is one transaction with its history."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.directory import rules
from accounts.directory.models import Account, AccountDomain, AccountTeamMember, Contact, ContactAccount
from portal.activity.actions import line, record, record_many
from portal.shared.changes import apply_changes, check_version

# Fields of an account that stand in tables of their own.
BESIDE = ("domains", *rules.PAIR)


@transaction.atomic
def add_account(values, *, actor, via="page"):
    """A new account from {name, domains, tier, industry, country, employees, summary, external_id} and its pair.

    domains: texts, the main one first. sales_owner, marketing_owner: people or None. Only `name` is needed.
    Raises ValidationError.
    """
    values = dict(values)
    beside = {name: values.pop(name) for name in BESIDE if name in values}
    account = Account(**values, name_key=rules.name_key(values.get("name", "")))
    domains = _checked_domains(beside.pop("domains", []), account)
    _refuse_double(account, domains)
    account.full_clean()
    account.save()
    _set_domains(account, domains)
    for field, person in beside.items():
        _set_owner(account, field, person)
    record("created", account, actor=actor, via=via)
    return account


@transaction.atomic
def change_account(account, changes, *, actor, version, via="page"):
    """Change what `add_account` takes; returns the account. Raises StaleRecord or ValidationError."""
    current = Account.objects.for_listing().select_for_update(of=("self",)).get(pk=account.pk)
    check_version(current, version)
    changes = dict(changes)
    beside = {name: changes.pop(name) for name in BESIDE if name in changes}
    also = {}
    if "domains" in beside:
        domains = _checked_domains(beside.pop("domains"), current)
        if domains != current.domain_names:
            also["domains"] = [current.domain_names, domains]
    for field, person in beside.items():
        if person != (held := getattr(current, field)):
            also[field] = [_named(held), _named(person)]
    if "name" in changes:
        changes["name_key"] = rules.name_key(changes["name"])
        current.name = changes["name"]
    _refuse_double(current, also.get("domains", [None, current.domain_names])[1], changes.get("name_key"))
    moved = apply_changes(current, changes, version=version, also=also)
    _write_beside(current, also, beside)
    moved.pop("name_key", None)
    if moved:
        record("changed", current, actor=actor, changes=moved, via=via)
    return Account.objects.for_listing().get(pk=current.pk)


@transaction.atomic
def add_to_team(account, user, role, *, actor):
    """Let a person of ours work on an account; as owner or marketer the person takes the other's place."""
    field = next((field for field, pair_role in rules.PAIR.items() if pair_role == role), None)
    if field:
        return change_account(account, {field: user}, actor=actor, version=None)
    _refuse_person(user, "user")
    member = AccountTeamMember(account=account, user=user, role=role)
    member.full_clean()
    member.save()
    record("changed", account, actor=actor, changes={"team": [None, f"{user} ({member})"]})
    return account


@transaction.atomic
def remove_from_team(member, *, actor):
    """End somebody's work on an account."""
    account, words = member.account, f"{member.user} ({member})"
    member.delete()
    record("changed", account, actor=actor, changes={"team": [words, None]})


@transaction.atomic
def hand_over_accounts(person, successor, actor):
    """Let `successor` own, in sales or marketing, the accounts that `person` owns; returns how many."""
    seats = AccountTeamMember.objects.of_pair(person)
    moved = {}
    for seat in seats.select_related("account"):
        field = next(field for field, role in rules.PAIR.items() if role == seat.role)
        moved.setdefault(seat.account, {})[field] = [str(person), str(successor)]
    seats.update(user=successor)
    accounts = Account.objects.with_ids([account.pk for account in moved])
    accounts.update(version=F("version") + 1, updated_at=timezone.now())
    lines = [
        line("handed over", account, actor=actor, changes=changes, via="hand-over")
        for account, changes in moved.items()
    ]
    record_many(lines)
    return len(moved)


@transaction.atomic
def add_contact(account, values, *, actor, via="page"):
    """Somebody who works at an account, from {first_name, last_name, job_title, email}."""
    contact = Contact(**values)
    contact.full_clean()
    contact.save()
    record("created", contact, actor=actor, via=via)
    return link_contact(contact, account)


def link_contact(contact, account):
    """Let a contact belong to an account too; the first account is the primary one. In a transaction."""
    first = not contact.employments.exists()
    ContactAccount.objects.get_or_create(contact=contact, account=account, defaults={"is_primary": first})
    return contact


@transaction.atomic
def change_contact(contact, changes, *, actor, version, via="page"):
    """Change name, title or e-mail of a person. Raises StaleRecord or ValidationError."""
    moved = apply_changes(contact, changes, version=version)
    if moved:
        record("changed", contact, actor=actor, changes=moved, via=via)
    return contact


def _checked_domains(texts, account):
    """The domains that these texts name, each once, the main one first."""
    if problem := rules.domains_problem(texts):
        raise ValidationError({"domains": problem})
    main, *others = dict.fromkeys(map(rules.domain_name, texts)) or [None]
    domains = [main, *sorted(others)] if main else []
    taken = AccountDomain.objects.named(domains)
    if other := (taken.of_others(account) if account.pk else taken).first():
        raise ValidationError({"domains": f"{other} belongs to {other.account} already."})
    return domains


def _refuse_double(account, domains, key=None):
    others = Account.objects.named(key or account.name_key).for_listing()
    others = others.except_for(account.pk) if account.pk else others
    if problem := rules.double_problem(account.name, domains, [other.domain_names for other in others]):
        raise ValidationError({"name": problem})


def _write_beside(account, also, people):
    if "domains" in also:
        _set_domains(account, also["domains"][1])
    for field in also.keys() & people.keys():
        _set_owner(account, field, people[field])


def _set_domains(account, domains):
    account.domains.all().delete()
    rows = [
        AccountDomain(account=account, domain=domain, is_primary=place == 0)
        for place, domain in enumerate(domains)
    ]
    try:
        AccountDomain.objects.bulk_create(rows)
    except IntegrityError as error:
        raise ValidationError({"domains": "One of these domains was given to another account."}) from error


def _set_owner(account, field, person):
    seats = account.team.holding(rules.PAIR[field])
    if person is None:
        seats.delete()
        return
    _refuse_person(person, field)
    if not seats.update(user=person):
        account.team.create(user=person, role=rules.PAIR[field])


def _refuse_person(person, field):
    if problem := rules.person_problem(person.is_active):
        raise ValidationError({field: problem})


def _named(person):
    return str(person) if person else None
