"""What the shell around every page shows: navigation by permission, saved views."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import cached_property

from portal.saved_views.shelf import nav_views
from portal.users.current import portal_settings

# label, icon, URL name, key after `g`
SECTIONS = [
    ("Home", "house", "home", "h"),
    ("Library", "library", "content:asset-list", "l"),
    ("Battle cards", "swords", "content:battle-card-list", "b"),
    ("Objections", "message-square", "content:objection-list", "o"),
    ("My queue", "clipboard-check", "content:queue", "q"),
    ("Calendar", "calendar-days", "content:calendar-month", "c"),
    ("Accounts", "building-2", "accounts:account-list", "a"),
]
# On phones these stand under More, as the bar has room for five.
MINOR = {"content:battle-card-list", "content:objection-list", "content:queue"}
# label, icon, URL name, permission
MANAGE = [
    ("Personas", "users", "content:persona-list", "content.view_asset"),
    ("Definitions", "book-open", "definitions", "content.view_asset"),
    ("Coverage", "layout-grid", "content:coverage", "content.view_asset"),
    ("Library health", "chart-line", "content:health", "content.change_asset"),
    ("Requests", "message-square", "content:request-list", "content.change_contentrequest"),
    ("Import", "upload", "import-start", "portal.import_assets"),
    ("Vocabularies", "tags", "content:vocabulary-list", "content.change_term"),
    ("People", "users", "people", "portal.change_people"),
    ("Audit", "history", "audit", "portal.view_audit"),
    ("Settings", "settings", "settings", "portal.change_settings"),
]


@dataclass(frozen=True)
class Item:
    """One line of the navigation."""

    label: str
    icon: str
    url: str
    current: bool
    key: str = ""
    minor: bool = False


class Shell:
    """Worked out only when a template asks, so that fragments pay nothing."""

    def __init__(self, request):
        self.request = request
        # An error before the session was read has no person.
        self.user = getattr(request, "user", None) or AnonymousUser()

    @property
    def frame(self):
        """The template an error page stands in."""
        return "base.html" if self.user.is_authenticated else "door.html"

    @cached_property
    def name(self):
        """What this installation calls itself; empty before anybody's session was read, as the database may be gone."""
        if not hasattr(self.request, "user"):
            return ""
        return portal_settings(getattr(self.user, "settings_stamp", None)).name

    @cached_property
    def items(self):
        return [self._item(*section) for section in SECTIONS]

    @cached_property
    def manage(self):
        return [self._item(*line) for *line, permission in MANAGE if self.user.has_perm(permission)]

    @cached_property
    def views(self):
        """Saved views of every list, each with whether it is the page that is shown."""
        return nav_views(self.request) if self.user.is_authenticated else []

    @cached_property
    def _here(self):
        """The address of the one line that the page stands under: Requests, not the library around them."""
        path = self.request.path
        names = [section[2] for section in SECTIONS]
        names += [line[2] for line in MANAGE if self.user.has_perm(line[3])]
        above = [url for url in map(reverse, names) if path == url or (url != "/" and path.startswith(url))]
        return max(above, key=len, default=None)

    def _item(self, label, icon, name, key=""):
        url = reverse(name)
        return Item(label, icon, url, url == self._here, key, name in MINOR)


def shell(request):
    """Context processor: `shell` for the frame of the page."""
    return {"shell": Shell(request)}
