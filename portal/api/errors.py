"""Every refusal as problem details (RFC 9457), application/problem+json.

Members: type, title (the status in words), status, detail (a sentence for people), code (for programs); where
single fields are to blame `errors`: [{field, code, message, pointer}], `pointer` being the JSON pointer into the
body; with 412 also `current`, `current_version` and `differences`, with 410 `successor`: what to use instead, or null.
"""

import logging
from http import HTTPStatus

from django.core.exceptions import NON_FIELD_ERRORS, RequestDataTooBig
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.rest.errors import Gone, Stale, TooLarge, Unreadable

logger = logging.getLogger(__name__)

PROBLEM = "application/problem+json"
RETRY_AFTER_SECONDS = 5


class Unavailable(exceptions.APIException):
    """The database cannot be reached, or stayed locked: worth another try."""

    status_code = 503
    default_detail = "The database is busy or cannot be reached. Try again in a moment."
    default_code = "unavailable"
    wait = RETRY_AFTER_SECONDS


class Clash(exceptions.APIException):
    """Two requests took the same unique value at once; this one came second."""

    status_code = 409
    default_detail = "Somebody else has just saved the same. Read it again and repeat your change."
    default_code = "clash"


def problem_response(exc, context):
    """The answer to an exception; None for what is no refusal but a fault (500)."""
    exc = _as_api_exception(exc)
    if exc is None:
        return None
    response = Response(problem(exc), status=_status(exc), headers=_headers(exc), content_type=PROBLEM)
    if isinstance(exc, Stale):
        response["ETag"] = f'"{exc.current["version"]}"'
    return response


def _as_api_exception(exc):
    """What other layers raise, as the API's own exceptions."""
    if isinstance(exc, exceptions.APIException):
        return exc
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, DjangoPermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, DjangoValidationError):
        return _refusal(exc)
    if isinstance(exc, RequestDataTooBig):
        return TooLarge()
    if isinstance(exc, IntegrityError):
        logger.warning("A constraint refused a write that the rules let through: %s", exc)
        return Clash()
    if isinstance(exc, OperationalError | InterfaceError):
        logger.error("The database is not available: %s", exc)
        return Unavailable()
    return None


def _refusal(exc):
    """An action's refusal of the values that were sent."""
    named = exc.error_dict if hasattr(exc, "error_dict") else {NON_FIELD_ERRORS: exc.error_list}
    return exceptions.ValidationError({name: _details(errors) for name, errors in named.items()})


def _details(errors):
    return [
        exceptions.ErrorDetail(message, error.code or "invalid")
        for error in errors
        for message in error.messages
    ]


def problem(exc):
    """The members of the problem document for an APIException."""
    status = _status(exc)
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if isinstance(exc, exceptions.ValidationError):
        errors = list(_flat(exc.get_full_details()))
        detail = " ".join(error["message"] for error in errors if not error["field"])
        return document | {
            "detail": detail or f"Refused: {', '.join(dict.fromkeys(error['field'] for error in errors))}.",
            "code": "refused",
            "errors": errors,
        }
    document |= {"detail": str(exc.detail), "code": exc.get_codes()}
    if isinstance(exc, Gone):
        document["successor"] = exc.successor
    if isinstance(exc, Unreadable):
        document["errors"] = exc.errors
    if isinstance(exc, Stale):
        document |= {
            "current_version": exc.current["version"],
            "differences": exc.differences(),
            "current": exc.current,
        }
    return document


def _status(exc):
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(exc, exceptions.ValidationError) else exc.status_code


def _headers(exc):
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def _flat(details, path=()):
    """Nested details of a ValidationError as a flat list, each with the JSON pointer to its place."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield _error(
            details, [str(step) for step in path if step not in (NON_FIELD_ERRORS, "non_field_errors")]
        )
    elif isinstance(details, dict):
        for name, inner in details.items():
            yield from _flat(inner, (*path, name))
    else:
        leaves = all(isinstance(item, dict) and set(item) == {"message", "code"} for item in details)
        for number, inner in enumerate(details):
            yield from _flat(inner, path if leaves else (*path, number))


def _error(detail, path):
    return {
        "field": path[0] if path else "",
        "code": detail["code"],
        "message": str(detail["message"]),
        "pointer": "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in path),
    }


class UnknownAddress(APIView):
    """Everything under the API's address that is no endpoint: 404 as a problem, 401 for strangers."""

    schema = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not request.path.endswith("/"):
            raise exceptions.NotFound(f"There is nothing here. Addresses end with a slash: {request.path}/")
        raise exceptions.NotFound


unknown_address = UnknownAddress.as_view()
