"""Files to import, and the command that imports them."""

import csv
import io
import json

from django.core.management import call_command

from content.library.models import Asset
from content.search.documents import row_of
from content.search.models import SearchDocument

PIECE = {
    "id": "p-1",
    "title": "A piece",
    "format": "Webinar",
    "stage": "MOFU",
    "url": "https://example.com/1",
}


def asset(reference):
    return Asset.objects.for_reading().get(reference=reference)


def json_file(folder, *records, name="assets.json"):
    path = folder / name
    path.write_text(json.dumps(list(records)), encoding="utf-8")
    return path


def csv_file(folder, text, name="assets.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*args):
    """(exit code, standard output, standard error) of the command with these arguments."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_assets", *map(str, args), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def stale_documents():
    """References of the assets whose entry in the search index is not what it should be."""
    from content.library.documents import true_documents

    kept = dict(SearchDocument.objects.filter(kind="asset").values_list("object_id", "digest"))
    wrong = [
        document.id
        for document in true_documents(None)
        if kept.pop(document.id, "") != row_of(document)["digest"]
    ]
    return [*Asset.objects.with_ids(wrong).references(), *kept]


def as_csv(records):
    """The same records as a spreadsheet would write them: lists joined by the pipe sign."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(records[0]))
    writer.writeheader()
    for record in records:
        writer.writerow(
            {key: "|".join(value) if isinstance(value, list) else value for key, value in record.items()}
        )
    return out.getvalue()
