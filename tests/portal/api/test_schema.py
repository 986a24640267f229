import json

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

SCHEMA, DOCS = "/api/v1/schema/", "/api/v1/docs/"


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(public=True)


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_schema_is_valid_and_without_warnings(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


def test_no_type_is_said_twice(schema):
    """A generator of requests or clients refuses such a schema, which the validation lets pass."""

    def types(node):
        if isinstance(node, dict):
            if isinstance(node.get("type"), list):
                yield node["type"]
            node = list(node.values())
        for inner in node if isinstance(node, list) else ():
            yield from types(inner)

    assert [names for names in types(schema) if len(set(names)) < len(names)] == []


def test_the_schema_needs_a_sign_in(client, bearer_for, rep):
    assert client.get(SCHEMA).status_code == 401
    answer = bearer_for(rep, "calendar:read").get(SCHEMA)
    assert answer.status_code == 200
    assert json.loads(answer.content)["openapi"] == "3.1.1"


def test_every_operation_has_a_name_and_a_description(schema):
    names = [operation["operationId"] for _, operation in operations(schema)]
    assert len(set(names)) == len(names)
    assert [name for name, operation in operations(schema) if not operation.get("description")] == []


def test_every_operation_describes_the_refusals_that_all_have(schema):
    for name, operation in operations(schema):
        assert {"400", "401", "503"} <= operation["responses"].keys(), name


# A copy changes nothing, and a send is linked once; of one's own notices, wishes and votes whoever writes last is
# the same person.
WITHOUT_VERSION = (
    "/duplicate/",
    "/sends/{id}/link/",
    "/notice-preferences/{kind}/",
    "/notices/{id}/read/",
    "/requests/{id}/vote/",
)


def test_every_write_of_a_record_asks_for_its_version(schema):
    for name, operation in operations(schema):
        headers = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "header"]
        is_change = "{" in name and not name.startswith("GET") and not name.endswith(WITHOUT_VERSION)
        assert headers == (["If-Match"] if is_change else []), name
        assert ("428" in operation["responses"]) == is_change, name


def test_the_documentation_sends_a_stranger_to_the_sign_in(client, db):
    answer = client.get(DOCS)
    assert (answer.status_code, answer["Location"]) == (302, "/auth/login/?next=/api/v1/docs/")


def test_the_documentation_has_nothing_inline(client_for, rep):
    answer = client_for(rep).get(DOCS)
    assert answer.status_code == 200
    assert "<style" not in answer.text
    assert "<script>" not in answer.text
    assert "unsafe" not in answer["Content-Security-Policy"]
