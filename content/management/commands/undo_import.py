"""`manage.py undo_import ID`: take back what an import has written, all of it or nothing.

Exit codes: 0 undone, 1 a row was touched since, 2 there is no such import or it cannot be undone.
"""

import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from portal.imports.actions import undo_run
from portal.imports.command import in_ascii
from portal.imports.models import ImportRun
from portal.users.models import User


class Command(BaseCommand):
    help = (
        "Take back an import, by the number in its page's address: what it created goes, what it changed becomes "
        "what it was. Nothing is undone when anybody has touched one of its records since. "
        "Exit codes: 0 undone, 1 a row was touched since, 2 no such import or too late."
    )

    def add_arguments(self, parser):
        parser.add_argument("run", type=int, metavar="ID")

    def handle(self, *, run, **options):
        found = ImportRun.objects.for_page().filter(pk=run).first()
        if found is None:
            self._stop(f"There is no import {run}. The page Import lists those of the last 30 days.")
        actor = User.objects.admins().order_by("pk").first() or found.created_by
        try:
            problems = undo_run(found, actor=actor)
        except ValidationError as refusal:
            self._stop(" ".join(refusal.messages))
        for row, problem in problems:
            self.stdout.write(in_ascii(f"  row {row.number}, {row.label}: {problem}"))
        if problems:
            self.stdout.write(f"Nothing was undone: {len(problems):,} rows were touched since the import.")
            sys.exit(1)
        self.stdout.write(in_ascii(f"Undone: {found} ({found.written:,} rows)."))

    def _stop(self, sentence):
        self.stderr.write(in_ascii(sentence))
        sys.exit(2)
