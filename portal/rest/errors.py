"""Refusals that the framework has no class for. `portal.api.errors` writes them as problem details."""

from rest_framework import status
from rest_framework.exceptions import APIException


class Unreadable(APIException):
    """The request itself is wrong: unknown parameter, unknown field, value of the wrong kind.

    `errors`: [{field, code, message, pointer?}], `field` being the parameter's or the field's name.
    """

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = "The request could not be read."
    default_code = "unreadable"

    def __init__(self, errors, detail=None):
        super().__init__(detail or " ".join(error["message"] for error in errors))
        self.errors = errors


class TooLarge(APIException):
    """The body is larger than the portal reads."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."
    default_code = "too_large"


class WrongState(APIException):
    """The record exists and may be changed, but not in this way now."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = "The record's state does not allow this."
    default_code = "wrong_state"


class Gone(APIException):
    """The record was taken back for good. `successor` is the public name of what is used instead, or None."""

    status_code = status.HTTP_410_GONE
    default_code = "gone"

    def __init__(self, detail, successor=None):
        super().__init__(detail)
        self.successor = successor


class Stale(APIException):
    """Somebody saved the record since the client read it.

    `current` is the record as it is now, in the endpoint's own shape; `sent` what the client wanted.
    """

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "The record has changed since you read it. Read it again and repeat your change."
    default_code = "stale"

    def __init__(self, current, sent):
        super().__init__()
        self.current = current
        self.sent = sent

    def differences(self):
        """Each sent field whose value is another one now: [{field, sent, current}]."""
        return [
            {"field": name, "sent": value, "current": self.current[name]}
            for name, value in self.sent.items()
            if name in self.current and not _same(value, self.current[name])
        ]


def _same(sent, current):
    """Whether a sent value is what the record has: people are sent as their id."""
    return sent == (current["id"] if isinstance(current, dict) and "id" in current else current)


class VersionRequired(APIException):
    """A change of an existing record must say which version it is about."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = 'Send the version that you read as If-Match, for example If-Match: "7".'
    default_code = "version_required"


class NotInScope(APIException):
    """The token's owner may do this, but the token was not made for it."""

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "insufficient_scope"

    def __init__(self, scope):
        super().__init__(f"This token lacks the scope {scope}.")
        self.auth_header = f'Bearer realm="Tandem", error="insufficient_scope", scope="{scope}"'
