"""The promises of the import on a real library of 1,075 assets, where the checkout has one beside it."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.library.models import Asset, AssetTalkingPoint
from content.vocabularies.models import Competitor
from portal.activity.models import Activity
from tests.content.library.import_files import run, stale_documents
from tests.factories.portal import UserFactory

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "data"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (FOLDER / "assets.json").exists(), reason=f"{FOLDER} holds no assets.json"),
]


def test_a_real_library_is_imported_once_and_only_once():
    UserFactory(role="admin")
    source = json.loads((FOLDER / "assets.json").read_text(encoding="utf-8"))

    code, out, _ = run(FOLDER / "assets.json")
    assert (code, Asset.objects.count()) == (1, 0)
    assert "1,075 rows are refused only for the unknown words above" in out

    code, out, _ = run(FOLDER / "assets.json", "--create-terms")
    assert code == 0
    assert "1,075 created, 0 changed, 0 unchanged, 0 refused" in out
    assert "the address began with" in out
    assert out.count("both are kept") == 8
    assert set(Asset.objects.references()) == {record["id"] for record in source}
    assert AssetTalkingPoint.objects.count() == sum(len(record["keyTalkingPoints"]) for record in source)
    assert set(Competitor.objects.values_list("slug", flat=True)) == {
        slug for record in source for slug in record["competitorMentions"]
    }
    assert stale_documents() == []

    lines = Activity.objects.count()
    for name in ("assets.json", "assets.csv"):
        with CaptureQueriesContext(connection) as queries:
            code, out, _ = run(FOLDER / name)
        assert (code, "0 created, 0 changed, 1,075 unchanged, 0 refused" in out) == (0, True)
        verbs = {query["sql"].split()[0].strip("(") for query in queries}
        assert verbs <= {"SELECT", "PRAGMA"}
    assert Activity.objects.count() == lines

    code, out, _ = run(FOLDER / "assets_seed_example.json", "--create-terms")
    assert (code, "1 created" in out) == (0, True)
