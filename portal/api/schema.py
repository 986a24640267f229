"""OpenAPI 3.1 from the endpoints: stable operation ids, every refusal described, versions as headers."""

import re

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from portal.rest.views import Endpoint

PROBLEM = "application/problem+json"
ERRORS = {
    400: "Unreadable: not JSON, an unknown parameter or field, a value of the wrong kind.",
    401: "No token and no session, or a token that is not valid.",
    403: "You may see this but not do it, or the token lacks the scope.",
    404: "It does not exist, or you may not see it: the answer is the same.",
    409: "Its state does not allow this, or somebody else has just saved the same.",
    412: "Somebody saved it since you read it. `current` is the record as it is now.",
    413: "The body is too large.",
    415: "The body is not application/json.",
    422: "A value was refused; `errors` names the fields.",
    428: "If-Match is missing.",
    503: "The database is busy or cannot be reached. Try again after `Retry-After` seconds.",
}
HEADERS = {
    401: {"WWW-Authenticate": "How to sign in."},
    412: {"ETag": "The version as it is now."},
    503: {"Retry-After": "Seconds to wait."},
}
TEXT = {"type": "string"}
FIELD_ERROR = {
    "type": "object",
    "required": ["field", "code", "message"],
    "properties": {
        "field": TEXT | {"description": "Name of the field or parameter; empty for the whole."},
        "code": TEXT,
        "message": TEXT,
        "pointer": TEXT | {"description": "JSON pointer into the body."},
    },
}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": TEXT,
        "title": TEXT | {"description": "The status in words."},
        "status": {"type": "integer"},
        "detail": TEXT | {"description": "A sentence for people."},
        "code": TEXT | {"description": "A word for programs."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
        "current_version": {"type": "integer", "description": "With 412."},
        "differences": {
            "type": "array",
            "description": "With 412: the fields you sent whose value is another one now.",
            "items": {
                "type": "object",
                "required": ["field", "sent", "current"],
                "properties": {"field": TEXT, "sent": {}, "current": {}},
            },
        },
        "current": {"type": "object", "description": "With 412: the record as it is now."},
    },
}
IF_MATCH = OpenApiParameter(
    "If-Match",
    TEXT | {"pattern": r'^(\*|"[0-9]+")$', "examples": ['"7"']},
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag that you read; `*` for whatever version there is.",
)


class ProblemSchema(AutoSchema):
    """drf-spectacular's view of an endpoint, with what `portal.rest` and `portal.api.errors` add to each."""

    def get_operation_id(self):
        name = getattr(self.view, "basename", "") or type(self.view).__name__
        return f"{name.replace('-', '_')}_{self._action()}"

    def get_summary(self):
        """The first sentence of the description, for the closed list of operations."""
        return re.split(r"(?<=[.;:])\s", self.get_description(), maxsplit=1)[0].rstrip(".;:")

    def get_tags(self):
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def get_operation(self, *arguments):
        operation = super().get_operation(*arguments)
        if operation is not None:
            responses = operation["responses"]
            for code in responses.keys() & {"200", "201"}:
                self._describe_headers(responses[code], code)
            for status in sorted(self._refusals()):
                responses[str(status)] = self._problem(status)
        return operation

    def get_request_serializer(self):
        """The body of an action, or none: verbs have no fields."""
        if not isinstance(self.view, Endpoint):
            return super().get_request_serializer()
        body = self.view.input_classes.get(self.view.action)
        return body and body()

    def get_response_serializers(self):
        if not isinstance(self.view, Endpoint):
            return super().get_response_serializers()
        if self._creates():
            return {201: self.view.serializer_class}
        return self.view.serializer_class()

    def _creates(self):
        return self.view.action == "create" or self.view.action in self.view.unversioned

    def _action(self):
        action = getattr(self.view, "action", None) or self.method.lower()
        return {"partial_update": "change", "update": "replace", "destroy": "delete"}.get(action, action)

    def _writes(self):
        return self.method not in ("GET", "HEAD", "OPTIONS")

    def _is_versioned(self):
        """A write to an existing record."""
        unversioned = getattr(self.view, "unversioned", ())
        return (
            self._writes()
            and bool(getattr(self.view, "detail", False))
            and self.view.action not in unversioned
        )

    def get_override_parameters(self):
        return [*super().get_override_parameters(), *([IF_MATCH] if self._is_versioned() else [])]

    def _refusals(self):
        yield from (400, 401, 503)
        if getattr(self.view, "scope", ""):
            yield 403
        if "{" in self.path:
            yield 404
        if self._writes():
            yield from (409, 413, 415, 422)
        if self._is_versioned():
            yield from (412, 428)

    def _problem(self, status):
        for name, schema in (("FieldError", FIELD_ERROR), ("Problem", PROBLEM_SCHEMA)):
            self.registry.register_on_missing(
                ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
            )
        answer = {
            "description": ERRORS[status],
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        if named := HEADERS.get(status):
            answer["headers"] = {name: {"description": text, "schema": TEXT} for name, text in named.items()}
        return answer

    def _describe_headers(self, response, code):
        headers = response.setdefault("headers", {})
        if code == "201":
            headers["Location"] = {"description": "Where it is.", "schema": TEXT, "required": True}
        if self._answers_version(response):
            headers["ETag"] = {"description": "Its version.", "schema": TEXT, "required": True}
        if not headers:
            del response["headers"]

    def _answers_version(self, response):
        [media] = response.get("content", {"": {}}).values()
        name = media.get("schema", {}).get("$ref", "").rpartition("/")[2]
        component = self.registry._components.get((name, ResolvedComponent.SCHEMA))
        return component is not None and "version" in (component.schema or {}).get("properties", {})


class TokenScheme(OpenApiAuthenticationExtension):
    """Bearer tokens in the documentation's Authorize dialog."""

    target_class = "portal.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made in your profile or with `manage.py create_token EMAIL`.",
        }
