"""Documents through the portal's own path, upload to searchable text and pictures, beside the libraries alone."""

import os
from itertools import batched
from pathlib import Path

from content.files.rules import BY_EXTENSION, FileRefused
from content.library.versions.actions import create_from_file, take_file
from content.vocabularies.models import Format, Language
from portal.jobs.worker import Worker
from portal.management.benchmarks import extraction, timing
from portal.management.benchmarks.documents import write_documents
from portal.management.benchmarks.memory import memory_of_upload
from portal.users.models import User

AT_ONCE = 20


def measure_files(count, say, folder):
    """The figures of `count` documents; folder: where they are written, or with FILES_OF in the environment found."""
    paths = _documents(count, folder)
    person = User(email="person@example.com", name="Person", role="marketer")
    person.set_unusable_password()
    person.save()
    values = {
        "format": Format.objects.order_by("pk").first(),
        "language": Language.objects.get_or_create(
            slug="en", defaults={"label": "English", "key": "english"}
        )[0],
    }
    warm, blocks = paths[:4], list(batched(paths, AT_ONCE))
    # What the first files of a process cost is no one's rate.
    extraction_of(warm)
    figures = {"count": 0, "refused": 0, "ours_s": 0.0, "bare_s": 0.0, "text_s": 0.0, "bytes": 0}
    figures["load_before"] = timing.load_average()
    for turn, block in enumerate(blocks):
        steps = [
            ("ours_s", lambda block=block: _take_in(block, values, person, figures)),
            ("bare_s", lambda block=block: extraction_of(block)),
            ("text_s", lambda block=block: extraction_of(block, pictures=False)),
        ]
        for name, step in steps if turn % 2 else reversed(steps):
            figures[name] += timing.clocked(step)[0] / 1000
        say(f"{min((turn + 1) * AT_ONCE, len(paths))} of {len(paths)} documents")
    figures["load_after"] = timing.load_average()
    return figures | memory_of_upload(person, values["format"], values["language"], folder, say)


def _documents(count, folder):
    if not (given := os.environ.get("TANDEM_BENCHMARK_FILES")):
        return write_documents(folder, count)
    paths = [path for path in sorted(Path(given).rglob("*")) if path.suffix.lower() in BY_EXTENSION]
    return paths[:count]


def extraction_of(paths, *, pictures=True):
    """Read with the libraries alone; what they cannot read is left out."""
    for path in paths:
        try:
            extraction.extract(path, pictures=pictures)
        except Exception:  # noqa: S112 — whatever a library raises at a document of somebody's folder
            continue


def _take_in(paths, values, person, figures):
    """Upload a block as a page does, then let the worker read it."""
    for path in paths:
        try:
            with open(path, "rb") as opened:
                file, name, _ = take_file(iter(lambda opened=opened: opened.read(64 * 1024), b""), path.name)
        except FileRefused:
            figures["refused"] += 1
            continue
        create_from_file(file, name, values, actor=person)
        figures["count"] += 1
        figures["bytes"] += path.stat().st_size
    Worker(batch=True).work()
