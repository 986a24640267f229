"""Many files at once: drafts, refusals, and the same file again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.library.models import Asset, AssetVersion
from tests.factories import files
from tests.factories.content import AssetFactory, FormatFactory, LanguageFactory

pytestmark = pytest.mark.django_db
URL = "/library/upload/"


@pytest.fixture
def common(db):
    """What the form asks for all files: {format, language}."""
    FormatFactory(slug="harbour-story", label="Harbour story")
    return {
        "format": FormatFactory(slug="field-note", label="Field note").pk,
        "language": LanguageFactory().pk,
    }


def upload(client, common, **named):
    sent = [SimpleUploadedFile(name, content) for name, content in named.items()]
    return client.post(URL, common | {"files": sent})


def test_files_become_drafts_titled_by_their_names(client_for, marketer, common):
    sent = {
        "big_harbour-story_v2.pptx": files.pptx("One"),
        "Rollout-plan.pdf": files.pdf("Two"),
        "logo.svg": b"<svg/>",
    }
    page = upload(client_for(marketer), common, **sent).text
    drafts = Asset.objects.order_by("pk").values_list("title", "format__slug", "status", "owner")
    assert list(drafts) == [
        ("Big harbour story", "harbour-story", "draft", marketer.pk),
        ("Rollout plan", "field-note", "draft", marketer.pk),
    ]
    assert ("What became of 3 files" in page, "Save the picture as PNG" in page) == (True, True)


def test_the_same_file_is_said_in_the_form(client_for, marketer, common):
    client = client_for(marketer)
    upload(client, common, **{"plan.pdf": files.pdf("One")})
    page = upload(client, common, **{"other.pdf": files.pdf("One")})
    assert "The same file is there already" in page.text
    assert Asset.objects.count() == 1
    (outcome,) = page.context["outcomes"]
    asset = outcome.same[0].asset
    decision = common | {"token": outcome.token}
    client.post(f"{URL}decide/", decision | {"version_of": asset.reference})
    assert list(AssetVersion.objects.of_asset(asset).values_list("name", flat=True)) == [
        "other.pdf",
        "plan.pdf",
    ]
    client.post(f"{URL}decide/", decision | {"version_of": ""})
    assert list(Asset.objects.order_by("pk").values_list("title", flat=True)) == ["Plan", "Other"]


def test_a_decision_that_nobody_was_asked_for_is_refused(client_for, marketer, common):
    decision = common | {"token": '[1,"x.pdf"]', "version_of": AssetFactory().reference}
    response = client_for(marketer).post(f"{URL}decide/", decision, follow=True)
    assert "Upload the file again" in response.text
    assert AssetVersion.objects.count() == 0


def test_without_files_the_form_says_so(client_for, marketer, common):
    response = client_for(marketer).post(URL, common)
    assert (response.status_code, "This field is required" in response.text) == (422, True)


def test_a_rep_uploads_nothing(client_for, rep, common):
    assert client_for(rep).get(URL).status_code == 403
    assert upload(client_for(rep), common, **{"a.pdf": files.pdf("One")}).status_code == 403
    assert AssetVersion.objects.count() == 0


def test_a_fragment_answers_a_fragment(htmx_for, marketer, common):
    page = upload(htmx_for(marketer), common, **{"a.pdf": files.pdf("One")}).text
    assert ("<html" in page, 'id="upload"' in page) == (False, True)
