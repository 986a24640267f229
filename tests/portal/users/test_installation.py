"""The portal's settings, followed by every process; the first steps; the commands; the checks."""

import io
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal import checks
from portal.shared.dates import today
from portal.shared.registry import FirstStep, Owned, registry
from portal.users import actions, current
from portal.users.models import PortalSettings, User
from tests.factories.portal import PASSWORD, UserFactory

SETTINGS = {"name": "Brass", "time_zone": "Asia/Tokyo", "default_language": "en", "version": 1, "seen": ""}


def test_settings_are_saved_and_shown(admin, client_for):
    client = client_for(admin)
    assert client.post(reverse("settings"), SETTINGS).url == reverse("settings")
    assert client.get(reverse("settings")).context["form"].initial["name"] == "Brass"
    assert current.portal_settings().name == "Brass"


def test_stale_settings_come_back_with_both_values(admin, client_for):
    actions.change_settings({"name": "Iron"}, actor=admin, version=1)
    response = client_for(admin).post(reverse("settings"), SETTINGS)
    assert response.status_code == 409
    assert [row["name"] for row in response.context["conflict"]] == ["name", "time_zone"]


def test_another_process_follows_at_its_next_request(admin, client_for):
    client = client_for(admin)
    actions.change_settings({"name": "Brass"}, actor=admin, version=1)
    client.get(reverse("profile"))
    # Another process: the row and its stamp change, this process's copy does not.
    PortalSettings.objects.update(name="Elsewhere", stamp="another")
    assert current.portal_settings().name == "Brass"
    client.get(reverse("profile"))
    assert current.portal_settings().name == "Elsewhere"


@pytest.mark.parametrize("changed", [False, True])
def test_settings_cost_a_page_no_query(admin, client_for, changed, django_assert_num_queries):
    if changed:
        actions.change_settings({"name": "Brass"}, actor=admin, version=1)
    client = client_for(admin)
    client.get(reverse("profile"))
    # the user with the settings' stamp, the row to edit, notices asked for, saved views for navigation and
    # scope, tokens
    with django_assert_num_queries(6):
        client.get(reverse("profile"))


def test_the_portals_day_is_that_of_its_time_zone(admin, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 16, tzinfo=UTC))
    assert today().isoformat() == "2026-03-02"
    actions.change_settings({"time_zone": "Asia/Tokyo"}, actor=admin, version=1)
    with current.in_portal_zone():
        assert today().isoformat() == "2026-03-03"


def test_a_page_is_rendered_in_the_portals_time_zone(admin, client_for, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 16, tzinfo=UTC))
    actions.change_settings({"time_zone": "Asia/Tokyo"}, actor=admin, version=1)
    actions.create_token(admin, "CRM", ["library:read"], None, actor=admin)
    assert "<td>3 Mar</td>" in client_for(admin).get(reverse("profile")).text


def test_the_mail_check_sends_to_oneself_and_says_so(admin, client_for):
    page = client_for(admin).post(reverse("settings-mail"))
    assert [message.to for message in mail.outbox] == [[admin.email]]
    assert "Written to the server's console. Nobody receives it." in page.text


def test_a_mail_server_that_cannot_be_reached_is_named(admin, client_for, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 2},
        }
    }
    page = client_for(admin).post(reverse("settings-mail"))
    assert "The mail server did not take the mail" in page.text


# First steps


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_the_first_admin_of_an_empty_portal_starts_with_the_first_steps(client, admin):
    assert sign_in(client, admin).url == reverse("first-run")


def test_nobody_else_is_led_to_the_first_steps(client, admin, rep):
    assert sign_in(client, rep).url == "/"


def test_steps_are_ticked_in_order_and_then_no_longer_shown(client, admin, monkeypatch):
    left = {"b"}
    steps = [
        FirstStep(20, "B", "why", "Do B", "settings", lambda: "b" not in left),
        FirstStep(10, "A", "why", "Do A", "people", lambda: True),
    ]
    monkeypatch.setattr(registry, "first_steps", steps)
    assert sign_in(client, admin).url == reverse("first-run")
    page = client.get(reverse("first-run"))
    assert [(step.title, is_done) for step, is_done in page.context["steps"]] == [("A", True), ("B", False)]
    left.clear()
    client.post(reverse("account_logout"))
    assert sign_in(client, admin).url == "/"


def test_the_steps_are_people_then_vocabularies_then_import():
    assert [step.url_name for step in current.first_steps()] == [
        "person-invite",
        "content:vocabulary-list",
        "import-start",
    ]


def test_first_steps_can_be_put_away(client, admin):
    sign_in(client, admin)
    assert client.post(reverse("first-run-done")).url == "/"
    client.post(reverse("account_logout"))
    assert sign_in(client, admin).url == "/"


# Commands


def run(name, *arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=err, **options)
    return out.getvalue()


def test_create_admin_prints_a_link_that_lets_the_admin_in(db, client):
    link = run("create_admin", "Ada.Admin@example.com").strip()
    assert link.startswith("http://127.0.0.1:8000/join/")
    values = {"name": "Ada", "password1": "open sesame 7", "password2": "open sesame 7"}
    response = client.post(link.removeprefix("http://127.0.0.1:8000"), values)
    assert response.url == reverse("first-run")
    person = User.objects.get()
    assert (person.email, person.name, person.role) == ("ada.admin@example.com", "Ada", "admin")


