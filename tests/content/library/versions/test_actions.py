"""Files of assets: what stays when one is replaced, what the search finds, and two people at once."""

import pytest
from django.core.exceptions import ValidationError

from content.library import actions as library
from content.library.filters import viewer_of
from content.library.models import Asset, AssetVersion
from content.library.versions import actions, jobs
from content.search import engine
from content.search.query import Query
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from tests.factories import files
from tests.factories.content import AssetFactory, FormatFactory, LanguageFactory

pytestmark = pytest.mark.django_db


def stored(content, name="deck.pdf"):
    file, kept, _ = actions.take_file([content], name)
    return file, kept


def add(asset, content, actor, **more):
    return actions.add_version(asset, *stored(content), actor=actor, version=None, **more)


def found(words, user):
    return engine.run(Query(words=words), viewer_of(user)).ids


def test_the_words_of_a_file_are_found_when_it_was_read(marketer, django_capture_on_commit_callbacks):
    asset = AssetFactory()
    with django_capture_on_commit_callbacks(execute=True):
        add(asset, files.pdf("A harbour crane", "Zephyr calibration"), marketer)
    assert list(found("zephyr", marketer)) == [asset.pk]


def test_a_new_file_replaces_the_words_of_the_old_one(marketer, django_capture_on_commit_callbacks):
    asset = AssetFactory()
    with django_capture_on_commit_callbacks(execute=True):
        add(asset, files.pdf("Zephyr"), marketer)
        add(asset, files.pdf("Mistral"), marketer)
    assert (list(found("zephyr", marketer)), list(found("mistral", marketer))) == ([], [asset.pk])


def test_replacing_keeps_everything_but_the_file(marketer):
    asset = AssetFactory(url="https://example.com/deck")
    asset = add(asset, files.pdf("One"), marketer)
    kept = [field.name for field in Asset._meta.concrete_fields]
    kept = [name for name in kept if name not in {"current_version", "version", "updated_at"}]
    before = Asset.objects.values(*kept).get(pk=asset.pk)
    add(asset, files.pdf("Two"), marketer, note="New prices")
    assert Asset.objects.values(*kept).get(pk=asset.pk) == before
    versions = AssetVersion.objects.of_asset(asset).values_list("number", "name", "note")
    assert list(versions) == [(2, "deck.pdf", "New prices"), (1, "deck.pdf", "")]


def test_restoring_makes_a_new_version_of_the_old_file(marketer):
    asset = add(AssetFactory(), files.pdf("One"), marketer)
    add(asset, files.pdf("Two"), marketer)
    asset = actions.restore_version(asset, 1, actor=marketer, version=None)
    first, last = (AssetVersion.objects.get(asset=asset, number=number) for number in (1, 3))
    assert (asset.current_version, last.file, last.note) == (last, first.file, "Version 1 again")
    assert Activity.objects.about(asset).first().verb == "replaced the file of"


def test_the_same_file_twice_is_no_new_version(marketer):
    asset = add(AssetFactory(), files.pdf("One"), marketer)
    with pytest.raises(ValidationError, match="current file already"):
        add(asset, files.pdf("One"), marketer)


def test_the_second_of_two_people_learns_of_the_first(marketer, admin):
    asset = AssetFactory()
    actions.add_version(asset, *stored(files.pdf("One")), actor=marketer, version=asset.version)
    with pytest.raises(StaleRecord):
        actions.add_version(asset, *stored(files.pdf("Two")), actor=admin, version=asset.version)
    assert AssetVersion.objects.of_asset(asset).count() == 1


def test_a_job_for_a_version_that_is_gone_or_old_does_no_harm(marketer):
    asset = add(AssetFactory(), files.pdf("Zephyr"), marketer)
    old = asset.current_version
    add(asset, files.pdf("Mistral"), marketer)
    jobs.read_version.call(old.pk)
    jobs.read_version.call(10**9)
    assert list(found("zephyr", marketer)) == []


def test_a_draft_is_made_of_a_file(marketer):
    values = {"format": FormatFactory(), "language": LanguageFactory()}
    stored_file = stored(files.pptx("One"), "ROI-calculator_v2.pptx")
    asset = actions.create_from_file(*stored_file, values, actor=marketer)
    assert (asset.title, asset.status, asset.current_version.name) == (
        "ROI calculator",
        "draft",
        "ROI-calculator_v2.pptx",
    )


def test_a_result_names_the_page_and_leads_to_it(
    client_for, rep, marketer, django_capture_on_commit_callbacks
):
    asset = AssetFactory(reference="case-study-042", summary="About nothing")
    with django_capture_on_commit_callbacks(execute=True):
        add(asset, files.pdf("A crane", "Idle", "Zephyr calibration"), marketer)
    page = client_for(rep).get("/library/", {"q": "zephyr"}).text
    assert '<a class="link leaf-link" href="/library/case-study-042/?at=3#file">p. 3</a>' in page
    shown = client_for(rep).get("/library/case-study-042/?at=3").text
    assert ("pages/3.webp" in shown, "pages/1.webp" in shown) == (True, False)


def test_an_archived_asset_with_files_is_deleted_for_good(marketer, admin):
    asset = add(AssetFactory(), files.pdf("One"), marketer)
    asset = library.archive_asset(add(asset, files.pdf("Two"), marketer), actor=admin)
    library.delete_asset(asset, actor=admin)
    assert (Asset.objects.count(), AssetVersion.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "query",
    [
        "q=zephyr",
        "q=zephyr&sel=the-one",
        "q=zephyr&tag=launch&sel=the-one&view=table",
        "q=the-one&sel=the-one",
    ],
)
@pytest.mark.django_db(transaction=True)
def test_the_library_with_files_costs_at_most_eight(
    client_for, rep, marketer, query, django_assert_max_num_queries
):
    for number in range(3):
        asset = AssetFactory(reference=["the-one", "two", "three"][number], tags=["launch"], personas=["CFO"])
        add(asset, files.pdf(f"Zephyr of the one {number}"), marketer)
    client = client_for(rep)
    client.get(f"/library/?{query}")
    with django_assert_max_num_queries(8):
        assert "the-one" in client.get(f"/library/?{query}").text


def test_the_page_with_most_of_the_words_is_named(
    client_for, rep, marketer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        add(AssetFactory(), files.pdf("Zephyr", "Zephyr and mistral", "Mistral"), marketer)
    assert ">p. 2</a>" in client_for(rep).get("/library/", {"q": "zephyr mistral"}).text
