"""Verbs that write buying groups and their members. Each is one transaction with its history.

What is believed about a person goes to `MemberChange`; the common history says only that it was changed.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.buying_groups import rules
from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember, MemberChange, MemberRole, Role
from accounts.directory import actions as directory
from accounts.directory.models import Contact
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, refuse

State = BuyingGroupMember.State


@transaction.atomic
def add_group(account, values, *, actor, via="page"):
    """A group of people who decide one purchase, from {product, name, stage}. Raises ValidationError."""
    group = BuyingGroup(account=account, **values)
    group.full_clean()
    group.save()
    record("created", group, actor=actor, via=via)
    return group


@transaction.atomic
def change_group(group, changes, *, actor, version, via="page"):
    """Change product, name or stage. Raises StaleRecord or ValidationError."""
    moved = apply_changes(group, changes, version=version)
    if moved:
        record("changed", group, actor=actor, changes=moved, via=via)
    return group


@transaction.atomic
def add_member(group, values, *, actor, via="page"):
    """Somebody in a group, from {roles, stance, note, influence} and one of `contact`, `person`, `placeholder`.

    contact: a known person. person: {first_name, last_name, job_title, email} of a new one; an e-mail that we
    know is the person we know. placeholder: words for a seat whose person is still open. roles: keys of Role.
    Somebody who was taken out before comes back with the history kept. Raises ValidationError.
    """
    values = dict(values)
    roles = _checked_roles(values.pop("roles", []))
    contact, placeholder = _somebody(group.account, values, actor, via)
    member = group.members.with_contact(contact).first() if contact else None
    if member and member.state != State.DISMISSED:
        raise ValidationError(f"{contact} is in this group already.")
    if member is None:
        member = BuyingGroupMember(group=group, contact=contact, placeholder=placeholder)
        member.full_clean()
        member.save()
    changes = {"stance": None, "influence": None, "note": ""} | values | {"state": State.CONFIRMED}
    also = _role_changes(member, roles)
    moved = apply_changes(member, changes, version=member.version, also=also)
    _set_roles(member, also)
    _believe(member, moved, actor)
    member = _current(member)
    record("added", member, actor=actor, changes={"roles": [None, _labels(roles)]}, via=via)
    return member


@transaction.atomic
def change_member(member, changes, *, actor, version, via="page"):
    """Change roles, stance, note, influence, or say who a placeholder is (`contact` or `person`).

    Returns the member. Raises StaleRecord or ValidationError.
    """
    current = _current(member)
    check_version(current, version)
    changes = dict(changes)
    also = _role_changes(current, _checked_roles(changes.pop("roles"))) if "roles" in changes else {}
    if changes.keys() & {"contact", "person", "placeholder"}:
        contact, placeholder = _somebody(current.group.account, changes, actor, via)
        changes |= {"contact": contact, "placeholder": placeholder}
    moved = apply_changes(current, changes, version=version, also=also)
    _set_roles(current, also)
    current = _current(current)
    _believe(current, moved, actor)
    if moved:
        open_changes = rules.without_beliefs(moved)
        if "roles" in open_changes:
            open_changes["roles"] = [_labels(roles) for roles in open_changes["roles"]]
        record(
            "changed" if open_changes else "reassessed", current, actor=actor, changes=open_changes, via=via
        )
    return current


@transaction.atomic
def remove_member(member, *, actor, version, via="page"):
    """Take somebody out of a group. The row stays as dismissed, with all that was believed about the person."""
    moved = apply_changes(member, {"state": State.DISMISSED}, version=version)
    current = _current(member)
    if moved:
        _believe(current, moved, actor)
        record("removed", current, actor=actor, via=via)
    return current


def _current(member):
    """The member as the database has it now, with name and roles, the row locked where the database can."""
    return BuyingGroupMember.objects.for_reading().select_for_update(of=("self",)).get(pk=member.pk)


def _somebody(account, values, actor, via):
    """(contact or None, placeholder) from what `values` says of the person, which is taken out of it."""
    contact, person, placeholder = (values.pop(name, None) for name in ("contact", "person", "placeholder"))
    refuse(rules.somebody_problem(contact, person, placeholder))
    if person:
        contact = _known(person) or directory.add_contact(account, person, actor=actor, via=via)
    if contact:
        directory.link_contact(contact, account)
    return contact, placeholder or ""


def _known(person):
    """The contact with this person's e-mail, or None. Raises ValidationError when it is somebody else's."""
    email = person.get("email", "")
    known = Contact.objects.with_email(email).first() if email else None
    names = person.get("first_name", ""), person.get("last_name", "")
    if problem := rules.same_person_problem(str(known or ""), *names):
        raise ValidationError({"email": problem})
    return known


def _checked_roles(roles):
    """Each role once, in the order of Role. Raises ValidationError for an unknown one."""
    if unknown := set(roles) - set(Role.values):
        raise ValidationError({"roles": f"“{unknown.pop()}” is no role."})
    return [role for role in Role.values if role in roles]


def _role_changes(member, wanted):
    """{"roles": [old, new]} when they differ, else {}."""
    return {"roles": [member.role_names, wanted]} if member.role_names != wanted else {}


def _set_roles(member, also):
    if "roles" in also:
        member.roles.all().delete()
        MemberRole.objects.bulk_create(MemberRole(member=member, role=role) for role in also["roles"][1])


def _labels(roles):
    return [Role(role).label for role in roles]


def _believe(member, moved, actor):
    """Keep what is believed from now on, field by field."""
    MemberChange.objects.bulk_create(
        MemberChange(member=member, actor=actor, field=field, old=old, new=new)
        for field, (old, new) in moved.items()
    )
