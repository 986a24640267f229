"""What happens behind the page: once, and whole."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.library.importer import AssetImporter
from content.library.models import Asset
from portal.activity.models import Activity
from portal.imports import actions, engine, jobs
from portal.imports.forms import HEAD
from portal.imports.models import ImportFile, ImportRow, ImportRun
from portal.imports.reading import read_table
from portal.shared.registry import registry
from tests.factories.content import PersonaFactory

pytestmark = pytest.mark.django_db

GOOD = b"id,title,format\na,One,Webinar\nb,Two,Webinar\nc,Three,Webinar\n"
BAD = b"id,title,format,url\na,One,Webinar,\nb,Two,Webinar,nonsense\n"


@pytest.fixture
def begin(marketer, django_capture_on_commit_callbacks):
    """begin(content) -> a run that is checked, with what its columns mean guessed."""

    def to_checked(content, **values):
        table = read_table("assets.csv", content, HEAD)
        run = actions.start_run(
            importer=AssetImporter(), table=table, file_name="assets.csv", content=content, actor=marketer
        )
        values = {"mapping": run.mapping, "default_status": "published", "owner": marketer} | values
        with django_capture_on_commit_callbacks(execute=True):
            actions.map_columns(run, AssetImporter(), values, actor=marketer)
        run.refresh_from_db()
        return run

    return to_checked


@pytest.fixture
def confirm(marketer, django_capture_on_commit_callbacks):
    def to_end(run, skip_bad=False):
        with django_capture_on_commit_callbacks(execute=True):
            actions.confirm_run(run, skip_bad=skip_bad, actor=marketer)
        run.refresh_from_db()
        return run

    return to_end


def outcomes(run):
    return list(ImportRow.objects.of_run(run).values_list("number", "outcome", "is_written"))


def test_a_check_writes_no_asset_and_says_what_would_happen(begin):
    run = begin(GOOD)
    assert (run.status, run.to_write) == ("checked", 3)
    assert run.counts == {"created": 3, "changed": 0, "unchanged": 0, "refused": 0, "waiting": 0}
    assert Asset.objects.count() == 0


def test_an_import_writes_what_was_checked(begin, confirm, marketer):
    run = confirm(begin(GOOD))
    assert (run.status, run.written) == ("done", 3)
    assert outcomes(run) == [(2, "created", True), (3, "created", True), (4, "created", True)]
    assert set(Asset.objects.values_list("owner", "created_by")) == {(marketer.pk, marketer.pk)}
    verbs = Activity.objects.filter(kind="portal.ImportRun").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["uploaded", "started", "imported"]


def test_confirming_twice_imports_once(begin, confirm):
    run = begin(GOOD)
    stale = ImportRun.objects.get(pk=run.pk)
    confirm(run)
    with pytest.raises(actions.ValidationError):
        actions.confirm_run(stale, skip_bad=False, actor=stale.created_by)
    confirm(run)
    assert Activity.objects.filter(kind="portal.ImportRun", verb="started").count() == 1
    assert Asset.objects.count() == 3


def test_a_job_that_runs_again_after_the_end_does_nothing(begin, confirm):
    run = confirm(begin(GOOD))
    before = list(ImportRun.objects.values())
    jobs.carry_out_import.call(run.pk)
    jobs.check_import.call(run.pk)
    assert list(ImportRun.objects.values()) == before


def test_an_import_with_refused_rows_needs_the_word_to_leave_them_out(begin, confirm):
    run = begin(BAD)
    with pytest.raises(actions.ValidationError, match="1 row is refused"):
        confirm(run)
    confirm(run, skip_bad=True)
    assert outcomes(run) == [(2, "created", True), (3, "refused", False)]
    assert [asset.reference for asset in Asset.objects.all()] == ["a"]


class CutOff(AssetImporter):
    """Dies like a killed process while it writes its second block."""

    blocks = 0

    def write(self, plan, rows, options):
        CutOff.blocks += 1
        if CutOff.blocks == 2:
            raise SystemExit
        super().write(plan, rows, options)


def test_a_job_that_is_killed_between_two_blocks_goes_on_where_it_stood(begin, confirm, monkeypatch):
    monkeypatch.setattr(engine, "WHOLE", 2)
    monkeypatch.setattr(engine, "BLOCK", 2)
    run = begin(GOOD)
    CutOff.blocks = 0
    with monkeypatch.context() as patch:
        patch.setitem(registry.importers, "asset", CutOff())
        actions.confirm_run(run, skip_bad=False, actor=run.created_by)
        with pytest.raises(SystemExit):
            jobs.carry_out_import.call(run.pk)
    run.refresh_from_db()
    assert (run.status, Asset.objects.count()) == ("importing", 2)
    jobs.carry_out_import.call(run.pk)
    run.refresh_from_db()
    assert (run.status, run.written, Asset.objects.count()) == ("done", 3, 3)
    assert run.counts["created"] == 3
    assert outcomes(run) == [(2, "created", True), (3, "created", True), (4, "created", True)]


def test_a_job_that_is_killed_within_its_only_block_leaves_nothing_behind(begin, confirm, monkeypatch):
    run = begin(GOOD)

    class Dying(AssetImporter):
        def write(self, plan, rows, options):
            super().write(plan, rows, options)
            raise SystemExit

    with monkeypatch.context() as patch:
        patch.setitem(registry.importers, "asset", Dying())
        actions.confirm_run(run, skip_bad=False, actor=run.created_by)
        with pytest.raises(SystemExit):
            jobs.carry_out_import.call(run.pk)
    assert (Asset.objects.count(), ImportRow.objects.written().count()) == (0, 0)
    jobs.carry_out_import.call(run.pk)
    assert Asset.objects.count() == 3


def test_rows_that_became_bad_since_the_check_keep_all_out(begin, confirm):
    persona = PersonaFactory(label="Platform Lead")
    run = begin(b"id,title,format,persona\na,One,Webinar,Platform Lead\nb,Two,Webinar,\n")
    assert run.counts["refused"] == 0
    persona.delete()
    from content.vocabularies.labels import forget

    forget()
    confirm(run)
    assert run.status == "checked"
    assert "rows are refused now. Nothing was imported." in run.problem
    assert Asset.objects.count() == 0


def test_a_file_that_cannot_be_read_to_its_end_fails_in_words(begin):
    run = begin(b"id,title,format\n" + b"a,One,Webinar\n" * 60 + b'b,"open,Webinar\n')
    assert (run.status, run.problem[:38]) == ("failed", "A quotation mark is opened and never c")


def test_who_lost_the_right_to_import_is_stopped_at_the_job(begin, confirm, marketer):
    run = begin(GOOD)
    marketer.role = "rep"
    marketer.save()
    confirm(run)
    assert (run.status, run.problem) == ("failed", "Whoever uploaded the file may no longer import.")
    assert Asset.objects.count() == 0


def test_an_error_of_the_portal_is_said_and_not_hidden(begin, confirm, monkeypatch):
    run = begin(GOOD)

    class Broken(AssetImporter):
        def write(self, plan, rows, options):
            raise ZeroDivisionError

    monkeypatch.setitem(registry.importers, "asset", Broken())
    actions.confirm_run(run, skip_bad=False, actor=run.created_by)
    with pytest.raises(ZeroDivisionError):
        jobs.carry_out_import.call(run.pk)
    run.refresh_from_db()
    assert (run.status, run.problem) == ("failed", jobs.STOPPED)


def test_a_lost_job_can_be_asked_for_again(begin, django_capture_on_commit_callbacks):
    run = begin(GOOD)
    ImportRun.objects.filter(pk=run.pk).update(status="checking")
    run.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        actions.restart_run(run, actor=run.created_by)
    assert ImportRun.objects.get(pk=run.pk).status == "checking"
    ImportRun.objects.filter(pk=run.pk).update(moved_at=timezone.now() - actions.SILENT_AFTER)
    with django_capture_on_commit_callbacks(execute=True):
        actions.restart_run(run, actor=run.created_by)
    assert ImportRun.objects.get(pk=run.pk).status == "checked"


def test_the_mapping_of_the_last_file_with_these_columns_is_offered_again(begin, confirm):
    content = b"id,title,format,remark\na,One,Webinar,Hello\n"
    mapping = {"id": "external_id", "title": "title", "format": "format", "remark": "summary"}
    confirm(begin(content, mapping=mapping))
    assert begin(content).mapping == mapping


def test_files_and_results_are_forgotten_after_30_days(begin, confirm):
    old, new = confirm(begin(GOOD)), begin(GOOD)
    ImportRun.objects.filter(pk=old.pk).update(moved_at=timezone.now() - timedelta(days=31))
    jobs.forget_old_imports.call()
    assert list(ImportRun.objects.all()) == [new]
    assert list(ImportFile.objects.values_list("run", flat=True)) == [new.pk]
    assert Asset.objects.count() == 3


def test_the_page_says_that_an_encoding_was_guessed(begin):
    run = begin("id,title,format\na,Größe,Webinar\n".encode("cp1252"))
    assert "was read as Windows-1252. Look at the titles" in run.how
