"""A sheet and the files that belong to it, and an import taken back as a whole."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from content.files import storage
from content.files.models import StoredFile
from content.library import actions as library
from content.library.models import Asset, AssetVersion
from content.library.versions.actions import note_download
from content.vocabularies.models import Tag
from portal.activity.models import Activity
from portal.imports.models import ImportRun
from tests.content.library.import_files import asset, csv_file, json_file, run, stale_documents
from tests.factories import files
from tests.factories.content import AssetFactory, FormatFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
SHEET = "id,title,format,file\na,Harbour story,Webinar,\nb,Other,Webinar,DECK.pdf\nc,Third,Webinar,gone.pdf\n"


@pytest.fixture(autouse=True)
def boss(files_folder):
    FormatFactory(label="Webinar")
    return UserFactory(role="admin", email="boss@example.com")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "beside the sheet"
    (place / "inside").mkdir(parents=True)
    for name in ("harbour-story_v2.pdf", "inside/deck.pdf", "nobody.pdf"):
        (place / name).write_bytes(files.pdf(name))
    (place / ".DS_Store").write_bytes(b"x")
    return place


def bytes_there():
    root = storage.path_of("")
    return [path for path in root.rglob("*") if path.is_file()] if root.is_dir() else []


def undo(number):
    out = io.StringIO()
    try:
        call_command("undo_import", str(number), stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_each_file_goes_to_its_row_and_what_has_none_is_listed(
    tmp_path, folder, django_capture_on_commit_callbacks
):
    sheet = csv_file(tmp_path, SHEET)
    _, out, _ = run(sheet, "--files", folder, "--dry-run")
    assert "Files with a row: 2. Without one: 1." in out
    assert "nobody.pdf: No row names it" in out
    assert 'row 4: File "gone.pdf": No file of this name came with the sheet' in out
    assert bytes_there() == []
    with django_capture_on_commit_callbacks(execute=True):
        assert run(sheet, "--files", folder)[0] == 0
    names = {one.reference: one.current_version and one.current_version.name for one in Asset.objects.all()}
    assert names == {"a": "harbour-story_v2.pdf", "b": "deck.pdf", "c": None}
    assert StoredFile.objects.count() == 2
    assert AssetVersion.objects.first().file.state == "read"
    assert stale_documents() == []
    lines = Activity.objects.count()
    assert "3 unchanged" in run(sheet, "--files", folder)[1]
    assert (Activity.objects.count(), AssetVersion.objects.count()) == (lines, 2)


def test_a_refused_file_refuses_its_row_and_leaves_nothing_behind(tmp_path, folder):
    (folder / "inside/deck.pdf").write_bytes(b"no pdf")
    code, out, _ = run(csv_file(tmp_path, SHEET), "--files", folder)
    assert (code, 'row 3: File "deck.pdf": The file is damaged' in out) == (1, True)
    assert (Asset.objects.count(), StoredFile.objects.count(), bytes_there()) == (0, 0, [])


def test_names_that_could_mean_several_are_not_guessed(tmp_path, folder):
    sheet = csv_file(tmp_path, "id,title,format\na,Nobody,Webinar\nb,Nobody,Webinar\n")
    _, out, _ = run(sheet, "--files", folder)
    assert "nobody.pdf: Several rows could mean it: 2, 3." in out
    assert AssetVersion.objects.count() == 0


def test_files_are_chosen_together_with_the_sheet_on_the_page(
    client_for, marketer, django_capture_on_commit_callbacks
):
    client = client_for(marketer)
    chosen = [SimpleUploadedFile("deck.pdf", files.pdf("Deck")), SimpleUploadedFile("x.svg", b"<svg/>")]
    sent = {"kind": "asset", "file": SimpleUploadedFile("a.csv", SHEET.encode()), "files": chosen}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("import-start"), sent, follow=True)
        guessed = {field.html_name: field.value() or "" for field, _ in page.context["form"].rows()}
        found = ImportRun.objects.get()
        values = guessed | {"owner": found.owner_id, "default_status": "published"}
        client.post(reverse("import-columns", args=[found.pk]), values)
    checked = client.get(found.get_absolute_url()).text
    assert ("1 with a row, 1 without" in checked, "Save the picture as PNG" in checked) == (True, True)
    assert "x.svg" in client.get(reverse("import-result", args=[found.pk])).getvalue().decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("import-confirm", args=[found.pk]))
    assert asset("b").current_version.name == "deck.pdf"
    # The same columns in another order are known again.
    again = SimpleUploadedFile("b.csv", b"title,file,id,format\nNew,,n,Webinar\n")
    client.post(reverse("import-start"), {"kind": "asset", "file": again})
    assert ImportRun.objects.latest("pk").mapping == found.mapping


def test_an_import_is_taken_back_as_a_whole(tmp_path, folder, boss):
    before = AssetFactory(
        reference="old",
        external_id="old",
        title="Old",
        personas=2,
        tags=["kept"],
        talking_points=2,
        stage="tofu",
    )
    kept = Asset.objects.filter(pk=before.pk).values()
    was = {**kept.get(), "version": 3, "updated_at": None}
    sheet = {"id": "old", "title": "New", "stage": "BOFU", "tags": ["kept", "new"], "talkingPoints": ["x"]}
    path = json_file(tmp_path, sheet | {"file": "deck.pdf"}, {"id": "n", "title": "N", "format": "Webinar"})
    assert run(path, "--files", folder, "--create-terms")[1].count("undo_import") == 1
    found = ImportRun.objects.get()
    changed = asset("old")
    assert (changed.title, changed.current_version.name, found.written) == ("New", "deck.pdf", 2)
    assert undo(found.pk)[0] == 0
    assert {**kept.get(), "updated_at": None} == was
    back = asset("old")
    assert ([str(tag) for tag in back.tags.all()], len(back.points), back.personas.count()) == (
        ["kept"],
        2,
        2,
    )
    assert (Asset.objects.count(), AssetVersion.objects.count(), stale_documents()) == (1, 0, [])
    assert Activity.objects.about(back).first().verb == "took back the import of"
    assert Tag.objects.filter(label="new").exists()
    assert undo(found.pk) == (2, "It is undone already.\n")


@pytest.mark.parametrize("touch", ["edited", "deleted", "downloaded", "asked"])
def test_what_was_touched_since_keeps_everything(tmp_path, folder, boss, client_for, touch):
    run(csv_file(tmp_path, SHEET), "--files", folder)
    found, one = ImportRun.objects.get(), asset("b")
    if touch == "edited":
        library.change_asset(one, {"title": "Mine"}, actor=boss, version=1)
    elif touch == "deleted":
        library.delete_asset(library.archive_asset(one, actor=boss), actor=boss)
    elif touch == "downloaded":
        note_download(one.current_version, boss)
    else:
        AssetFactory(successor=one, status="archived")
    there = Asset.objects.count()
    page = client_for(boss).post(reverse("import-undo", args=[found.pk]))
    assert (page.status_code, "Nothing was undone." in page.text, "Row 3, Other" in page.text) == (
        409,
        True,
        True,
    )
    assert Asset.objects.count() == there
    assert ImportRun.objects.get().status == "done"


def test_only_its_author_and_admins_undo_an_import(tmp_path, client_for, marketer):
    run(csv_file(tmp_path, SHEET))
    url = reverse("import-undo", args=[ImportRun.objects.get().pk])
    assert client_for(marketer).post(url).status_code == 404
