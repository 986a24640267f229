"""Where an import keeps what it has written: in a run's rows, in the very transactions that write."""

from django.utils import timezone

from portal.activity.actions import record
from portal.imports import actions
from portal.imports.actions import DONE, IMPORTING, told
from portal.imports.engine import Ledger
from portal.imports.models import ImportRow, ImportRun
from portal.imports.plans import PlannedRow

# Rows of one transaction when results are put down, so that others may write in between.
BLOCK = 5000


class RunEnded(Exception):
    """Another job has finished this run."""


class RunLedger(Ledger):
    """What a run has written stands in its rows, set in the very transactions that write."""

    def __init__(self, run):
        super().__init__()
        self.run = run

    def written(self):
        rows = ImportRow.objects.of_run(self.run).written().iterator(chunk_size=BLOCK)
        return {row.number: PlannedRow(row.number, row.outcome, row.label, row.reference) for row in rows}

    def enter(self, rows):
        moved = {"moved_at": timezone.now()}
        if not ImportRun.objects.standing_at(self.run.pk, [IMPORTING]).update(**moved):
            raise RunEnded
        actions.keep_rows(self.run, rows, is_written=True)

    def progress(self, done, total):
        moved = {"written": done, "to_write": total, "moved_at": timezone.now()}
        ImportRun.objects.standing_at(self.run.pk, [IMPORTING]).update(**moved)


class CommandLedger(RunLedger):
    """The ledger of an import by command: its run comes to be with the first rows, so that it can be undone.

    The run has no file, so that nothing goes on with it when the command is stopped.
    """

    def __init__(self, kind, file_name, table, options):
        super().__init__(None)
        self._values = {
            "kind": kind,
            "file_name": file_name[-200:],
            "size": 0,
            "layout": "",
            "how": table.how[:200],
        }
        self._values |= {"owner": options.owner, "created_by": options.actor, "status": DONE}
        self._count = 0

    def written(self):
        return super().written() if self.run else {}

    def enter(self, rows):
        if self.run is None:
            self._made = ImportRun.objects.create(**self._values)
            record("imported", self._made, actor=self._values["created_by"], via=actions.VIA)
        run = self.run or self._made
        self._count += len(rows)
        actions.keep_rows(run, rows, is_written=True)
        counts = ImportRow.objects.of_run(run).outcomes()
        written = {"counts": counts, "written": self._count}
        if not ImportRun.objects.standing_at(run.pk, [DONE]).update(**written):
            raise RunEnded

    def entered(self, rows):
        self.run = self.run or self._made

    def progress(self, done, total):
        """Nobody watches a command's run."""


def summary_of(plan):
    """What a run keeps of a plan, as columns."""
    words = [
        [word.vocabulary, word.key, word.text, word.near, len(word.numbers), word.chosen]
        for word in plan.words
    ]
    return {
        "how": told(plan.how, plan.doubt),
        "counts": plan.counts
        | {"waiting": len(plan.waiting)}
        | ({"joined": plan.joined} if plan.joined or plan.unmatched else {}),
        "unmatched": plan.unmatched,
        "words": sorted(words),
        "to_write": len(plan.to_write(skip_bad=True)),
    }
