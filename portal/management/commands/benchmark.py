import json
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.management.benchmarks import files_report, report
from portal.management.benchmarks.scratch import run_inside, scratch_database

PLAIN_SIZE = 10_000


class Command(BaseCommand):
    help = "Measure search or files on synthetic data, in scratch databases that are thrown away afterwards."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["search", "files"])
        parser.add_argument("--assets", type=int, default=100_000, help="how large the library is (100000)")
        parser.add_argument(
            "--database-url", default="", help="a PostgreSQL server whose user may create databases (SQLite)"
        )
        parser.add_argument("--keep", metavar="DIR", help="keep the scratch databases there for the next run")
        parser.add_argument(
            "--no-plain", action="store_true", help="leave out the plain way, which takes minutes"
        )

        parser.add_argument("--documents", type=int, default=200, help="how many documents (200)")
        parser.add_argument("--files", metavar="DIR", help="documents of a folder instead of synthetic ones")

    def handle(self, *, what, database_url, **options):
        if what == "files":
            lines = self._files(database_url, options["documents"], options["files"])
        else:
            lines = self._search(database_url, **options)
        self.stdout.write("")
        for line in lines:
            self.stdout.write(line)

    def _files(self, database_url, documents, files):
        if files and not Path(files).is_dir():
            raise CommandError(f"There is no folder {files}.")
        more = {"TANDEM_BENCHMARK_FILES": str(Path(files).resolve())} if files else {}
        figures = self._measure("files", documents, database_url, None, more)
        return files_report.lines_of(figures, _vendor(database_url))

    def _search(self, database_url, *, assets, keep, no_plain, **options):
        if assets < 1_000:
            raise CommandError("A library of fewer than 1000 assets says nothing about speed.")
        figures = {"search": self._measure("search", assets, database_url, keep)}
        if not no_plain:
            figures["plain"] = self._measure("plain", min(assets, PLAIN_SIZE), database_url, keep)
        return report.lines_of(figures, _vendor(database_url))

    def _measure(self, part, size, database_url, keep, more=None):
        self.stdout.write(f"{part} at {size}")
        with (
            tempfile.TemporaryDirectory() as folder,
            scratch_database(database_url, str(size), keep) as environment,
        ):
            out = Path(folder) / "figures.json"
            run_inside(environment | (more or {}), part, size, out)
            return json.loads(out.read_text(encoding="utf-8"))


def _vendor(database_url):
    return "postgresql" if database_url else "sqlite"
