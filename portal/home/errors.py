"""What an unhandled failure answers: a page, or problem details under the API's address."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template import loader
from rest_framework.exceptions import APIException

from portal.api.errors import PROBLEM, RETRY_AFTER_SECONDS, Unavailable, problem


def server_error(request):
    """503 with Retry-After while the database is away or stays locked, else 500; neither needs the database.

    Views and middleware alike end here, so that a session that cannot be read is no fault of the portal's.
    """
    away = isinstance(sys.exception(), OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR
    if request.path.startswith("/api/"):
        refusal = Unavailable() if away else APIException()
        response = JsonResponse(problem(refusal), status=status, content_type=PROBLEM)
    else:
        response = HttpResponse(loader.render_to_string(f"{status.value}.html"), status=status)
    if away:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
