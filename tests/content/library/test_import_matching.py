"""Which asset a row means, and what its reference becomes."""

import pytest

from content.library.models import Asset
from tests.content.library.import_files import PIECE, asset, csv_file, json_file, run
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def boss():
    return UserFactory(role="admin", email="boss@example.com", name="The Boss")


def test_an_id_that_is_no_reference_becomes_one_and_is_kept(tmp_path):
    code, out, _ = run(json_file(tmp_path, PIECE | {"id": "Case Study: Ärger #7"}))
    taken = asset("case-study-arger-7")
    assert (code, taken.external_id) == (0, "Case Study: Ärger #7")
    assert "It becomes" in out
    assert "1 unchanged" in run(json_file(tmp_path, PIECE | {"id": "Case Study: Ärger #7"}))[1]


@pytest.mark.parametrize(
    ("source", "reference"),
    [("123", "webinar-123"), ("new", "webinar-new"), ("日本", "webinar-001"), ("", "webinar-001")],
)
def test_an_id_without_a_usable_word_gets_the_format_in_front(tmp_path, source, reference):
    run(json_file(tmp_path, PIECE | {"id": source}))
    assert asset(reference).external_id == source


def test_a_reference_that_another_asset_has_is_not_taken_over(tmp_path):
    AssetFactory(reference="p-1", title="Made in the portal", url="")
    code, out, _ = run(json_file(tmp_path, PIECE))
    assert (code, asset("p-1").title) == (0, "Made in the portal")
    assert asset("p-1-2").external_id == "p-1"
    assert "because another asset has it" in out
    assert "1 unchanged" in run(json_file(tmp_path, PIECE))[1]


def test_a_column_of_references_says_which_asset_is_meant(tmp_path):
    AssetFactory(reference="webinar-001", title="Old")
    run(csv_file(tmp_path, "id,reference,title\n77,webinar-001,New\n"))
    assert [(found.reference, found.title) for found in Asset.objects.all()] == [("webinar-001", "New")]


def test_an_asset_made_in_the_portal_is_recognised_by_its_address(tmp_path):
    AssetFactory(reference="webinar-001", url=PIECE["url"])
    assert "1 changed" in run(json_file(tmp_path, PIECE))[1]
    assert (asset("webinar-001").title, asset("webinar-001").external_id) == ("A piece", "p-1")


def test_different_ids_with_one_address_are_different_assets(tmp_path):
    path = json_file(tmp_path, PIECE, PIECE | {"id": "p-2", "title": "Another"})
    code, out, _ = run(path)
    assert (code, Asset.objects.count()) == (0, 2)
    assert 'row 2: Address "https://example.com/1": Row 1 has the same; both are kept.' in out
    assert "2 unchanged" in run(path)[1]
    assert "2 unchanged" in run(json_file(tmp_path, PIECE | {"id": "p-2", "title": "Another"}, PIECE))[1]


def test_an_equal_title_only_warns(tmp_path):
    code, out, _ = run(json_file(tmp_path, PIECE, PIECE | {"id": "p-2", "url": ""}))
    assert (code, Asset.objects.count()) == (0, 2)
    assert 'row 2: Title "A piece": Row 1 has the same; both are kept.' in out


def test_one_id_twice_in_a_file_is_refused(tmp_path):
    code, out, _ = run(json_file(tmp_path, PIECE, PIECE | {"title": "Again"}))
    assert code == 1
    assert "row 2: Row 1 already means the same asset. Remove one of the two rows." in out
    assert "both are kept" not in out


def test_a_row_without_id_and_address_that_says_nothing_new_changes_nothing(tmp_path):
    path = csv_file(tmp_path, "title,format,stage\nA piece,Webinar,MOFU\n")
    run(path)
    assert "1 unchanged" in run(path)[1]
    path = csv_file(tmp_path, "title,format,stage\nA piece,Webinar,BOFU\n")
    assert "1 created" in run(path)[1]
