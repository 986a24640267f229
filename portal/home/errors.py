"""What is answered where no view can: a page, or problem details under the API's address."""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template import loader
from rest_framework.exceptions import APIException, ParseError

from portal.api.errors import PROBLEM, RETRY_AFTER_SECONDS, Unavailable, problem
from portal.rest.errors import TooLarge


def server_error(request):
    """503 with Retry-After while the database is away or stays locked, else 500; neither needs the database.

    Views and middleware alike end here, so that a session that cannot be read is no fault of the portal's.
    """
    away = isinstance(sys.exception(), OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR
    response = _answer(request, status, Unavailable() if away else APIException())
    if away:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def bad_request(request, exception):
    """413 for a body larger than the portal takes in, else 400."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TooLarge())
    return _answer(request, HTTPStatus.BAD_REQUEST, ParseError("The request could not be read."))


def _answer(request, status, refusal):
    if request.path.startswith("/api/"):
        return JsonResponse(problem(refusal), status=status, content_type=PROBLEM)
    return HttpResponse(loader.render_to_string(f"{status.value}.html"), status=status)
