from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from portal.activity.models import Activity
from portal.activity.observations import settle
from portal.shared.changes import StaleRecord
from portal.users import actions, rules
from portal.users.models import ApiToken, PortalSettings, Team, User
from tests.factories.portal import TeamFactory, UserFactory

VALUES = {"email": "Nadia.Quill@example.com", "name": "Nadia", "role": "rep", "side": "sales", "team": None}


def history(record):
    return [(line.verb, line.actor) for line in Activity.objects.about(record)]


# Invitations


def test_an_invited_person_cannot_sign_in_before_joining(admin):
    person = actions.invite_person(VALUES, actor=admin)
    assert (person.email, person.state) == ("nadia.quill@example.com", "invited")
    assert not person.has_usable_password()
    assert history(person) == [("invited", admin)]


def test_nobody_is_invited_twice(admin):
    actions.invite_person(VALUES, actor=admin)
    with pytest.raises(ValidationError, match="Somebody with this e-mail is here already"):
        actions.invite_person(VALUES | {"email": "NADIA.quill@example.com"}, actor=admin)


def test_joining_sets_name_and_password_and_uses_the_link_up(admin):
    person = actions.invite_person(VALUES, actor=admin)
    token = person.invitation_token
    joined = actions.accept_invitation(
        User.objects.invited_by(token), name="Nadia Q", password="open sesame 7"
    )
    assert (joined.name, joined.state) == ("Nadia Q", "active")
    assert joined.check_password("open sesame 7")
    assert User.objects.invited_by(token) is None
    assert history(joined) == [("joined", joined), ("invited", admin)]


def test_two_people_with_the_same_link_cannot_both_join(admin):
    token = actions.invite_person(VALUES, actor=admin).invitation_token
    first, second = User.objects.invited_by(token), User.objects.invited_by(token)
    actions.accept_invitation(first, name="First", password="open sesame 7")
    with pytest.raises(ValidationError, match="This invitation was used"):
        actions.accept_invitation(second, name="Second", password="other sesame 8")
    assert User.objects.get(pk=first.pk).name == "First"


def test_a_new_link_makes_the_old_one_useless(admin):
    person = actions.invite_person(VALUES, actor=admin)
    old = person.invitation_token
    renewed = actions.renew_invitation(person, actor=admin)
    assert User.objects.invited_by(old) is None
    assert User.objects.invited_by(renewed.invitation_token) == person


def test_a_link_that_was_tampered_with_is_nobodys(admin):
    token = actions.invite_person(VALUES, actor=admin).invitation_token
    assert User.objects.invited_by(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert User.objects.invited_by("nonsense") is None


def test_an_old_link_is_refused(admin):
    person = actions.invite_person(VALUES, actor=admin)
    person.invited_at = timezone.now() - timedelta(days=8)
    person.save()
    with pytest.raises(ValidationError, match="This invitation has expired"):
        actions.accept_invitation(person, name="Late", password="open sesame 7")


# Roles and access


def test_a_change_is_written_with_old_and_new_value(admin, rep):
    team = TeamFactory(name="EMEA")
    actions.change_person(rep, {"role": "marketer", "team": team}, actor=admin, version=1)
    rep.refresh_from_db()
    assert (rep.role, rep.team, rep.version) == ("marketer", team, 2)
    line = Activity.objects.about(rep).first()
    assert line.changes == {"role": ["rep", "marketer"], "team": [None, "EMEA"]}


def test_a_stale_change_is_refused(admin, rep):
    actions.change_person(rep, {"side": "other"}, actor=admin, version=1)
    with pytest.raises(StaleRecord):
        actions.change_person(rep, {"side": "marketing"}, actor=admin, version=1)


def test_a_new_e_mail_ends_the_old_one_as_sign_in_name(admin, rep):
    rep.emailaddress_set.create(email=rep.email, primary=True)
    actions.change_person(rep, {"email": "new@example.com"}, actor=admin, version=1)
    assert list(rep.emailaddress_set.all()) == []


def test_the_last_admin_stays_admin(admin):
    with pytest.raises(ValidationError, match="Nobody changes their own role"):
        actions.change_person(admin, {"role": "rep"}, actor=admin, version=1)
    other = UserFactory(role="admin")
    actions.change_person(admin, {"role": "rep"}, actor=other, version=1)
    with pytest.raises(ValidationError, match="This is the last admin"):
        actions.change_person(other, {"role": "rep"}, actor=UserFactory(role="rep"), version=1)


def test_an_admin_who_has_not_joined_does_not_count_as_another_admin(admin):
    actions.invite_person(VALUES | {"role": "admin"}, actor=admin)
    with pytest.raises(ValidationError, match="This is the last admin"):
        actions.deactivate_person(admin, actor=UserFactory(), version=1)


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_demote_each_other_at_once_leave_one():
    first, second = UserFactory(role="admin"), UserFactory(role="admin")
    barrier = Barrier(2)

    def demote(pair):
        actor, person = pair
        barrier.wait(timeout=20)
        try:
            actions.change_person(person, {"role": "rep"}, actor=actor, version=1)
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(demote, [(first, second), (second, first)]))
    assert answers == ["done", "refused"]
    assert User.objects.admins().count() == 1


def test_deactivation_ends_tokens_and_sessions_and_is_written(admin, rep):
    _token, secret = actions.create_token(rep, "x", ["library:read"], None, actor=rep)
    before = rep.get_session_auth_hash()
    actions.deactivate_person(rep, actor=admin, version=1)
    rep.refresh_from_db()
    assert (rep.state, actions.find_token(secret)) == ("deactivated", None)
    assert rep.get_session_auth_hash() != before
    assert history(rep) == [("deactivated", admin)]


