from datetime import timedelta

import pytest
from django.test import Client
from rest_framework.test import APIClient

from portal.shared.dates import timezone
from portal.users.actions import create_token, revoke_token
from portal.users.models import ApiToken

PERSONAS = "/api/v1/personas/"


def bearer(secret):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def token(rep):
    """(token, secret) that reads the library as the rep."""
    return create_token(rep, "CRM", ["library:read"], None, actor=rep)


def test_a_stranger_is_told_how_to_sign_in(db):
    answer = APIClient().get(PERSONAS)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Tandem"')
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_authenticated"


def test_a_token_reads_as_its_owner(token, rep):
    answer = bearer(token[1]).get("/api/v1/me/")
    assert answer.json() == {
        "id": rep.pk,
        "name": "Rep",
        "email": rep.email,
        "role": "rep",
        "side": "sales",
        "team": None,
        "scopes": ["library:read"],
    }


def test_a_session_has_no_scopes(api_for, marketer):
    assert api_for(marketer).get("/api/v1/me/").json()["scopes"] is None


@pytest.mark.parametrize("secret", ["", "tdm_unknown", "tdm_\xff", "a b", "x" * 5000])
def test_a_wrong_token_is_refused_even_beside_a_session(secret, client_for, rep):
    answer = client_for(rep, authorization=f"Bearer {secret}").get(PERSONAS)
    assert (answer.status_code, answer.json()["code"]) == (401, "authentication_failed")


def test_a_revoked_token_opens_nothing(token, rep):
    revoke_token(token[0], actor=rep)
    assert bearer(token[1]).get(PERSONAS).status_code == 401


def test_an_expired_token_opens_nothing(token):
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert bearer(token[1]).get(PERSONAS).status_code == 401


def test_a_token_dies_with_its_owner_at_once(token, rep):
    client = bearer(token[1])
    assert client.get(PERSONAS).status_code == 200
    rep.is_active = False
    rep.save()
    assert client.get(PERSONAS).status_code == 401


def test_a_token_loses_what_its_owner_loses(bearer_for, marketer):
    client = bearer_for(marketer)
    assert client.post(PERSONAS, {"label": "CFO"}).status_code == 201
    marketer.role = "rep"
    marketer.save()
    assert client.post(PERSONAS, {"label": "CTO"}).status_code == 403


@pytest.mark.parametrize(
    ("scopes", "reads", "writes"),
    [
        (["library:read"], 200, 403),
        (["library:write"], 403, 201),
        (["library:read", "library:write"], 200, 201),
        (["accounts:read", "accounts:write", "calendar:read"], 403, 403),
        (["admin"], 200, 201),
    ],
)
def test_scopes_open_their_own_area_only(bearer_for, admin, scopes, reads, writes):
    client = bearer_for(admin, *scopes)
    assert client.get(PERSONAS).status_code == reads
    assert client.post(PERSONAS, {"label": "CFO"}).status_code == writes


def test_a_missing_scope_is_named(bearer_for, marketer):
    answer = bearer_for(marketer, "library:read").post(PERSONAS, {"label": "CFO"})
    assert answer.json()["detail"] == "This token lacks the scope library:write."
    assert answer["WWW-Authenticate"].endswith('error="insufficient_scope", scope="library:write"')


def test_a_session_writes_only_with_its_csrf_token(marketer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(marketer)
    answer = client.post(PERSONAS, {"label": "CFO"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


def test_a_token_needs_no_csrf_token(marketer):
    _, secret = create_token(marketer, "CRM", ["library:write"], None, actor=marketer)
    client = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}"})
    assert client.post(PERSONAS, {"label": "CFO"}, content_type="application/json").status_code == 201


def test_using_a_token_is_noted_after_the_answer(token):
    bearer(token[1]).get(PERSONAS)
    assert ApiToken.objects.get().last_used_at is not None


def test_what_a_signed_in_person_reads_is_kept_by_no_cache(token):
    assert bearer(token[1]).get(PERSONAS)["Cache-Control"] == "private, no-store"
