"""The cost of whole answers: a filter click on the library beside the floor, an empty page of the same template."""

import io
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings
from django.urls import clear_url_caches, reverse

URLS = "portal.management.benchmarks.web_urls"
SLUGS = ("stage", "format", "persona", "competitor", "product", "industry", "language", "tag")


class Browser:
    """Asks the WSGI application as a signed-in person, without network and server."""

    def __init__(self, person):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
        self.application = get_wsgi_application()

    def get(self, path, query="", *, fragment=False):
        """The body of a page; RuntimeError for anything but 200. fragment: as htmx asks after a click."""
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        if fragment:
            environ |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://localhost/library/"}
        status = []
        parts = self.application(environ, lambda line, headers, error=None: status.append(line))
        body = b"".join(parts)
        parts.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path}?{query}: {status[0]}")
        return body


def runners(terms):
    """{name: function (SyntheticQuery)} for the floor, a filter click and a whole library page."""
    browser = Browser(terms.rows["owner"][-1])
    library = reverse("content:asset-list")

    def address(asked):
        chosen = {
            facet: ",".join(terms.rows[facet][place].slug for place in places)
            for facet, places in asked.include.items()
            if facet in SLUGS
        }
        return urlencode({"q": asked.words.strip()} | chosen, safe=",")

    return {
        "floor": lambda asked: browser.get("/benchmark/floor/"),
        "click": lambda asked: browser.get(library, address(asked), fragment=True),
        "page": lambda asked: browser.get(library, address(asked)),
    }


class WithFloor(override_settings):
    """The portal's addresses and the floor's."""

    def __init__(self):
        super().__init__(ROOT_URLCONF=URLS)

    def enable(self):
        super().enable()
        clear_url_caches()