def test_reactivation_brings_back_neither_sessions_nor_tokens(admin, rep):
    _token, secret = actions.create_token(rep, "x", ["library:read"], None, actor=rep)
    before = rep.get_session_auth_hash()
    actions.deactivate_person(rep, actor=admin, version=1)
    actions.reactivate_person(rep, actor=admin, version=2)
    rep.refresh_from_db()
    assert (rep.state, actions.find_token(secret)) == ("active", None)
    assert rep.get_session_auth_hash() != before


def test_a_withdrawn_invitation_can_be_given_again(admin):
    person = actions.invite_person(VALUES, actor=admin)
    token = person.invitation_token
    actions.deactivate_person(person, actor=admin, version=1)
    assert User.objects.invited_by(token) is None
    actions.reactivate_person(person, actor=admin, version=2)
    assert person.state == "invited"


def test_a_team_whose_lead_leaves_has_none(admin, rep):
    team = TeamFactory(lead=rep)
    actions.deactivate_person(rep, actor=admin, version=1)
    team.refresh_from_db()
    assert (team.lead, team.version) == (None, 2)
    assert history(team) == [("changed", admin)]


# Teams


def test_team_names_are_unique_whatever_their_case(admin):
    actions.add_team({"name": "EMEA", "lead": None}, actor=admin)
    with pytest.raises(ValidationError, match="There is a team with this name already"):
        actions.add_team({"name": "emea", "lead": None}, actor=admin)


def test_removing_a_team_leaves_its_people(admin):
    team = TeamFactory()
    member = UserFactory(team=team)
    actions.remove_team(team, actor=admin, version=1)
    member.refresh_from_db()
    assert (member.team, member.version, Team.objects.count()) == (None, 2, 0)


# Tokens


def test_only_the_digest_of_a_token_is_stored(rep):
    token, secret = actions.create_token(rep, "CRM", ["library:write", "library:read"], None, actor=rep)
    stored = ApiToken.objects.values().get()
    assert secret not in str(stored)
    assert secret[10:] not in str(stored)
    assert (stored["digest"], stored["prefix"]) == (rules.digest_of(secret), secret[:10])
    assert stored["scopes"] == ["library:read", "library:write"]
    lines = str(list(Activity.objects.about(token).values()))
    assert secret[10:] not in lines
    assert actions.find_token(secret) == token


@pytest.mark.parametrize("wrong", ["", "tdm_", "tdm_" + "x" * 43, "ä", b"\xff\xfe", "x" * 100_000])
def test_nothing_but_the_secret_finds_a_token(rep, wrong):
    actions.create_token(rep, "CRM", ["library:read"], None, actor=rep)
    assert actions.find_token(wrong) is None


def test_a_token_ends_when_it_expires_or_is_revoked(rep):
    short, expired = actions.create_token(
        rep, "a", ["library:read"], timezone.now() + timedelta(days=1), actor=rep
    )
    ApiToken.objects.with_id(short.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    revocable, revoked = actions.create_token(rep, "b", ["library:read"], None, actor=rep)
    actions.revoke_token(revocable, actor=rep)
    assert (actions.find_token(expired), actions.find_token(revoked)) == (None, None)
    assert history(revocable) == [("revoked", rep), ("created", rep)]


def test_the_last_use_is_written_once_a_minute(rep, django_assert_num_queries):
    token, _secret = actions.create_token(rep, "CRM", ["library:read"], None, actor=rep)
    with django_assert_num_queries(1):
        actions.note_use(token)
        actions.note_use(token)
    token.refresh_from_db()
    assert timezone.now() - token.last_used_at < timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_note_that_cannot_be_written_fails_nothing(caplog):
    rep = UserFactory()
    token, secret = actions.create_token(rep, "CRM", ["library:read"], None, actor=rep)
    rename = "ALTER TABLE portal_apitoken RENAME COLUMN {} TO {}"
    with connection.cursor() as cursor:
        cursor.execute(rename.format("last_used_at", "elsewhere"))
    try:
        actions.note_use(token)
        settle()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(rename.format("elsewhere", "last_used_at"))
    assert "An observation was not written." in caplog.text
    assert secret[10:] not in caplog.text


# Oneself and the portal


def test_a_password_is_kept_out_of_the_history(rep):
    actions.set_password(rep, "open sesame 7")
    line = Activity.objects.about(rep).get()
    assert (line.verb, line.changes) == ("set password", {})


def test_preferences_leave_neither_history_nor_version(rep):
    actions.set_preferences(rep, theme="dark", default_scope="stage=bofu")
    stored = User.objects.get(pk=rep.pk)
    assert (stored.theme, stored.default_scope, stored.version) == ("dark", "stage=bofu", 1)
    assert history(rep) == []


def test_settings_are_made_on_the_first_change_and_then_versioned(admin):
    actions.change_settings({"name": "Brass", "time_zone": "Europe/Berlin"}, actor=admin, version=1)
    with pytest.raises(StaleRecord):
        actions.change_settings({"name": "Iron"}, actor=admin, version=1)
    settings = PortalSettings.objects.get()
    assert (settings.name, settings.time_zone, settings.version) == ("Brass", "Europe/Berlin", 2)
    assert Activity.objects.about(settings).get().changes == {
        "name": ["Tandem", "Brass"],
        "time_zone": ["UTC", "Europe/Berlin"],
    }


def test_an_unknown_time_zone_is_not_stored(admin):
    with pytest.raises(ValidationError, match="is no time zone"):
        actions.change_settings({"time_zone": "Mars/Olympus"}, actor=admin, version=1)
