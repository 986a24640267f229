"""What a page says when it fails."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client, RequestFactory, override_settings

from portal.home.errors import bad_request, server_error


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
    answer = server_error(RequestFactory().get("/library/"))
    assert (answer.status_code, "Something went wrong" in answer.text) == (500, True)


def test_a_fault_of_ours_is_a_problem_to_a_program():
    answer = server_error(RequestFactory().get("/api/v1/assets/"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")


def _away(*_):
    raise OperationalError("the server closed the connection")


@pytest.mark.parametrize(
    ("path", "says"),
    [("/library/", "The database does not answer"), ("/api/v1/assets/", '"code": "unavailable"')],
)
def test_a_database_away_before_any_view_is_worth_another_try(client_for, rep, path, says):
    client = client_for(rep)
    client.raise_request_exception = False
    # Reading the session is the first query of a request, in a middleware.
    with connection.execute_wrapper(_away):
        answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"], says in answer.text) == (503, "5", True)


def test_bad_request_needs_no_person(db):
    answer = bad_request(RequestFactory().get("/"), SuspiciousOperation())
    assert (answer.status_code, "could not be read" in answer.text) == (400, True)


@pytest.mark.parametrize("path", ["/import/", "/auth/login/"])
def test_more_than_the_portal_takes_is_refused_by_the_length_alone(client_for, marketer, path):
    # Only the head announces so much: a byte that was read would end the request in another way.
    client = client_for(marketer)
    file = SimpleUploadedFile("assets.csv", b"title")
    answer = client.post(path, {"file": file}, CONTENT_LENGTH=str(110 * 1024 * 1024))
    assert (answer.status_code, "One upload may have 100 MB" in answer.text) == (413, True)


@override_settings(DEBUG=False)
def test_form_without_token_says_what_to_do(client_for, rep, settings):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    response = client.post("/auth/logout/")
    assert response.status_code == 403
    assert "This form has gone stale" in response.text
