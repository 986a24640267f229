"""Private by default, never kept by a cache, in the portal's time zone; and when a token was last used."""

from urllib.parse import urlencode

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

from portal.users.actions import note_use
from portal.users.current import portal_zone
from portal.users.models import ApiToken


class PrivateByDefault(LoginRequiredMiddleware):
    """Sends strangers to the sign-in page; a fragment's request sends the whole page there."""

    def handle_no_permission(self, request, view_func):
        login = resolve_url(self.get_login_url(view_func))
        back = _page_of(request)
        # Without `next` sign-in decides where to go: the first steps on a new portal, else home.
        url = login if back == "/" else f"{login}?{urlencode({'next': back}, safe='/')}"
        # A plain redirect would be followed by htmx and the sign-in form swapped into the page.
        return HttpResponseClientRedirect(url) if _is_fragment(request) else redirect(url)


def _is_fragment(request):
    return request.headers.get("HX-Request") == "true"


def _page_of(request):
    """The page that the person was on, not the fragment or the form's address that was asked for."""
    if _is_fragment(request):
        return _path_of(request, request.headers.get("HX-Current-URL", ""))
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return _path_of(request, request.headers.get("Referer", ""))


def _path_of(request, url):
    """The path and query of `url` if it is on this host, else the home page."""
    prefix = f"{request.scheme}://{request.get_host()}"
    return url[len(prefix) :] or "/" if url.startswith(prefix + "/") else "/"


class PortalTimeZone:
    """Days and times of a request are the portal's: `today()` and every date on the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(portal_zone(getattr(request.user, "settings_stamp", None))):
            return self.get_response(request)


class NoStore:
    """Answers to a signed-in person are never stored, unless a view chose otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        # The API leaves the token that it authenticated here.
        if isinstance(token := getattr(request, "auth", None), ApiToken):
            note_use(token)
        return response
