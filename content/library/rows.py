"""Assets as lists, the preview and the asset page show them: two statements, however many and however linked."""

from dataclasses import dataclass, field

from content.files.rules import page_name
from content.library.models import Asset
from content.library.querysets import PAGE_MARK
from content.library.rules import is_sendable
from content.library.term_use import FIELDS

# The vocabularies that a card does not show by themselves.
FILED_UNDER = ("tag", "competitor", "product", "industry")
SEVERAL = [vocabulary for vocabulary, (_, several) in FIELDS.items() if several]


@dataclass(frozen=True)
class FoundPage:
    """A page of a file that holds words of the search."""

    number: int
    label: str
    text: str


@dataclass
class Row:
    """One asset with its terms (vocabularies' entries) and the texts of its talking points, in order."""

    asset: Asset
    stage: object
    format: object
    language: object
    terms: dict = field(default_factory=lambda: {name: [] for name in SEVERAL})
    points: list = field(default_factory=list)
    # The page of the asset's file that holds the most words of the search, or None.
    page: object = None

    @property
    def personas(self):
        return self.terms["persona"]

    @property
    def more_personas(self):
        """The labels of those that a card leaves out."""
        return [entry.label for entry in self.personas[2:]]

    @property
    def page_name(self):
        """ "p. 7", "slide 3" or a sheet's name; empty for a file without pages."""
        return page_name(self.asset.file_kind, self.page.number, self.page.label)

    @property
    def page_url(self):
        """The asset's page, its file opened at the found page."""
        return f"{self.asset.get_absolute_url()}?at={self.page.number}#file"

    @property
    def is_sendable(self):
        """Whether its own address may go to buyers."""
        asset = self.asset
        return is_sendable(asset.audience, asset.freshness()[0], asset.url, asset.disputed_at is not None)

    @property
    def texts(self):
        """What a snippet may be taken from, the best first; the terms last, they say why it was found at all."""
        labels = [entry.label for name in FILED_UNDER for entry in self.terms[name]]
        filed = f"Filed under {', '.join(labels)}" if labels else ""
        return [self.asset.summary, *self.points, self.asset.opening, filed]


def read_rows(user, ids, terms, reference=None):
    """(rows, row): those of `ids` that `user` may see, in this order, and the one with `reference` or None.

    terms: `vocabularies.labels.labels()`.
    """
    rows, opened, _ = read_rows_and_named(user, ids, terms, reference)
    return rows, opened


def read_rows_and_named(user, ids, terms, reference=None, text="", words=()):
    """The same, and third the asset that `text` names by its reference or address, or None.

    words: a row knows the page of its file that holds the most of them.
    """
    found = Asset.objects.visible_to(user).for_rows().among(ids, reference, text)
    rows = {row.asset.pk: row for row in with_links(found, terms, words)}
    opened = next((row for row in rows.values() if row.asset.reference == reference), None)
    assets = [row.asset for row in rows.values()]
    named = next((one for one in assets if text and text.lower() in (one.reference, one.url.lower())), None)
    return [rows[pk] for pk in ids if pk in rows], opened, named


def with_links(assets, terms, words=()):
    """Rows for assets that were read with `for_rows`."""
    rows = {asset.pk: _row(asset, terms) for asset in assets}
    for asset_id, vocabulary, number, text in Asset.objects.links_of(rows, words) if rows else ():
        if vocabulary == "point":
            rows[asset_id].points.append((number, text))
        elif vocabulary == "page":
            rows[asset_id].page = FoundPage(number, *text.split(PAGE_MARK, 1))
        elif entry := terms.by_id[vocabulary].get(number):
            rows[asset_id].terms[vocabulary].append(entry)
    for row in rows.values():
        row.points = [text for _, text in sorted(row.points)]
        for entries in row.terms.values():
            entries.sort(key=lambda entry: entry.label)
    return list(rows.values())


def _row(asset, terms):
    return Row(
        asset,
        stage=terms.by_id["stage"].get(asset.stage_id),
        format=terms.by_id["format"].get(asset.format_id),
        language=terms.by_id["language"].get(asset.language_id),
    )
