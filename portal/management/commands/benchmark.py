import json
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.management.benchmarks import report
from portal.management.benchmarks.scratch import run_inside, scratch_database

PLAIN_SIZE = 10_000


class Command(BaseCommand):
    help = "Measure search on a synthetic library, in scratch databases that are thrown away afterwards."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["search"])
        parser.add_argument("--assets", type=int, default=100_000, help="how large the library is (100000)")
        parser.add_argument(
            "--database-url", default="", help="a PostgreSQL server whose user may create databases (SQLite)"
        )
        parser.add_argument("--keep", metavar="DIR", help="keep the scratch databases there for the next run")
        parser.add_argument(
            "--no-plain", action="store_true", help="leave out the plain way, which takes minutes"
        )

    def handle(self, *args, assets, database_url, keep, no_plain, **options):
        if assets < 1_000:
            raise CommandError("A library of fewer than 1000 assets says nothing about speed.")
        figures = {"search": self._measure("search", assets, database_url, keep)}
        if not no_plain:
            figures["plain"] = self._measure("plain", min(assets, PLAIN_SIZE), database_url, keep)
        self.stdout.write("")
        for line in report.lines_of(figures, "postgresql" if database_url else "sqlite"):
            self.stdout.write(line)

    def _measure(self, part, size, database_url, keep):
        self.stdout.write(f"{part} at {size} assets")
        with (
            tempfile.TemporaryDirectory() as folder,
            scratch_database(database_url, str(size), keep) as environment,
        ):
            out = Path(folder) / "figures.json"
            run_inside(environment, part, size, out)
            return json.loads(out.read_text(encoding="utf-8"))
