import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, OperationalError
from rest_framework import exceptions

from portal.api.errors import problem_response
from portal.rest.errors import Stale

PERSONAS = "/api/v1/personas/"


@pytest.fixture
def reader(bearer_for, rep):
    return bearer_for(rep)


@pytest.fixture
def writer(bearer_for, marketer):
    return bearer_for(marketer)


def test_an_unknown_address_of_the_api_is_a_problem(reader):
    answer = reader.get("/api/v1/nothing/here/")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Not found.",
        "code": "not_found",
    }


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/assets/", "/api/v1/personas/%00/", "/api/v1/personas/a.b/"]
)
def test_every_address_under_api_answers_with_a_problem(reader, path):
    answer = reader.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["get", "post", "delete", "options"])
def test_a_missing_slash_is_pointed_out(reader, method):
    detail = getattr(reader, method)("/api/v1/personas").json()["detail"]
    assert detail == "There is nothing here. Addresses end with a slash: /api/v1/personas/"


def test_a_stranger_does_not_learn_which_addresses_exist(client, db):
    assert client.get("/api/v1/nothing/").status_code == 401


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_a_method_that_a_list_does_not_have_is_405(writer, method):
    answer = getattr(writer, method)(PERSONAS) if method != "trace" else writer.generic("TRACE", PERSONAS)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert answer["Content-Type"] == "application/problem+json"


def test_what_a_person_may_see_but_not_do_is_403(reader):
    answer = reader.post(PERSONAS, {"label": "CFO"})
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


def test_unknown_parameters_are_all_named(reader):
    answer = reader.get(PERSONAS, {"fields": "id", "page": 1, "x__y": 2})
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        ("fields", "unknown_parameter"),
        ("x__y", "unknown_parameter"),
    ]


def test_a_refused_field_has_a_pointer(writer):
    answer = writer.post(PERSONAS, {"label": "x" * 121, "aliases": ["fine", ""]})
    assert answer.status_code == 422
    assert [(error["field"], error["code"], error["pointer"]) for error in answer.json()["errors"]] == [
        ("label", "max_length", "/label"),
        ("aliases", "blank", "/aliases/1"),
    ]
    assert answer.json()["detail"] == "Refused: label, aliases."


def test_unknown_and_read_only_fields_are_refused_by_name(writer):
    answer = writer.post(PERSONAS, {"label": "CFO", "id": 7, "is_staff": True, "a/b": 1})
    assert answer.status_code == 400
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [
        ("read_only", "/id"),
        ("unknown_field", "/is_staff"),
        ("unknown_field", "/a~1b"),
    ]


def test_an_actions_refusal_keeps_its_fields_and_sentences():
    refusal = ValidationError({"url": ["Not an address."], NON_FIELD_ERRORS: ["It is late.", "Go home."]})
    answer = problem_response(refusal, {})
    assert answer.status_code == 422
    assert answer.data["detail"] == "It is late. Go home."
    assert [error["pointer"] for error in answer.data["errors"]] == ["/url", "", ""]


@pytest.mark.parametrize("fault", [OperationalError("database is locked")])
def test_a_database_that_cannot_be_reached_is_worth_another_try(fault):
    answer = problem_response(fault, {})
    assert (answer.status_code, answer["Retry-After"], answer.data["code"]) == (503, "5", "unavailable")


def test_a_lost_race_for_a_unique_value_is_a_clash():
    assert problem_response(IntegrityError("UNIQUE"), {}).status_code == 409


def test_a_fault_of_ours_is_not_dressed_up():
    assert problem_response(KeyError("x"), {}) is None


def test_a_stale_change_says_what_differs_now():
    current = {"version": 8, "title": "New", "owner": {"id": 3, "name": "Mara"}}
    answer = problem_response(Stale(current, {"title": "Mine", "owner": 3, "summary": "s"}), {})
    assert (answer.status_code, answer["ETag"], answer.data["current_version"]) == (412, '"8"', 8)
    assert answer.data["differences"] == [{"field": "title", "sent": "Mine", "current": "New"}]
    assert answer.data["current"] == current


def test_waiting_is_asked_for_in_whole_seconds():
    assert problem_response(exceptions.Throttled(wait=3.2), {})["Retry-After"] == "4"
