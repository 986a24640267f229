"""Clients for every way in: browser-like, htmx, API; people of every role; a real Chromium."""

import os
import re
import shutil

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from rest_framework.test import APIClient

from portal.users.actions import create_token
from tests.factories.portal import UserFactory

# Playwright keeps an event loop in the test's thread, where Django would refuse every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Chromium reports a refused form, a conflict or what was taken back, which are answers like any other.
REFUSED = re.compile(r"responded with a status of (409|410|422)")
BOTH_DATABASES = {
    "test_a_marketer_imports",
    "test_a_file_is_trusted",
    "test_two_editors_agree",
    "test_calendar",
}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    """What only the browser or the tree of files decides is looked at on one database, or CI would take too long."""
    if django_settings.DATABASES["default"]["ENGINE"] != "portal.sqlite":
        skip = pytest.mark.skip(reason="no database has a part in it: it runs on SQLite")
        for item in items:
            # Of what people do in a browser these write the most; the rest is one feature's pages, tested on both.
            if item.path.parent.name == "journeys" and item.path.stem not in BOTH_DATABASES:
                item.add_marker(skip)
            needs_one = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
            if item.get_closest_marker("one_database") or not (
                needs_one or item.get_closest_marker("django_db")
            ):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def fresh_process_memory():
    """What a process holds in memory must not outlive the test whose rows it came from."""
    from content.search import engine
    from content.vocabularies import labels
    from portal.activity.observations import settle
    from portal.users import current

    forgetful = [labels.forget, current.forget, cache.clear, engine.forget]
    for forget in forgetful:
        forget()
    yield
    settle()
    for forget in forgetful:
        forget()


@pytest.fixture(scope="session", autouse=True)
def no_file_of_the_demo(tmp_path_factory):
    """What tests upload or sweep is never the demo's."""
    django_settings.FILES_DIR = tmp_path_factory.mktemp("files")


@pytest.fixture
def files_folder(tmp_path, settings):
    """A folder of uploaded files of the test's own, for tests that look at what lies there."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


def _person(role, side):
    return UserFactory(role=role, side=side, name=role.replace("_", " ").title())


@pytest.fixture
def rep(db):
    return _person("rep", "sales")


@pytest.fixture
def marketer(db):
    return _person("marketer", "marketing")


@pytest.fixture
def account_user(db):
    return _person("account_team", "sales")


@pytest.fixture
def admin(db):
    return _person("admin", "other")


@pytest.fixture
def client_for(db):
    """A signed-in browser without JavaScript: client_for(user) -> django.test.Client."""

    def sign_in(user, **headers):
        client = Client(headers=headers)
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def htmx_for(client_for):
    """The same, asking as htmx does."""
    return lambda user: client_for(user, hx_request="true")


@pytest.fixture
def api_for(db):
    """An API client with the person's session."""

    def sign_in(user):
        client = APIClient()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def bearer_for(db):
    """An API client with a token: bearer_for(user, "library:read", …); without scopes it reads and writes."""

    def make(user, *scopes):
        scopes = scopes or ("library:read", "library:write", "accounts:read", "calendar:read")
        _, secret = create_token(user, "test", list(scopes), None, actor=user)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return make


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium instead of a downloaded one; quiet, and without a sandbox as CI runs as root."""
    if CHROMIUM is None:
        reason = "Chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    quiet = "gpu quic first-run background-networking component-update sync"
    flags = [
        "--no-sandbox",
        "--no-first-run",
        *(f"--disable-{name}" for name in quiet.split() if name != "first-run"),
    ]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def browser(browser):
    """Chromium; and no connection to the test database is left behind.

    While Playwright's event loop runs, Django keeps another connection for this thread, which nothing else closes.
    """
    yield browser
    connections.close_all()


@pytest.fixture
def stranger(live_server, page):
    """A real browser that nobody is signed in with, at `page.origin`; an error in its console fails the test."""
    complaints = []

    def listen(message):
        if message.type == "error" and not REFUSED.search(message.text):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.origin = live_server.url
    yield page
    assert complaints == []


@pytest.fixture
def visitor(stranger, context, settings):
    """The same, signed in: visitor(user) -> page."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": stranger.origin}]
        )
        return stranger

    return sign_in
