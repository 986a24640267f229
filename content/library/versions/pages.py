"""What the pages show of an asset's files."""

from functools import cached_property

from django.urls import reverse

from content.files import storage
from content.files.models import FilePage
from content.files.rules import KINDS, page_name
from content.library.actions import asks_approval
from content.library.models import AssetVersion
from content.library.rules import PUBLISHED

# Pictures on the asset's page; the rest is behind "Show all".
FIRST_PAGES = 12


class FileCard:
    """The current file of an asset, with its first pages."""

    def __init__(self, asset, version, first=1):
        """first: the page that is shown first, such as one that a search has found."""
        self.asset, self.version, self.file, self.first = asset, version, version.file, first

    @property
    def kind(self):
        return KINDS[self.file.kind]

    @property
    def url(self):
        return reverse("content:asset-file", args=[self.asset.reference])

    @property
    def size(self):
        return size_in_words(self.file.size)

    @property
    def length(self):
        """ "12 pages"; empty until it was read and for what has no pages."""
        count, unit = self.file.page_count, self.kind.unit
        if not count or unit not in ("page", "slide", "sheet"):
            return ""
        return f"{count} {unit}{'' if count == 1 else 's'}"

    @cached_property
    def pages(self):
        """(name, address of its picture or "", page) of the first pages; one without a picture shows its text."""
        if self.asset.withdrawn_at:
            return []
        number = self.version.number
        found = FilePage.objects.of_file(self.file).from_number(self.first)[:FIRST_PAGES]
        return [
            (page_name(self.file.kind, page.number, page.label), self._picture(number, page), page)
            for page in found
        ]

    def _picture(self, number, page):
        return page.picture and reverse(
            "content:asset-file-page", args=[self.asset.reference, number, page.number]
        )


class VersionsPage:
    """All versions of an asset, the newest first."""

    def __init__(self, asset, user, *, may_change):
        self.asset, self.user, self.may_change = asset, user, may_change

    @property
    def waits(self):
        """Whether a new file waits for approval before people get it."""
        return self.asset.status == PUBLISHED and asks_approval(self.asset)

    @cached_property
    def versions(self):
        """(version, size in words, whether it is the current one)."""
        rows = AssetVersion.objects.visible_to(self.user).of_asset(self.asset).with_file()
        return [(row, size_in_words(row.file.size), row.pk == self.asset.current_version_id) for row in rows]


def size_in_words(size):
    """ "340 kB", "2.1 MB" of a number of bytes."""
    if size < 1000 * 1000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"


def picture_of(file, number):
    """Where the picture of a page lies, or None."""
    page = FilePage.objects.of_file(file).drawn().with_number(number).first()
    return storage.path_of(file.pictures) / page.picture if page else None
