"""What a page says when it fails."""

from django.test import Client, RequestFactory, override_settings
from django.views.defaults import bad_request, server_error


def test_unknown_page_says_where_to_go_next(client_for, rep):
    response = client_for(rep).get("/nowhere/")
    assert response.status_code == 404
    assert "This page is not here" in response.text
    assert 'aria-label="Main"' in response.text


def test_stranger_gets_the_error_page_without_the_shell(db):
    response = Client().get("/nowhere/")
    assert response.status_code == 404
    assert 'aria-label="Main"' not in response.text


def test_server_error_needs_no_database():
    # No `db` fixture: any query would fail this test.
    assert "Something went wrong" in server_error(RequestFactory().get("/")).text


def test_bad_request_needs_no_person(db):
    assert "could not be read" in bad_request(RequestFactory().get("/"), None).text


@override_settings(DEBUG=False)
def test_form_without_token_says_what_to_do(client_for, rep, settings):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    response = client.post("/auth/logout/")
    assert response.status_code == 403
    assert "This form has gone stale" in response.text
