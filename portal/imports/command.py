"""What `manage.py import_…` commands have in common. A subclass says which importer, and what to ask for.

Exit codes: 0 all rows taken, 1 a row was refused, 2 the file cannot be read or the database is not ready.
"""

import shlex
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.imports.encodings import UnknownEncoding
from portal.imports.engine import carry_out, make_plan
from portal.imports.ledgers import CommandLedger
from portal.imports.limits import ImportProblem, check_size
from portal.imports.reading import read_table
from portal.imports.report import report_lines
from portal.users.current import in_portal_zone


class NotReady(Exception):
    """Why nothing can be imported into this database, and what to run."""


class ImportCommand(BaseCommand):
    requires_system_checks = ()

    def importer(self, asked):
        """The Importer; asked: the arguments, by name."""
        raise NotImplementedError

    def options(self, asked):
        """The engine's Options. Raises NotReady or ImportProblem."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("file", help="JSON (list, one object, or one a line), CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report the same")
        parser.add_argument(
            "--skip-bad", action="store_true", help="take the good rows and report the others"
        )
        parser.add_argument(
            "--encoding", default="", help="of a text file, such as cp1252 or gb18030; default: found out"
        )
        parser.add_argument("--verbose", action="store_true", help="print every warning, not the first 20")

    def handle(self, *, file, dry_run, **asked):
        started, self._name = time.monotonic(), Path(file).name
        try:
            _refuse_unready()
            table = read_table(file, _content(Path(file)), encoding=asked["encoding"])
            options = self.options(asked)
            with in_portal_zone():
                plan = (make_plan if dry_run else self._carry_out)(self.importer(asked), table, options)
        except UnknownEncoding as problem:
            self._stop(f"{file}: {problem} Or name its encoding with --encoding.")
        except ImportProblem as problem:
            self._stop(f"{file}: {problem}")
        except NotReady as problem:
            self._stop(str(problem))
        except OperationalError as error:
            self._stop(
                f"The database did not take it ({str(error).strip()}). Nothing was written; run it again."
            )
        for line in report_lines(plan, verbose=asked["verbose"]):
            self._say(line)
        for line in self._conclusion(plan, options, dry_run, time.monotonic() - started):
            self._say(line)
        if plan.refused:
            sys.exit(1)

    def _carry_out(self, importer, table, options):
        self._ledger = CommandLedger(importer.kind, self._name, table, options)
        self._can_undo = importer.can_undo
        return carry_out(importer, table, options, self._ledger)

    def _conclusion(self, plan, options, dry_run, seconds):
        if plan.undecided:
            yield f"To create the unknown words, run: {_repeated('--create-terms')}"
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in plan.counts.items())
        if dry_run:
            yield f"Dry run, nothing was written. It would be: {counts}."
        elif plan.refused and not options.skip_bad:
            yield f"Nothing was written, because rows were refused. It would be: {counts}."
            yield f"To take the good rows without them, run: {_repeated('--skip-bad')}"
        else:
            yield f"{counts} ({seconds:.1f} s)."
            if self._can_undo and (run := self._ledger.run):
                yield f"To take it back, run: uv run manage.py undo_import {run.pk}"

    def _say(self, line):
        self.stdout.write(in_ascii(line))

    def _stop(self, sentence):
        self.stderr.write(in_ascii(sentence))
        sys.exit(2)


def _refuse_unready():
    """Raise NotReady unless the database answers and is migrated."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise NotReady("The database is not up to date. Run: uv run manage.py migrate")
    except DatabaseError as error:
        raise NotReady(f"The database does not answer ({str(error).strip()}). Check DATABASE_URL.") from error


def _content(path):
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise ImportProblem(f"It cannot be read ({error.strerror}). Check the path.") from error


def _repeated(flag):
    """This command again with one more flag, as it can be pasted."""
    words = [word for word in sys.argv[1:] if word != "--dry-run"]
    return f"uv run manage.py {shlex.join([*words, flag])}"


def in_ascii(text):
    """`text` for a terminal of any encoding; what ASCII lacks is escaped."""
    plain = text.translate(
        {0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2026: "...", 0x2192: "->", 0xA0: " ", 0xFFFD: "?"}
    )
    return plain.encode("ascii", "backslashreplace").decode()
