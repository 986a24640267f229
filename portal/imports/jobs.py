"""Check and import a file in the background. A job that was cut off and runs again does nothing twice."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from portal.activity.actions import record
from portal.imports import actions
from portal.imports.actions import CHECKED, CHECKING, DONE, FAILED, IMPORTING
from portal.imports.engine import carry_out, make_plan
from portal.imports.ledgers import BLOCK, RunEnded, RunLedger, summary_of
from portal.imports.limits import ImportProblem
from portal.imports.models import ImportRow, ImportRun
from portal.imports.plans import Options
from portal.imports.reading import read_table
from portal.shared.registry import registry
from portal.users.current import in_portal_zone

STOPPED = "It stopped because of an error in the portal, which is in its log. Check the file again, or tell an admin."


@task
def check_import(run_id):
    """Find out what importing the run's file would do, and put it down row by row."""
    _attempt(run_id, CHECKING, _check)


@task
def carry_out_import(run_id):
    """Import the run's file as it was confirmed."""
    _attempt(run_id, IMPORTING, _carry_out)


@task
def forget_old_imports():
    """Delete the files and results of imports after 30 days."""
    actions.forget_old_runs(timezone.now())


def _attempt(run_id, step, work):
    run = ImportRun.objects.for_page().standing_at(run_id, [step]).first()
    if run is None:
        return
    importer = registry.importers[run.kind]
    try:
        if not importer.allows(run.created_by):
            raise ImportProblem("Whoever uploaded the file may no longer import.")
        with in_portal_zone():
            work(run, importer)
    except RunEnded:
        return
    except ImportProblem as problem:
        _note(run, step, status=FAILED, problem=str(problem))
    except Exception:
        _note(run, step, status=FAILED, problem=STOPPED)
        raise


def _check(run, importer):
    plan = make_plan(importer, _table(run), _options(run, importer))
    ImportRow.objects.of_run(run).delete()
    _keep(run, plan.rows)
    _note(run, CHECKING, status=CHECKED, **summary_of(plan))


def _carry_out(run, importer):
    plan = carry_out(importer, _table(run), _options(run, importer), RunLedger(run))
    written = set(ImportRow.objects.of_run(run).written().values_list("number", flat=True))
    _keep(run, [row for row in plan.rows if row.number not in written])
    summary = summary_of(plan)
    if plan.refused and not run.skip_bad and not written:
        problem = "The library has changed since the check, and rows are refused now. Nothing was imported."
        _note(run, IMPORTING, status=CHECKED, problem=problem, **summary)
        return
    with transaction.atomic():
        if _note(run, IMPORTING, status=DONE, written=len(written), **summary):
            record(
                "imported", run, actor=run.created_by, changes={"rows": [None, plan.counts]}, via=actions.VIA
            )


def _table(run):
    return read_table(run.file_name, actions.content_of(run))


def _options(run, importer):
    return Options(
        actor=run.created_by,
        owner=run.owner,
        status=run.default_status,
        choices={(vocabulary, key): chosen for vocabulary, key, chosen in run.choices},
        mapping=run.mapping,
        skip_bad=run.skip_bad,
        files=importer.incoming(run.files),
    )


def _keep(run, rows):
    for start in range(0, len(rows), BLOCK):
        actions.keep_rows(run, rows[start : start + BLOCK])


def _note(run, step, **values):
    """Put values down if the run still stands at `step`; returns whether it does."""
    return bool(ImportRun.objects.standing_at(run.pk, [step]).update(moved_at=timezone.now(), **values))