def test_create_admin_takes_a_password_from_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("open sesame 7\n"))
    run("create_admin", "ada@example.com", password_stdin=True)
    assert User.objects.get().check_password("open sesame 7")


def test_create_admin_refuses_a_weak_password_and_a_second_person(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("12345\n"))
    with pytest.raises(CommandError, match="too common"):
        run("create_admin", "ada@example.com", password_stdin=True)
    assert User.objects.count() == 0
    admin = UserFactory(role="admin", email="ada@example.com")
    with pytest.raises(CommandError, match="is here already"):
        run("create_admin", admin.email.upper())


def test_a_lost_first_link_is_replaced_by_a_new_one(db, client):
    lost, new = (run("create_admin", "ada@example.com").strip() for _ in range(2))
    paths = [link.removeprefix("http://127.0.0.1:8000") for link in (lost, new)]
    assert [client.get(path).status_code for path in paths] == [410, 200]
    assert User.objects.count() == 1


def test_a_database_without_tables_is_said_in_words(tmp_path):
    for command in (["check_search"], ["create_token", "ada@example.com"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=django_settings.BASE_DIR,
            env=os.environ
            | {
                "TANDEM_VAR": str(tmp_path),
                "DATABASE_URL": "",
                "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            },
            capture_output=True,
            text=True,
        )
        assert (done.returncode, "Traceback" in done.stderr, "manage.py migrate" in done.stderr) == (
            1,
            False,
            True,
        )


def test_the_portals_name_stays_on_one_line(client_for, admin):
    sent = SETTINGS | {"name": "T\u2028Bcc: a@b.example.com"}
    assert client_for(admin).post(reverse("settings"), sent).status_code == 302
    assert PortalSettings.stored().name == "T Bcc: a@b.example.com"


def test_create_token_prints_the_token_and_nothing_else(rep):
    secret = run("create_token", rep.email.upper(), scopes="library:read,library:write").removesuffix("\n")
    token = actions.find_token(secret)
    assert (token.owner, token.scopes) == (rep, ["library:read", "library:write"])


@pytest.mark.parametrize(
    ("email", "options", "words"),
    [
        ("nobody@example.com", {}, "No active person has the e-mail nobody@example.com"),
        ("rep", {"scopes": "library:burn"}, "Unknown scope: library:burn"),
        ("rep", {"scopes": "admin"}, "Only an admin's token"),
        ("rep", {"days": -1}, "must expire in the future"),
    ],
)
def test_create_token_says_why_not(rep, email, options, words):
    with pytest.raises(CommandError, match=words):
        run("create_token", rep.email if email == "rep" else email, **options)


# Checks


@pytest.mark.parametrize(
    ("key", "problems"),
    [
        ("kQ2nV8xT5wR1zL7mB4cJ9hF6dS3gA0pY-uE_iOqWnXvCtZrMkH", []),
        ("short", ["portal.short_secret_key"]),
        ("x" * 60, ["portal.short_secret_key"]),
        ("django-insecure-kQ2nV8xT5wR1zL7mB4cJ9hF6dS3gA0pYuEiOqW", ["portal.sample_secret_key"]),
    ],
)
def test_production_refuses_a_sample_or_short_key(settings, key, problems):
    settings.REFUSE_UNSAFE, settings.SECRET_KEY = True, key
    found = checks.secret_key_is_secret()
    assert [problem.id for problem in found] == problems
    assert all(problem.is_serious() for problem in found)


def test_a_web_process_with_a_sample_key_does_not_start(settings):
    settings.REFUSE_UNSAFE, settings.SECRET_KEY = True, "short"
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is shorter than 50 characters"):
        checks.refuse_unsafe()


@pytest.mark.parametrize(("refuse", "serious"), [(False, False), (True, True)])
def test_an_old_sqlite_is_a_warning_and_in_production_an_error(settings, monkeypatch, refuse, serious):
    settings.REFUSE_UNSAFE = refuse
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "portal.sqlite")
    monkeypatch.setattr("portal.sqlite.base.Database.sqlite_version_info", (3, 40, 1))
    (problem,) = checks.sqlite_is_safe()
    assert (problem.id, problem.is_serious()) == ("portal.old_sqlite", serious)


def test_a_portal_without_an_admin_is_told(db):
    assert [problem.id for problem in checks.somebody_can_administer(["default"])] == ["portal.no_admin"]
    UserFactory(role="admin")
    assert checks.somebody_can_administer(["default"]) == []


def test_a_deactivated_owner_is_found(db, monkeypatch):
    person = UserFactory(is_active=False, email="gone@example.com")
    owned = [Owned("assets", lambda user: ["a"] if user == person else [], lambda user: "/", None)]
    monkeypatch.setattr(registry, "owned", owned)
    (problem,) = checks.owners_are_active(["default"])
    assert problem.msg == "gone@example.com is deactivated and still owns 1 asset."
