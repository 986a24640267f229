"""Run the reader on a file: in a process of its own, with a limit on time, without the portal's environment."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from content.files.reader.limits import MOST_OF_FILE

SECONDS = 300
# What a Python needs to start; no setting of the portal's is among it.
KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
TOO_LONG = "Reading it took too long. It can be downloaded; its text is not searched."
CRASHED = "It could not be read. It can be downloaded; its text is not searched."


@dataclass
class Reading:
    """What the reader found: pages as `reader` describes them, and why there are no more."""

    pages: list = field(default_factory=list)
    problem: str = ""


def read(path, kind, folder):
    """The Reading of the file at `path`; pictures are left in `folder`, which exists."""
    lines = Path(folder, "pages.jsonl")
    with open(lines, "wb") as output:
        problem = _run([kind, str(path), str(folder)], output)
    reading = _collect(lines)
    lines.unlink()
    if reading is None:
        return Reading(problem=problem or CRASHED)
    return reading


def _run(arguments, output):
    """Why the reader did not end by itself; empty when it did."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    command = [sys.executable, "-B", "-m", "content.files.reader", *arguments]
    try:
        subprocess.run(  # noqa: S603 — our own program; names and kinds are ours
            command,
            stdout=output,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TOO_LONG
    return ""


def _collect(lines):
    """The Reading of complete output; None of output that was cut off, whose pages may be half of it."""
    reading, size = Reading(), 0
    with open(lines, encoding="utf-8") as output:
        for line in output:
            try:
                found = json.loads(line)
            except ValueError:
                return None
            if "number" not in found:
                reading.problem = found.get("problem", "")
                return reading
            found["text"] = found["text"][: max(0, MOST_OF_FILE - size)]
            size += len(found["text"])
            reading.pages.append(found)
    return None
