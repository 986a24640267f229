"""Assets as the import engine takes them (`registry.importers["asset"]`)."""

from django.urls import reverse

from content.files.actions import drop_file
from content.files.models import StoredFile
from content.library.imports import incoming
from content.library.imports.fields import FIELDS
from content.library.imports.planning import Planner
from content.library.imports.undoing import undo_rows
from content.library.imports.writing import cut_words, keep_files, put_files_away, write_rows
from content.vocabularies.labels import labels
from portal.imports.engine import Importer


class AssetImporter(Importer):
    """An empty cell leaves what the portal has: a file adds and changes, it takes nothing away."""

    kind = "asset"
    label = "Assets"
    permissions = (
        "portal.import_assets",
        "content.add_asset",
        "content.change_asset",
        "content.publish_asset",
    )
    fields = FIELDS
    takes_files = True
    can_undo = True

    def guess(self, columns):
        """As the engine guesses; beside a column of references `id` is the portal's own number and not used."""
        mapping = super().guess(columns)
        if "reference" in mapping.values():
            mapping = {column: name for column, name in mapping.items() if column.strip().lower() != "id"}
        return mapping

    def plan(self, records, options):
        return Planner(records, options).plan()

    def take_uploads(self, uploads):
        return incoming.take_uploads(uploads)

    def incoming(self, kept):
        return tuple(incoming.uploaded(kept))

    def forget(self, kept):
        for file in StoredFile.objects.in_bulk([pk for _, pk, _ in kept if pk]).values():
            drop_file(file)

    def prepare(self, plan, rows, options):
        cut_words(rows, options)
        keep_files(rows)

    def discard(self, plan, rows, options):
        put_files_away(rows)

    def write(self, plan, rows, options):
        write_rows(plan.state, rows, options)

    def undo(self, rows, *, actor):
        return undo_rows(rows, actor=actor)

    def terms(self, vocabulary):
        return [(entry.slug, entry.label) for entry in labels().entries(vocabulary)]

    def address_of(self, reference):
        return reverse("content:asset-detail", args=[reference])

    def list_address(self):
        return reverse("content:asset-list")
