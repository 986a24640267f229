"""Private by default: every page needs a sign-in, and no signed-in answer is kept by a cache."""

from urllib.parse import urlencode

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect


class PrivateByDefault(LoginRequiredMiddleware):
    """Sends strangers to the sign-in page; a fragment's request sends the whole page there."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("HX-Request") != "true":
            return super().handle_no_permission(request, view_func)
        # A plain redirect would be followed by htmx and the sign-in form swapped into the page.
        current = request.headers.get("HX-Current-URL", "/")
        back = urlencode({"next": _path_of(request, current)})
        return HttpResponseClientRedirect(f"{resolve_url(self.get_login_url(view_func))}?{back}")


def _path_of(request, url):
    """The path and query of `url` if it is on this host, else the home page."""
    prefix = f"{request.scheme}://{request.get_host()}"
    return url[len(prefix) :] or "/" if url.startswith(prefix + "/") else "/"


class NoStore:
    """Answers to a signed-in person are never stored, unless a view chose otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response
