"""Files leave whole or in part, never run, never reach who may not see their asset."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.library.models import AssetVersion, Download
from content.library.versions import actions, jobs
from tests.factories import files
from tests.factories.content import AssetFactory

pytestmark = pytest.mark.django_db
CONTENT = files.pdf("One", "Two")


@pytest.fixture
def asset(marketer):
    """With a file that was not read yet."""
    file, name, _ = actions.take_file([CONTENT], "Über uns.pdf")
    asset = AssetFactory(reference="case-study-042", created_by=marketer)
    return actions.add_version(asset, file, name, actor=marketer, version=None)


URL = "/library/case-study-042/file"


def fetch(client, path, **headers):
    """(response, its bytes): read to the end, as a browser does."""
    response = client.get(path, headers=headers)
    return response, response.getvalue()


def test_the_whole_file_leaves_as_an_attachment_that_cannot_run(client_for, rep, asset):
    response, content = fetch(client_for(rep), URL)
    assert (response.status_code, content) == (200, CONTENT)
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cber%20uns.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{asset.current_version.file.digest}"'
    assert response["Content-Length"] == str(len(CONTENT))


def test_the_browsers_copy_is_used_while_the_content_is_the_same(client_for, rep, asset):
    client = client_for(rep)
    etag = fetch(client, URL)[0]["ETag"]
    assert client.get(URL, headers={"if-none-match": etag}).status_code == 304
    assert Download.objects.of_asset(asset).count() == 1


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=5-999999", 5, None)],
)
def test_a_part_of_it(client_for, rep, asset, asked, first, last):
    response, content = fetch(client_for(rep), URL, range=asked)
    expected = CONTENT[first : None if last is None else last + 1]
    start = first % len(CONTENT)
    assert (response.status_code, content) == (206, expected)
    assert response["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "lines=1-2", "bytes=9-3", "bytes=-", "nonsense"])
def test_what_is_no_single_range_is_answered_with_the_whole(client_for, rep, asset, asked):
    response, content = fetch(client_for(rep), URL, range=asked)
    assert (response.status_code, content) == (200, CONTENT)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_range_outside_is_refused(client_for, rep, asset, asked):
    response, _ = fetch(client_for(rep), URL, range=asked)
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")


def test_a_range_of_another_content_is_answered_with_the_whole(client_for, rep, asset):
    response, content = fetch(client_for(rep), URL, range="bytes=0-9", if_range='"other"')
    assert (response.status_code, len(content)) == (200, len(CONTENT))


def test_a_pinned_version_stays_through_new_ones(client_for, rep, marketer, asset):
    file, name, _ = actions.take_file([files.pdf("New")], "new.pdf")
    actions.add_version(asset, file, name, actor=marketer, version=None)
    client = client_for(rep)
    assert fetch(client, "/library/case-study-042/versions/1/file")[1] == CONTENT
    assert fetch(client, URL)[1] == files.pdf("New")


def test_each_download_is_written_down_once(client_for, rep, asset):
    client = client_for(rep)
    client.head(URL).getvalue()
    fetch(client, URL, range="bytes=0-9")
    fetch(client, URL, range="bytes=10-")
    assert [line.person for line in Download.objects.of_asset(asset)] == [rep]


def test_hidden_files_are_not_there(client_for, rep, asset):
    draft = AssetFactory(reference="secret", status="draft", published_on=None)
    actions.add_version(draft, asset.current_version.file, "s.pdf", actor=draft.owner, version=None)
    client = client_for(rep)
    for path in ("file", "versions/", "versions/1/file", "versions/1/pages/1.webp"):
        assert client.get(f"/library/secret/{path}").status_code == 404
    for path in ("/library/case-study-042/versions/9/file", "/library/nothing/file"):
        assert client.get(path).status_code == 404


def test_pages_are_pictures_drawn_by_the_portal(client_for, rep, asset):
    jobs.read_version.call(asset.current_version_id)
    client = client_for(rep)
    response, content = fetch(client, "/library/case-study-042/versions/1/pages/2.webp")
    assert (response["Content-Type"], content[8:12]) == ("image/webp", b"WEBP")
    assert "Content-Disposition" not in response
    assert client.get("/library/case-study-042/versions/1/pages/3.webp").status_code == 404
    assert "/versions/1/pages/2.webp" in client.get("/library/case-study-042/").text


def test_a_picture_is_shown_only_as_drawn_anew(client_for, rep, marketer, asset):
    file, name, _ = actions.take_file([files.picture()], "logo.png")
    actions.add_version(asset, file, name, actor=marketer, version=None)
    response, _ = fetch(client_for(rep), URL)
    assert response["Content-Disposition"] == 'attachment; filename="logo.png"'


def test_a_marketer_uploads_a_new_version(client_for, marketer, asset):
    client = client_for(marketer)
    file = SimpleUploadedFile("next.pdf", files.pdf("Next"))
    sent = {"version": asset.version, "file": file, "note": "New prices"}
    assert client.post("/library/case-study-042/versions/", sent).status_code == 302
    page = client.get("/library/case-study-042/versions/").text
    assert ("New prices" in page, "next.pdf" in page, "Über uns.pdf" in page) == (True, True, True)


def test_a_refused_file_is_told_at_the_field_and_changes_nothing(client_for, marketer, asset):
    file = SimpleUploadedFile("next.svg", b"<svg/>")
    sent = {"version": asset.version, "file": file}
    response = client_for(marketer).post("/library/case-study-042/versions/", sent)
    assert (response.status_code, "Save the picture as PNG" in response.text) == (422, True)
    assert AssetVersion.objects.of_asset(asset).count() == 1


def test_the_second_of_two_uploads_is_told_of_the_first(client_for, marketer, asset):
    client = client_for(marketer)
    for text, status in (("First", 302), ("Second", 409)):
        file = SimpleUploadedFile("next.pdf", files.pdf(text))
        sent = {"version": asset.version, "file": file}
        assert client.post("/library/case-study-042/versions/", sent).status_code == status
    assert AssetVersion.objects.of_asset(asset).count() == 2


def test_a_rep_sees_versions_and_changes_none(client_for, rep, asset):
    client = client_for(rep)
    assert "Upload" not in client.get("/library/case-study-042/versions/").text
    file = SimpleUploadedFile("next.pdf", files.pdf("Next"))
    sent = {"version": asset.version, "file": file}
    assert client.post("/library/case-study-042/versions/", sent).status_code == 403
    restore = client.post("/library/case-study-042/versions/1/restore/", {"version": asset.version})
    assert restore.status_code == 403


def test_an_old_version_is_restored(client_for, marketer, asset):
    file, name, _ = actions.take_file([files.pdf("New")], "new.pdf")
    asset = actions.add_version(asset, file, name, actor=marketer, version=None)
    client = client_for(marketer)
    client.post("/library/case-study-042/versions/1/restore/", {"version": asset.version})
    assert fetch(client, URL)[1] == CONTENT
