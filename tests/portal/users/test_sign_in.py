"""Sign-in, lockout, password reset, password change: allauth with our limits and words."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.users import actions
from portal.users.adapters import LOCKED
from portal.users.models import User
from tests.factories.portal import PASSWORD

LOGIN = reverse("account_login")


def sign_in(client, email, password=PASSWORD, **data):
    return client.post(LOGIN, {"login": email, "password": password, **data})


def test_the_right_password_leads_home(client, rep):
    assert sign_in(client, rep.email.upper()).url == "/"


def test_sign_in_goes_on_to_the_page_that_was_asked_for(client, rep):
    assert sign_in(client, rep.email, next="/profile/").url == "/profile/"


@pytest.mark.parametrize(
    "foreign", ["https://evil.example.com/", "//evil.example.com/", "javascript:alert(1)"]
)
def test_sign_in_never_leads_to_another_site(client, rep, foreign):
    assert sign_in(client, rep.email, next=foreign).url == "/"


@pytest.mark.parametrize("email", ["known", "stranger@example.com"])
def test_a_wrong_password_and_an_unknown_e_mail_get_the_same_answer(client, rep, email):
    response = sign_in(client, rep.email if email == "known" else email, "wrong")
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["E-mail and password do not match."]


def test_five_failures_lock_the_address_and_say_for_how_long(client, rep):
    for _ in range(5):
        sign_in(client, rep.email, "wrong")
    response = sign_in(client, rep.email)
    assert (response.status_code, response.context["form"].non_field_errors()) == (422, [LOCKED])
    assert "Wait 5 minutes" in LOCKED
    assert "_auth_user_id" not in client.session


def test_the_lock_opens_after_five_minutes(client, rep, time_machine):
    time_machine.move_to("2026-03-02 12:00:00+00:00")
    for _ in range(5):
        sign_in(client, rep.email, "wrong")
    time_machine.move_to("2026-03-02 12:05:01+00:00")
    assert sign_in(client, rep.email).status_code == 302


def test_an_unknown_e_mail_is_locked_in_the_same_way(client, db):
    for _ in range(5):
        sign_in(client, "stranger@example.com", "wrong")
    response = sign_in(client, "stranger@example.com", "wrong")
    assert response.context["form"].non_field_errors() == [LOCKED]


def test_a_lock_is_for_one_address_only(client, rep, marketer):
    for _ in range(5):
        sign_in(client, rep.email, "wrong")
    assert sign_in(client, marketer.email).status_code == 302


def test_a_forged_address_of_origin_does_not_beat_the_limit(client, db):
    answers = [
        client.post(
            LOGIN,
            {"login": f"guess{n}@example.com", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        )
        for n in range(21)
    ]
    assert answers[-1].context["form"].non_field_errors() == [LOCKED]


def test_a_deactivated_person_is_told_so_only_with_the_right_password(client, admin, rep):
    actions.deactivate_person(rep, actor=admin, version=1)
    assert sign_in(client, rep.email, "wrong").context["form"].non_field_errors() == [
        "E-mail and password do not match."
    ]
    assert sign_in(client, rep.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post_and_ends_the_session(client, rep):
    client.force_login(rep)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).url == LOGIN
    assert client.get("/profile/").status_code == 302


def test_nobody_signs_up(client, db):
    page = client.post(reverse("account_signup"), {"email": "me@example.com", "password1": "open sesame 7"})
    assert (page.status_code, User.objects.count()) == (200, 0)
    assert "People are invited" in page.text


@pytest.mark.parametrize(
    "path", ["email/", "password/set/", "reauthenticate/", "confirm-email/", "login/code/confirm/"]
)
def test_pages_of_allauth_that_nobody_needs_do_not_exist(client, rep, path):
    client.force_login(rep)
    assert client.get(f"/auth/{path}").status_code == 404


# Reset


def reset_link(email):
    return re.search(r"http://testserver(/auth/\S+)", email.body)[1]


@pytest.mark.parametrize("email", ["known", "stranger@example.com"])
def test_a_reset_answers_the_same_for_known_and_unknown_e_mails(client, rep, email):
    address = rep.email if email == "known" else email
    response = client.post(reverse("account_reset_password"), {"email": address})
    assert (response.status_code, response.url) == (302, reverse("account_reset_password_done"))
    assert [message.to for message in mail.outbox] == [[address]]


@pytest.mark.parametrize("email", ["known", "stranger@example.com"])
def test_a_reset_answers_the_same_while_the_mail_server_is_away(client, rep, email, settings):
    options = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }
    address = rep.email if email == "known" else email
    response = client.post(reverse("account_reset_password"), {"email": address})
    assert (response.status_code, response.url) == (302, reverse("account_reset_password_done"))


def test_a_mail_on_the_terminal_has_its_link_in_one_piece(client, rep, settings, capsys):
    settings.MAILERS = {"default": {"BACKEND": "portal.users.console_mail.EmailBackend"}}
    client.post(reverse("account_reset_password"), {"email": rep.email})
    shown = capsys.readouterr().out
    link = re.search(r"http://testserver(/auth/\S+)", shown)[1]
    assert client.get(link, follow=True).context["form"] is not None
    assert f"To: {rep.email}" in shown


def test_a_stranger_gets_no_link_by_mail(client, db):
    client.post(reverse("account_reset_password"), {"email": "stranger@example.com"})
    assert "/auth/" not in mail.outbox[0].body
    assert "ask an admin of your portal to invite you" in mail.outbox[0].body


def test_a_reset_link_sets_a_password_once(client, rep):
    client.post(reverse("account_reset_password"), {"email": rep.email})
    assert mail.outbox[0].subject == "Tandem: New password"
    link = reset_link(mail.outbox[0])
    form = client.get(link, follow=True)
    values = {"password1": "open sesame 7", "password2": "open sesame 7"}
    assert client.post(form.request["PATH_INFO"], values).status_code == 302
    rep.refresh_from_db()
    assert rep.check_password("open sesame 7")
    assert "This link does not work" in client.get(link, follow=True).text
    assert mail.outbox[1].subject == "Tandem: Your password was reset"


def test_a_reset_opens_the_lock(client, rep):
    for _ in range(5):
        sign_in(client, rep.email, "wrong")
    client.post(reverse("account_reset_password"), {"email": rep.email})
    form = client.get(reset_link(mail.outbox[0]), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "open sesame 7", "password2": "open sesame 7"})
    assert sign_in(client, rep.email, "open sesame 7").status_code == 302


def test_a_weak_password_is_refused_with_the_reason(client, rep):
    client.post(reverse("account_reset_password"), {"email": rep.email})
    form = client.get(reset_link(mail.outbox[0]), follow=True)
    response = client.post(form.request["PATH_INFO"], {"password1": "12345", "password2": "12345"})
    assert response.status_code == 422
    assert "This password is too common." in response.context["form"].errors["password1"]


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(client, client_for, rep):
    elsewhere = client_for(rep)
    client.force_login(rep)
    values = {"oldpassword": PASSWORD, "password1": "open sesame 7", "password2": "open sesame 7"}
    assert client.post(reverse("account_change_password"), values).status_code == 302
    assert client.get("/profile/").status_code == 200
    assert elsewhere.get("/profile/").status_code == 302
    assert mail.outbox[0].to == [rep.email]


def test_a_password_is_changed_only_with_the_current_one(client, rep):
    client.force_login(rep)
    values = {"oldpassword": "wrong", "password1": "open sesame 7", "password2": "open sesame 7"}
    response = client.post(reverse("account_change_password"), values)
    assert (response.status_code, response.context["form"].errors["oldpassword"]) == (
        422,
        ["This is not your current password."],
    )
