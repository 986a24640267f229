"""Verbs of an import run. Each moves it on from the steps that it may stand at, so that a second click does nothing."""

import hashlib
import zlib
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal.activity.actions import record
from portal.imports.download import is_ours
from portal.imports.limits import ImportProblem
from portal.imports.models import ImportFile, ImportRow, ImportRun
from portal.imports.plans import REFUSED
from portal.imports.reading import read_table
from portal.imports.rules import UNDO_FOR, confirming_problem, mapping_problem, undoing_problem
from portal.jobs.actions import enqueue
from portal.shared.changes import refuse
from portal.shared.registry import registry

VIA = "import"
CHECK, CARRY_OUT = "portal.imports.jobs.check_import", "portal.imports.jobs.carry_out_import"
# A job that has not moved for so long was lost with its worker.
SILENT_AFTER = timedelta(minutes=10)
KEEP = UNDO_FOR
BATCH = 2000

COLUMNS, CHECKING, CHECKED, IMPORTING, DONE, UNDONE, FAILED = ImportRun.Status
RESTING = (COLUMNS, CHECKED, FAILED)


def start_run(*, importer, table, file_name, content, actor, uploads=()):
    """Keep an uploaded file, of which `table` is the beginning, and guess what its columns mean.

    uploads: files that came along with it.
    """
    # The result of an earlier import, mended, is mapped as that was.
    columns = [column for column in table.columns if not is_ours(column)]
    layout = hashlib.sha256(repr([importer.kind, sorted(columns)]).encode()).hexdigest()
    known = ImportRun.objects.alike(importer.kind, layout).first()
    packed = zlib.compress(content, 6)
    files = importer.take_uploads(uploads) if uploads else []
    with transaction.atomic():
        run = ImportRun.objects.create(
            kind=importer.kind,
            file_name=file_name[-200:],
            size=len(content),
            how=told(table.how, table.doubt),
            columns=[[column, table.samples(column)] for column in columns],
            mapping=known.mapping if known else importer.guess(columns),
            layout=layout,
            files=files,
            owner=actor,
            created_by=actor,
        )
        ImportFile.objects.create(run=run, content=packed)
        record("uploaded", run, actor=actor, via=VIA)
    return run


@transaction.atomic
def map_columns(run, importer, values, *, actor):
    """Set what the columns mean and check the file. values: {mapping, default_status, owner}."""
    refuse(mapping_problem(values["mapping"], importer.fields))
    _move(run, RESTING, CHECKING, problem="", counts={}, words=[], **values)
    enqueue(CHECK, run.pk)
    return run


@transaction.atomic
def decide_words(run, choices, *, actor):
    """Say what unknown words mean, {(vocabulary, key): choice}, and check the file again."""
    decided = {(vocabulary, key): chosen for vocabulary, key, chosen in run.choices} | choices
    kept = [[*word, chosen] for word, chosen in sorted(decided.items()) if chosen]
    _move(run, [CHECKED], CHECKING, problem="", choices=kept)
    enqueue(CHECK, run.pk)
    return run


@transaction.atomic
def confirm_run(run, *, skip_bad, actor):
    """Import what was checked. A second click finds it under way and changes nothing."""
    if run.status in (IMPORTING, DONE):
        return run
    refuse(confirming_problem(run.counts, skip_bad))
    _move(run, [CHECKED], IMPORTING, problem="", skip_bad=skip_bad, written=0)
    record("started", run, actor=actor, via=VIA)
    enqueue(CARRY_OUT, run.pk)
    return run


@transaction.atomic
def restart_run(run, *, actor):
    """Ask again for a job that was lost; it goes on where the lost one stood."""
    lost = ImportRun.objects.standing_at(run.pk, [CHECKING, IMPORTING])
    if lost.older_than(timezone.now() - SILENT_AFTER).update(moved_at=timezone.now()):
        enqueue(CHECK if run.status == CHECKING else CARRY_OUT, run.pk)
    return run


@transaction.atomic
def discard_run(run, *, actor):
    """Forget a run with its file and its rows; what it has imported stays."""
    if not ImportRun.objects.standing_at(run.pk, [*RESTING, DONE, UNDONE]).exists():
        raise ValidationError("It is being worked on. Wait until it has ended.")
    record("discarded", run, actor=actor, via=VIA)
    forget, files = registry.importers[run.kind].forget, run.files
    run.delete()
    if files:
        forget(files)


def undo_run(run, *, actor):
    """Take back what an import has written: created records go, changed ones become what they were. All or nothing.

    Returns [(row, why not)]: where anybody has touched a record since, nothing is undone. Raises ValidationError.
    """
    importer = registry.importers[run.kind]
    refuse(undoing_problem(run.status, importer.can_undo, run.moved_at, timezone.now()))
    with transaction.atomic():
        _move(run, [DONE], UNDONE)
        rows = list(ImportRow.objects.of_run(run).written())
        if any(row.object_id is None for row in rows):
            raise ValidationError("It was imported before imports could be undone.")
        problems = importer.undo(rows, actor=actor)
        if problems:
            transaction.set_rollback(True)
        else:
            record("undid", run, actor=actor, changes={"rows": [len(rows), 0]}, via=VIA)
    if problems:
        run.refresh_from_db()
    return problems


def forget_old_runs(now):
    """Delete runs older than 30 days with their files; returns how many."""
    old = ImportRun.objects.older_than(now - KEEP)
    count = old.count()
    old.delete()
    return count


def told(how, doubt):
    """How a file was read, and what to look at, as a run keeps it."""
    return ". ".join(filter(None, (how, doubt)))[:200]


def content_of(run):
    """The bytes of the file that was uploaded."""
    return zlib.decompress(ImportFile.objects.get(run=run).content)


def table_of(run):
    """The file that was uploaded, as a table; None where it cannot be read, or was imported by command."""
    try:
        return read_table(run.file_name, content_of(run))
    except (ImportProblem, ImportFile.DoesNotExist):
        return None


def keep_rows(run, rows, *, is_written=False):
    """Put planned rows down as the run's, in place of those with the same numbers."""
    columns = ["outcome", "label", "reference", "messages", "has_messages", "is_written"]
    columns += ["object_id", "object_version", "before"]
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                run=run,
                number=row.number,
                outcome=row.outcome,
                label=row.label[:300],
                reference=row.reference[:120],
                messages=[[*_cells(message)] for message in row.messages],
                has_messages=bool(row.messages) or row.outcome == REFUSED,
                is_written=is_written,
                **_trace(row),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["run", "number"],
        update_fields=columns,
        batch_size=BATCH,
    )


def _trace(row):
    return dict(zip(("object_id", "object_version", "before"), row.trace or (None, None, None), strict=True))


def _cells(message):
    return message.field, message.value, message.text, message.is_problem


def _move(run, steps, status, **values):
    """Move the run on from one of `steps`, or refuse because it stands elsewhere by now."""
    now = timezone.now()
    if not ImportRun.objects.standing_at(run.pk, steps).update(status=status, moved_at=now, **values):
        raise ValidationError("Something else happened to this import meanwhile. Look at its page again.")
    run.refresh_from_db()
