import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from portal.activity.models import Activity
from portal.shared.registry import registry
from portal.users import actions
from portal.users.models import ApiToken, User
from tests.factories.portal import UserFactory

TOKEN = {"name": "CRM", "scopes": ["library:read"], "days": "90"}


@pytest.mark.parametrize("count", [1, 5])
def test_the_profile_costs_the_same_with_any_number_of_tokens(
    rep, client_for, count, django_assert_num_queries
):
    for number in range(count):
        actions.create_token(rep, f"Token {number}", ["library:read"], None, actor=rep)
    client = client_for(rep)
    # user, the row to edit, notices asked for, saved views for navigation and scope, tokens
    with django_assert_num_queries(6):
        client.get(reverse("profile"))


def test_name_theme_and_shortcuts_are_saved(rep, client_for):
    client_for(rep).post(reverse("profile"), {"name": "Mara Velt", "theme": "dark"})
    rep.refresh_from_db()
    assert (rep.name, rep.theme, rep.shortcuts) == ("Mara Velt", "dark", False)
    assert Activity.objects.about(rep).get().changes == {"name": ["Rep", "Mara Velt"]}


def test_a_person_without_a_name_is_refused(rep, client_for):
    response = client_for(rep).post(reverse("profile"), {"name": " ", "theme": "system"})
    assert (response.status_code, User.objects.get(pk=rep.pk).name) == (422, "Rep")


def test_role_and_e_mail_cannot_be_smuggled_into_the_profile(rep, client_for):
    client_for(rep).post(
        reverse("profile"), {"name": "Mara", "theme": "system", "role": "admin", "email": "x@example.com"}
    )
    assert User.objects.get(pk=rep.pk).role == "rep"
    assert User.objects.get(pk=rep.pk).email == rep.email


@pytest.mark.parametrize(("theme", "status"), [("dark", 302), ("", 302), ("pink", 422)])
def test_the_theme_is_chosen_from_any_page_and_stays_there(rep, client_for, theme, status):
    response = client_for(rep).post(reverse("profile-theme"), {"theme": theme, "next": "/people/?q=x"})
    assert response.status_code == status
    assert status == 422 or response.url == "/people/?q=x"


@pytest.mark.parametrize("foreign", ["https://evil.example.com/", "//evil.example.com", ""])
def test_the_theme_form_never_leads_to_another_site(rep, client_for, foreign):
    response = client_for(rep).post(reverse("profile-theme"), {"theme": "dark", "next": foreign})
    assert response.url == reverse("profile")


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("stage=bofu&persona=cfo,devops&page=3&sel=x-1&q=price", "stage=bofu&persona=cfo%2Cdevops"),
        ("?stage!=tofu", "stage%21=tofu"),
        ("", ""),
    ],
)
def test_a_default_scope_is_the_filters_alone(rep, client_for, query, stored):
    client_for(rep).post(reverse("profile-scope"), {"query": query})
    assert User.objects.get(pk=rep.pk).default_scope == stored


def test_a_default_scope_that_is_too_long_is_not_stored(rep, client_for):
    client_for(rep).post(reverse("profile-scope"), {"query": "persona=" + "x" * 1000})
    assert User.objects.get(pk=rep.pk).default_scope == ""


def test_the_default_scope_is_shown_in_the_librarys_words(rep, client_for, monkeypatch):
    monkeypatch.setitem(
        registry.in_words, "assets", lambda queries, viewer: [f"Assets with {query}" for query in queries]
    )
    actions.set_preferences(rep, default_scope="stage=bofu")
    assert client_for(rep).get(reverse("profile")).context["scope_words"] == "Assets with stage=bofu"


def test_signing_out_everywhere_else_keeps_this_session(rep, client_for):
    here, elsewhere = client_for(rep), client_for(rep)
    here.post(reverse("profile-sessions"))
    assert here.get(reverse("profile")).status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 302


# Tokens


def test_a_token_is_shown_once_and_kept_nowhere(rep, client_for, caplog):
    client = client_for(rep)
    page = client.post(reverse("token-create"), TOKEN)
    token, secret = page.context["made"]
    assert f'value="{secret}" readonly' in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert secret not in client.get(reverse("profile")).text
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert secret not in str(
        [sessions, list(ApiToken.objects.values()), list(Activity.objects.values()), caplog.text]
    )
    assert token.expires_at is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["admin"]}, "scopes"),
        ({"days": "9999"}, "days"),
    ],
)
def test_a_token_needs_a_name_scopes_and_an_end(rep, client_for, changes, field):
    response = client_for(rep).post(reverse("token-create"), TOKEN | changes)
    assert (response.status_code, list(response.context["token_form"].errors)) == (422, [field])
    assert ApiToken.objects.count() == 0


def test_a_revoked_token_stays_in_the_list_as_revoked(rep, client_for):
    token, _secret = actions.create_token(rep, "CRM", ["library:read"], None, actor=rep)
    client = client_for(rep)
    client.post(reverse("token-revoke", args=[token.pk]))
    assert [listed.state for listed in client.get(reverse("profile")).context["tokens"]] == ["revoked"]


def test_somebody_elses_token_does_not_exist(rep, client_for):
    other = UserFactory()
    token, _secret = actions.create_token(other, "CRM", ["library:read"], None, actor=other)
    assert client_for(rep).post(reverse("token-revoke", args=[token.pk])).status_code == 404
    token.refresh_from_db()
    assert token.state == "usable"
