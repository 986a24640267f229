"""What of a selection may be sent, with the texts for it, and why not with what to send instead."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from content.feedback.sending import rules
from content.feedback.sending.querysets import at_stages, sendable, with_references
from content.library.models import Asset
from content.library.rows import with_links
from content.vocabularies.labels import labels
from portal.shared.dates import today

# Among so many of the newest assets a replacement is looked for.
CANDIDATES = 200


@dataclass(frozen=True)
class Post:
    """A ready post: `length` as the network counts it."""

    network: rules.Network
    text: str
    length: int


@dataclass
class Entry:
    """One asset of the selection. problem: why it may not be sent; instead: an asset to send in its place."""

    row: object
    problem: str
    instead: Asset | None = None

    @property
    def asset(self):
        return self.row.asset

    @property
    def file(self):
        """The version that people get, or None."""
        return self.asset.current_version

    @property
    def is_overdue(self):
        return self.asset.freshness().state == "overdue"

    @cached_property
    def piece(self):
        language = self.row.language.slug if self.row.language else ""
        file = "" if self.asset.url or not self.file else self.file.name
        asset = self.asset
        return rules.Piece(asset.title, asset.summary, tuple(self.row.points), asset.url, file, language)

    @property
    def posts(self):
        return [self._post(network) for network in rules.NETWORKS]

    def _post(self, network):
        text = rules.post(self.piece, network)
        return Post(network, text, rules.length_on(text, self.piece, network))


@dataclass(frozen=True)
class _Traits:
    """What makes one asset fit in another's place."""

    asset: Asset
    stage: int | None
    language: int | None
    format: int | None
    personas: frozenset


class Parcel:
    """A selection of assets by reference, as `sender` sees it; what they may not see is left out."""

    def __init__(self, references, sender):
        self.references, self.sender = list(dict.fromkeys(references)), sender

    @cached_property
    def entries(self):
        """In the order of the selection."""
        assets = with_references(Asset.objects.visible_to(self.sender), self.references[:50]).for_page()
        rows = {row.asset.reference: row for row in with_links(list(assets), labels())}
        entries = [Entry(row, problem_of(row)) for ref in self.references if (row := rows.get(ref))]
        if refused := [entry for entry in entries if entry.problem]:
            self._find_instead(refused)
        return entries

    @property
    def sent(self):
        """The entries that may go."""
        return [entry for entry in self.entries if not entry.problem]

    @property
    def refused(self):
        return [entry for entry in self.entries if entry.problem]

    @property
    def problem(self):
        """Why nothing can be sent at all; empty when something can."""
        return rules.number_problem(len(self.entries))

    @cached_property
    def mail(self):
        """(subject, body)."""
        return rules.mail([entry.piece for entry in self.sent], self.sender.name)

    @property
    def mailto(self):
        """The address that opens the mail in the person's own program."""
        subject, body = self.mail
        return f"mailto:?subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"

    @property
    def without_address(self):
        """The entries that buyers cannot open by an address."""
        return [entry for entry in self.sent if not entry.asset.url]

    def swapped(self, entry):
        """The selection's references with what to send instead of a refused one."""
        return [entry.instead.reference if ref == entry.asset.reference else ref for ref in self.references]

    def _find_instead(self, refused):
        visible = sendable(Asset.objects.visible_to(self.sender), today())
        successors = {entry.asset.successor_id for entry in refused} - {None}
        named = {asset.pk: asset for asset in visible.with_ids(successors)} if successors else {}
        taken = {entry.asset.pk for entry in refused}
        stages = {entry.asset.stage_id for entry in refused}
        near = at_stages(visible, stages).prefetch_related("personas")[:CANDIDATES]
        candidates = [_traits(asset, asset.personas.all()) for asset in near if asset.pk not in taken]
        for entry in refused:
            traits = _traits(entry.asset, entry.row.personas)
            best = rules.nearest(traits, candidates)
            entry.instead = named.get(entry.asset.successor_id) or (best and best.asset)


def problem_of(row):
    """Why the asset of a row may not go to buyers; empty when it may."""
    form, asset = row.format and row.format.slug, row.asset
    return rules.refusal(form, asset.audience, asset.freshness().state, bool(asset.disputed_at))


def _traits(asset, personas):
    ids = frozenset(getattr(persona, "pk", None) or persona.id for persona in personas)
    return _Traits(asset, asset.stage_id, asset.language_id, asset.format_id, ids)
