"""The admin site shows tables to admins and changes nothing but through actions."""

import pytest
from django.contrib import admin as django_admin
from django.urls import reverse

from portal.users import actions
from portal.users.models import User
from tests.factories.portal import UserFactory

OWN = [
    model
    for model in django_admin.site._registry
    if model._meta.app_label in {"portal", "content", "accounts"}
]


def address(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_tables_are_shown_and_cannot_be_added_to(admin, client_for, model):
    client = client_for(admin)
    assert client.get(address(model)).status_code == 200
    assert client.get(address(model, "add")).status_code == 403


def test_rows_can_be_looked_at_and_neither_changed_nor_deleted(admin, rep, client_for):
    client = client_for(admin)
    page = client.get(address(User, "change", rep.pk))
    assert page.status_code == 200
    assert rep.password not in page.text
    assert client.post(address(User, "change", rep.pk), {"name": "Changed"}).status_code == 403
    assert client.post(address(User, "delete", rep.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("actor", ["rep", "marketer", "account_user"])
def test_only_admins_reach_the_admin_site(request, client_for, actor):
    client = client_for(request.getfixturevalue(actor))
    assert client.get("/admin/", follow=True).status_code == 403


def test_people_are_deactivated_by_our_action(admin, rep, client_for):
    last = UserFactory(role="rep")
    values = {"action": "deactivate", "_selected_action": [rep.pk, admin.pk, last.pk]}
    page = client_for(admin).post(address(User), values, follow=True)
    assert "Nobody deactivates themselves. Ask another admin." in page.text
    assert set(User.objects.active()) == {admin}


def test_tokens_are_revoked_by_our_action(admin, rep, client_for):
    token, secret = actions.create_token(rep, "CRM", ["library:read"], None, actor=rep)
    client = client_for(admin)
    page = client.get(address(type(token)))
    assert token.digest not in page.text
    client.post(address(type(token)), {"action": "revoke", "_selected_action": [token.pk]})
    assert actions.find_token(secret) is None


def test_a_password_is_not_changed_past_our_page(admin, client_for):
    assert client_for(admin).get("/admin/password_change/").url == reverse("account_change_password")
