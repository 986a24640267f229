"""Plan an import and carry it out. Reading, matching and checking come before the transaction; in it only writes."""

from django.db import IntegrityError, transaction

from portal.imports.download import is_ours
from portal.imports.limits import ImportProblem
from portal.imports.plans import Record
from portal.imports.rules import guess_mapping, mapping_problem, split_cell

# Up to WHOLE rows one transaction takes everything or nothing. Longer imports are written in blocks, between
# which other writers get their turn; every row has been checked before the first block is written.
WHOLE, BLOCK = 2000, 1000
ATTEMPTS = 3


class PlanOutdated(Exception):
    """What the plan was made from has changed since; make a new one."""


class Importer:
    """What a feature offers through `registry.importers`; a subclass plans and writes."""

    kind = ""
    label = ""
    permissions = ()
    fields = ()
    # Whether files come along with the sheet, and whether what was imported can be taken back.
    takes_files = False
    can_undo = False
    # Whether a file's page asks for status and owner of new records.
    asks_defaults = True

    def guess(self, columns):
        """{column: field name} for the columns that are recognised."""
        return guess_mapping(columns, self.fields)

    def plan(self, records, options):
        """A Plan for these Records. Reads the database, writes nothing. Raises ImportProblem."""
        raise NotImplementedError

    def prepare(self, plan, rows, options):
        """Do for these rows what takes time and needs no transaction; called right before `write`."""

    def write(self, plan, rows, options):
        """Write these rows of the plan, inside a transaction. Raises PlanOutdated or IntegrityError."""
        raise NotImplementedError

    def discard(self, plan, rows, options):
        """Put away what `prepare` made for these rows, because they were not written."""

    def take_uploads(self, uploads):
        """Keep uploaded files: [[name, key, why it was refused or ""]]."""
        raise NotImplementedError

    def incoming(self, kept):
        """What `Options.files` takes, made from what `take_uploads` answered."""
        return ()

    def forget(self, kept):
        """The import of these files will not happen."""

    def undo(self, rows, *, actor):
        """Take `ImportRow`s back, inside a transaction; returns [(row, why not)], and then has written nothing."""
        raise NotImplementedError

    def terms(self, vocabulary):
        """(slug, label) of the terms that an unknown word may be another spelling of."""
        raise NotImplementedError

    def address_of(self, reference):
        """Where the record with this reference is shown."""
        raise NotImplementedError

    def list_address(self):
        """Where the records are listed."""
        raise NotImplementedError

    def field_named(self, name):
        return next(field for field in self.fields if field.name == name)

    def allows(self, user):
        return user.is_active and user.has_perms(self.permissions)


def make_plan(importer, table, options):
    """What importing `table` would do now. Writes nothing. Raises ImportProblem."""
    mapping = importer.guess(table.columns) if options.mapping is None else options.mapping
    mapping = {column: name for column, name in mapping.items() if name and column in table.columns}
    if not mapping:
        if not table.columns:
            raise ImportProblem("The file holds no names and values. Each record needs an id and a title.")
        raise ImportProblem(
            f"None of the columns is recognised: {_listed(table.columns)}. "
            f"Name them {_listed([field.name for field in importer.fields])}."
        )
    if problem := mapping_problem(mapping, importer.fields):
        raise ImportProblem(problem)
    plan = importer.plan(_records(importer, table, mapping), options)
    plan.how, plan.doubt = table.how, table.doubt
    plan.columns = {column: mapping.get(column, "") for column in table.columns}
    return plan


class Ledger:
    """Remembers what an import has written. A job's own ledger stands in the database and survives the worker."""

    def __init__(self):
        self._rows = {}

    def written(self):
        """{number: PlannedRow} of the rows that are in."""
        return dict(self._rows)

    def enter(self, rows):
        """Called in the transaction that writes these rows."""

    def entered(self, rows):
        """Called after it."""
        self._rows |= {row.number: row for row in rows}

    def progress(self, done, total):
        """Called before each transaction with the numbers of rows written and to write."""


def carry_out(importer, table, options, ledger=None):
    """Plan and write; returns the plan that was written, or that refuses to be. Raises ImportProblem.

    Where somebody else changes the same records meanwhile it is planned anew.
    """
    ledger = ledger or Ledger()
    for _ in range(ATTEMPTS):
        written = ledger.written()
        plan = make_plan(importer, table, options)
        plan.rows = [written.get(row.number, row) for row in plan.rows]
        try:
            _write(importer, plan, options, ledger)
            return plan
        except (PlanOutdated, IntegrityError):
            continue
    raise ImportProblem("The records are being changed by others at the same time. Import the file again.")


def _write(importer, plan, options, ledger):
    written = ledger.written()
    # Once a block is in, all or nothing is over: what is good follows, what is not is reported.
    rows = [row for row in plan.to_write(options.skip_bad or bool(written)) if row.number not in written]
    size = WHOLE if len(rows) <= WHOLE else BLOCK
    for start in range(0, len(rows), size):
        block = rows[start : start + size]
        ledger.progress(len(written) + start, len(written) + len(rows))
        try:
            importer.prepare(plan, block, options)
            with transaction.atomic():
                importer.write(plan, block, options)
                ledger.enter(block)
        except BaseException:
            importer.discard(plan, block, options)
            raise
        ledger.entered(block)


def _records(importer, table, mapping):
    fields = {column: importer.field_named(name) for column, name in mapping.items()}
    piped = {column: _uses_pipe(table, column) for column, field in fields.items() if field.shape != "text"}
    return [_record(row, fields, piped) for row in table.rows if not _is_ours_alone(row)]


def _is_ours_alone(row):
    """Whether a row of an earlier result says something about no row of the file, such as a file without one."""
    return any(map(is_ours, row.cells)) and not any(
        cell for name, cell in row.cells.items() if not is_ours(name)
    )


def _uses_pipe(table, column):
    """Whether any text in the column uses `|`: then that alone cuts the column's cells."""
    cells = (row.cells.get(column, "") for row in table.rows)
    return any("|" in cell for cell in cells if isinstance(cell, str))


def _record(row, fields, piped):
    record = Record(row.number, {})
    for column, sentence in row.notes:
        if column in fields:
            record.note(column, "", sentence)
    for column, value, sentence in row.problems:
        if not column or column in fields:
            record.refuse(column, value, sentence)
    for column, cell in row.cells.items():
        if cell and column in fields:
            _put(record, fields[column], column, cell, piped.get(column, False))
    return record


def _put(record, field, column, cell, piped):
    if field.shape == "text" and not isinstance(cell, list):
        record.values[field.name] = cell
        return
    parts = split_cell(cell, field.shape, piped)
    if field.several:
        known = record.values.setdefault(field.name, [])
        known.extend(part for part in parts if part not in known)
    elif len(parts) > 1:
        record.refuse(column, "; ".join(parts), f"{field.label} takes one value. Keep one of them.")
    elif parts:
        record.values[field.name] = parts[0]


def _listed(names):
    shown = ", ".join(names[:20])
    return shown if len(names) <= 20 else f"{shown} and {len(names) - 20} more"
