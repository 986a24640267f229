"""People go on working while an import runs."""

import threading

import pytest
from django.db import connection

from content.library.importer import AssetImporter
from content.library.models import Asset
from content.vocabularies import actions as vocabularies
from content.vocabularies.models import Persona
from portal.imports.engine import Ledger, carry_out
from portal.imports.limits import ImportProblem
from portal.imports.plans import Options
from portal.imports.tables import Row, Table
from tests.content.library.import_files import stale_documents
from tests.factories.content import AssetFactory, PersonaFactory

pytestmark = pytest.mark.django_db(transaction=True)


def table(*records):
    rows = [Row(number, dict(record)) for number, record in enumerate(records, 1)]
    return Table(list(dict.fromkeys(name for record in records for name in record)), rows, "by hand")


class Interrupted(Ledger):
    """Lets somebody else act at a moment of the import: "before" the transaction that writes, or "inside" it."""

    def __init__(self, moment, act):
        super().__init__()
        self.threads = []
        self._act = {moment: act}

    def progress(self, done, total):
        self._start("before", wait=True)

    def enter(self, rows):
        self._start("inside", wait=False)

    def _start(self, moment, *, wait):
        act = self._act.pop(moment, None)
        if act is None:
            return
        thread = threading.Thread(target=_with_own_connection, args=[act])
        thread.start()
        self.threads.append(thread)
        if wait:
            thread.join()


def _with_own_connection(act):
    try:
        act()
    finally:
        connection.close()


def options(person):
    return Options(actor=person, owner=person, create_terms=True)


@pytest.mark.parametrize("moment", ["before", "inside"])
def test_a_save_in_the_browser_during_an_import_succeeds(moment, admin, api_for):
    other = AssetFactory(title="Being edited")
    answers = []

    def save():
        client = api_for(admin)
        change = {"summary": "Saved meanwhile"}
        url = f"/api/v1/assets/{other.reference}/"
        answers.append(client.patch(url, change, headers={"If-Match": f'"{other.version}"'}).status_code)

    ledger = Interrupted(moment, save)
    records = [
        {"id": f"n{n}", "title": f"New {n}", "format": "Webinar", "persona": "Someone"} for n in range(20)
    ]
    plan = carry_out(AssetImporter(), table(*records), options(admin), ledger)
    for thread in ledger.threads:
        thread.join()
    assert answers == [200]
    assert plan.counts["created"] == 20
    other.refresh_from_db()
    assert other.summary == "Saved meanwhile"
    assert stale_documents() == []


def test_what_somebody_changed_after_the_check_is_not_overwritten_unseen(admin, api_for):
    asset = AssetFactory(reference="a", external_id="a", title="Old", summary="Old")

    def save():
        change = {"summary": "Saved meanwhile"}
        api_for(admin).patch("/api/v1/assets/a/", change, headers={"If-Match": f'"{asset.version}"'})

    carry_out(
        AssetImporter(), table({"id": "a", "title": "New"}), options(admin), Interrupted("before", save)
    )
    asset.refresh_from_db()
    assert (asset.title, asset.summary, asset.version) == ("New", "Saved meanwhile", 3)


def test_a_term_that_is_merged_after_the_check_is_looked_up_again(admin):
    old, new = PersonaFactory(label="Old name"), PersonaFactory(label="New name")

    def merge():
        term = Persona.objects.get(pk=old.pk)
        vocabularies.merge_term(term, Persona.objects.get(pk=new.pk), actor=admin, version=term.version)

    record = {"id": "a", "title": "A", "format": "Webinar", "persona": "Old name"}
    carry_out(AssetImporter(), table(record), options(admin), Interrupted("before", merge))
    assert list(Asset.objects.get(reference="a").personas.all()) == [new]


def test_two_imports_of_one_file_at_once_create_each_asset_once(admin):
    records = table(*({"id": f"n{n}", "title": f"New {n}", "format": "Webinar"} for n in range(5)))

    def again():
        carry_out(AssetImporter(), records, options(admin))

    plan = carry_out(AssetImporter(), records, options(admin), Interrupted("before", again))
    assert plan.counts == {"created": 0, "changed": 0, "unchanged": 5, "refused": 0}
    assert Asset.objects.count() == 5


def test_an_import_gives_up_in_words_where_others_never_rest(admin):
    AssetFactory(reference="a", external_id="a", title="Old")

    class Restless(Ledger):
        def progress(self, done, total):
            Asset.objects.filter(reference="a").update(version=Asset.objects.get(reference="a").version + 1)

    with pytest.raises(ImportProblem, match="changed by others at the same time"):
        carry_out(AssetImporter(), table({"id": "a", "title": "New"}), options(admin), Restless())
