"""Verbs that write people, teams, tokens and the portal's settings. Each is one transaction with its history line.

This feature lies below `portal.activity`, so it writes history through the registry.
"""

import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.registry import registry, what_is_owned
from portal.users import current, rules
from portal.users.models import ApiToken, PortalSettings, Team, User, new_stamp

# People


@transaction.atomic
def invite_person(values, *, actor, via="page"):
    """A person who can join by the link of `User.invitation_token`, from {email, name, role, side, team}."""
    person = User(**values | {"email": values["email"].strip().lower()}, invited_at=timezone.now())
    person.set_unusable_password()
    person.full_clean()
    person.save()
    registry.record("invited", person, actor=actor, changes={"role": [None, person.role]}, via=via)
    return person


@transaction.atomic
def renew_invitation(person, *, actor):
    """A new link for somebody who has not joined yet; the old one stops working."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.state != "invited":
        raise ValidationError("Only somebody who has not joined yet can be invited again.")
    person.set_unusable_password()
    person.invited_at = timezone.now()
    person.save(update_fields=["password", "invited_at"])
    registry.record("invited", person, actor=actor)
    return person


def accept_invitation(person, *, name, password):
    """Turn an invited person into one who can sign in. Raises ValidationError, also for a second use."""
    refuse(person.invitation_problem(timezone.now()))
    invited_with = person.password
    person.set_password(password)  # slow by design, so before the transaction
    with transaction.atomic():
        joined = {"password": person.password, "name": name, "invited_at": None, "joined_at": timezone.now()}
        rows = User.objects.active().with_id(person.pk).with_password_hash(invited_with)
        if not rows.update(version=F("version") + 1, **joined):
            refuse(rules.INVITATION_GONE)
        person.refresh_from_db()
        registry.record("joined", person, actor=person)
    return person


@transaction.atomic
def change_person(person, changes, *, actor, version, via="page"):
    """Change name, e-mail, role, side or team. Raises StaleRecord or ValidationError (last admin, own role)."""
    others = _other_admins(person)
    stored = User.objects.get(pk=person.pk)
    check_version(stored, version)
    if "role" in changes:
        is_self = person.pk == actor.pk
        refuse(rules.role_problem(stored.role, changes["role"], is_self=is_self, other_admins=others))
    moved = apply_changes(person, changes, version=version)
    if "email" in moved:
        # allauth keeps addresses of its own, and would go on taking the old one for sign-in.
        person.emailaddress_set.all().delete()
    if moved:
        registry.record("changed", person, actor=actor, changes=moved, via=via)
    return person


@transaction.atomic
def deactivate_person(person, *, actor, version, successors=None):
    """End a person's access at once (sessions, tokens, invitation), after what they own went to others.

    successors: {label of an Owned: person}; needed for every kind of which the person owns any. Teams that the
    person leads have no lead then. Raises StaleRecord or ValidationError.
    """
    others = _other_admins(person)
    stored = User.objects.get(pk=person.pk)
    check_version(stored, version)
    successors = successors or {}
    owned = what_is_owned(stored)
    problem = rules.deactivation_problem(
        is_active=stored.is_active,
        is_self=person.pk == actor.pk,
        is_admin=stored.role == User.Role.ADMIN,
        other_admins=others,
        owned=[words for entry, words in owned if entry.label not in successors],
    )
    refuse(problem)
    given = _hand_over(stored, owned, successors, actor)
    for team in Team.objects.led_by(stored):
        apply_changes(team, {"lead": None}, version=None)
        registry.record("changed", team, actor=actor, changes={"lead": [str(stored), None]})
    ended = {"is_active": False, "invited_at": None, "session_epoch": stored.session_epoch + 1}
    apply_changes(person, ended, version=version)
    ApiToken.objects.of(person).unrevoked().update(revoked_at=timezone.now())
    registry.record(
        "deactivated", person, actor=actor, changes={"handed over": [None, given]} if given else {}
    )
    return person


def _hand_over(person, owned, successors, actor):
    """Give what is `owned` to the successors and tell them; returns texts such as "12 assets to Mara Lind"."""
    wanted = {successor.pk for successor in successors.values()} - {person.pk}
    able = {one.pk: one for one in User.objects.joined().with_ids(wanted).select_for_update()}
    given = {}
    for entry, words in owned:
        successor = able.get(successors[entry.label].pk)
        refuse("" if successor else rules.SUCCESSOR_GONE)
        entry.hand_over(person, successor, actor)
        given.setdefault(successor, []).append((words, entry.url(successor)))
    for successor, things in given.items():
        if successor.pk != actor.pk:
            sentence = f"{person} has left. Yours now: {rules.listed(words for words, _ in things)}."
            key = f"hand-over:{person.pk}:{person.version}"
            registry.tell([successor], "hand-over", sentence, things[0][1], key=key)
    return [f"{words} to {successor}" for successor, things in given.items() for words, _ in things]


@transaction.atomic
def reactivate_person(person, *, actor, version):
    """Let a person in again; whoever never joined is invited again. Old sessions and tokens stay ended."""
    stored = User.objects.get(pk=person.pk)
    check_version(stored, version)
    if stored.is_active:
        raise ValidationError("This person is active already.")
    invited_at = None if stored.has_usable_password() else timezone.now()
    apply_changes(person, {"is_active": True, "invited_at": invited_at}, version=version)
    registry.record("reactivated", person, actor=actor)
    return person


def _other_admins(person):
    """How many others could sign in as admin. Locks them, so that two admins cannot demote each other at once."""
    admins = User.objects.able_admins().order_by("pk").select_for_update()
    return len([admin for admin in admins if admin.pk != person.pk])


# Oneself


@transaction.atomic
def change_own_name(user, name):
    """One's own name, as others see it."""
    # A request's user is a lazy object, which is no record to lock and compare.
    stored = User.objects.get(pk=user.pk)
    if moved := apply_changes(stored, {"name": name}, version=None):
        registry.record("changed", stored, actor=stored, changes=moved)
    return stored


