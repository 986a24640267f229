"""Files of assets for other tools."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.library.versions import actions
from tests.factories import files
from tests.factories.content import AssetFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/assets/case-study-042/"


@pytest.fixture
def asset(marketer, django_capture_on_commit_callbacks):
    file, name, _ = actions.take_file([files.pdf("One", "Two")], "one.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        return actions.add_version(
            AssetFactory(reference="case-study-042"), file, name, actor=marketer, version=None
        )


def post(client, version, name="two.pdf", content=None, **more):
    sent = {"file": SimpleUploadedFile(name, content or files.pdf("New"))} | more
    headers = {"if-match": f'"{version}"'} if version else {}
    return client.post(f"{URL}versions/", sent, format="multipart", headers=headers)


def test_an_asset_names_its_file(bearer_for, rep, asset):
    file = bearer_for(rep).get(URL).json()["file"]
    assert (file["version"], file["name"], file["kind"], file["pages"]) == (1, "one.pdf", "pdf", 2)
    assert file["sha256"] == asset.current_version.file.digest


def test_an_asset_without_a_file_says_null(bearer_for, rep):
    AssetFactory(reference="case-study-042")
    assert bearer_for(rep).get(URL).json()["file"] is None
    assert bearer_for(rep).get(f"{URL}file/").status_code == 404


def test_a_new_version_is_added_and_listed(bearer_for, marketer, asset):
    client = bearer_for(marketer)
    response = post(client, asset.version, note="New prices")
    assert (response.status_code, response.json()["file"]["version"]) == (200, 2)
    assert response["ETag"] == f'"{asset.version + 1}"'
    listed = client.get(f"{URL}versions/").json()
    assert [(one["version"], one["note"], one["is_current"]) for one in listed] == [
        (2, "New prices", True),
        (1, "", False),
    ]


def test_an_old_version_comes_back(bearer_for, marketer, asset):
    client = bearer_for(marketer)
    post(client, asset.version)
    now = client.get(URL)
    restored = client.post(f"{URL}versions/1/restore/", headers={"if-match": now["ETag"]}).json()["file"]
    assert (restored["version"], restored["name"]) == (3, "one.pdf")
    missing = client.post(f"{URL}versions/9/restore/", headers={"if-match": "*"})
    assert missing.status_code == 404


def test_the_bytes_are_those_that_were_sent(bearer_for, rep, marketer, asset):
    post(bearer_for(marketer), asset.version)
    client = bearer_for(rep)
    assert client.get(f"{URL}file/").getvalue() == files.pdf("New")
    assert client.get(f"{URL}versions/1/file/").getvalue() == files.pdf("One", "Two")


@pytest.mark.parametrize(
    ("version", "sent", "status", "field"),
    [
        ("", {}, 428, None),
        (99, {}, 412, None),
        (None, {"name": "x.svg", "content": b"<svg/>"}, 422, "file"),
        (None, {"content": b"nothing like it"}, 422, "file"),
        (None, {"size": "1"}, 400, "size"),
    ],
)
def test_what_is_refused(bearer_for, marketer, asset, version, sent, status, field):
    response = post(bearer_for(marketer), asset.version if version is None else version, **sent)
    assert response.status_code == status
    assert [error["field"] for error in response.json().get("errors", [])] == ([field] if field else [])


def test_reading_is_all_that_a_rep_may(bearer_for, rep, asset):
    assert post(bearer_for(rep), asset.version).status_code == 403
    restore = bearer_for(rep).post(f"{URL}versions/1/restore/", headers={"if-match": "*"})
    assert restore.status_code == 403
