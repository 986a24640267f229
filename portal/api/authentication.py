"""Bearer tokens. A token is its owner at every request: what the owner loses, it loses."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from portal.users.actions import find_token


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer tdm_…`. One sentence for unknown, revoked, expired and an inactive owner."""

    def authenticate(self, request):
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        token = find_token(secret.strip().decode("latin-1"))
        if token is None:
            raise AuthenticationFailed("This token is not valid. It may be mistyped, revoked or expired.")
        return token.owner, token

    def authenticate_header(self, request):
        return 'Bearer realm="Tandem"'