def set_preferences(user, **preferences):
    """Store `theme`, `shortcuts` or `default_scope`: nobody else's business, so without history or version."""
    User.objects.with_id(user.pk).update(**preferences)
    for name, value in preferences.items():
        setattr(user, name, value)


def set_password(user, password):
    """A new password; it ends all other sessions and an open invitation."""
    user.set_password(password)
    user.invited_at = None
    with transaction.atomic():
        user.save(update_fields=["password", "invited_at"])
        registry.record("set password", user, actor=user)


@transaction.atomic
def end_sessions(user):
    """Sign `user` out everywhere; the caller renews the session it wants to keep."""
    user.session_epoch = F("session_epoch") + 1
    user.save(update_fields=["session_epoch"])
    user.refresh_from_db(fields=["session_epoch"])
    registry.record("ended sessions", user, actor=user)


# Teams


@transaction.atomic
def add_team(values, *, actor):
    """A new team from {name, lead}."""
    team = Team(**values)
    team.full_clean()
    team.save()
    registry.record("created", team, actor=actor)
    return team


@transaction.atomic
def change_team(team, changes, *, actor, version):
    """Rename a team or give it another lead. Raises StaleRecord or ValidationError."""
    if moved := apply_changes(team, changes, version=version):
        registry.record("changed", team, actor=actor, changes=moved)
    return team


@transaction.atomic
def remove_team(team, *, actor, version):
    """Remove a team; its people stay, without a team."""
    check_version(Team.objects.select_for_update(of=("self",)).get(pk=team.pk), version)
    people = [str(member) for member in team.members.all()]
    team.members.all().update(team=None, version=F("version") + 1)
    registry.record("removed", team, actor=actor, changes={"members": [people, []]})
    team.delete()


# Tokens


@transaction.atomic
def create_token(owner, name, scopes, expires_at, *, actor):
    """A new API token: (token, secret). The secret is not stored and cannot be shown again.

    scopes: keys of `rules.SCOPES`. expires_at: moment, or None for never. Raises ValidationError.
    """
    had = ApiToken.objects.of(owner).usable().count()
    now = timezone.now()
    refuse(rules.token_problem(scopes, expires_at, role=owner.role, now=now, had=had))
    if owner.state != "active":
        raise ValidationError(f"{owner} has not joined or is deactivated.")
    secret = rules.new_secret()
    token = ApiToken(
        owner=owner,
        name=name,
        digest=rules.digest_of(secret),
        prefix=secret[:10],
        scopes=sorted(set(scopes), key=list(rules.SCOPES).index),
        expires_at=expires_at,
    )
    token.full_clean()
    token.save()
    changes = {"scopes": [None, token.scopes], "expires_at": [None, expires_at]}
    registry.record("created", token, actor=actor, changes=changes)
    return token, secret


@transaction.atomic
def revoke_token(token, *, actor):
    """Stop a token at once; it stays in the list as revoked."""
    if ApiToken.objects.with_id(token.pk).unrevoked().update(revoked_at=timezone.now()):
        registry.record("revoked", token, actor=actor)


def find_token(secret):
    """The usable token with this secret, its owner loaded; None if there is none."""
    return ApiToken.objects.usable().with_digest(rules.digest_of(secret)).first()


_noted = {}


def note_use(token):
    """Have it written, soon, that a token was used now; at most once a minute in each process."""
    now = time.monotonic()
    if now - _noted.get(token.digest, float("-inf")) < rules.USE_NOTED_EVERY.total_seconds():
        return
    _noted[token.digest] = now
    registry.observe(_write_use, token.digest, timezone.now())


def _write_use(digest, moment):
    ApiToken.objects.with_digest(digest).last_used_before(moment).update(last_used_at=moment)


# The portal's settings


@transaction.atomic
def change_settings(changes, *, actor, version):
    """Change name, time_zone, default_language. Raises StaleRecord or ValidationError."""
    settings, _ = PortalSettings.objects.get_or_create(pk=1)
    refuse(rules.time_zone_problem(changes.get("time_zone", settings.time_zone)))
    moved = apply_changes(settings, changes | {"stamp": new_stamp()}, version=version)
    if moved.pop("stamp") and moved:
        registry.record("changed", settings, actor=actor, changes=moved)
    current.forget()
    return settings


@transaction.atomic
def finish_first_run(*, actor):
    """Put the page of first steps away, for all admins."""
    settings, _ = PortalSettings.objects.get_or_create(pk=1)
    apply_changes(settings, {"first_run_done": True, "stamp": new_stamp()}, version=None)
    registry.record("finished first run", settings, actor=actor)
    current.forget()
