"""Read files in a process of its own: limits on time and memory, nothing of the portal's environment.

Starting it costs more than most files do, so that one process reads several, one after the other, each within limits
of its own. It is replaced after MOST_FILES, after anything that went wrong, and when it has had nothing to do.
"""

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from content.files.reader.limits import MOST_OF_FILE, PAGES

SECONDS = 300
MOST_FILES = 25
IDLE_SECONDS = 20
# What a Python needs to start; no setting of the portal's is among it.
KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
TOO_LONG = "Reading it took too long. It can be downloaded; its text is not searched."
CRASHED = "It could not be read. It can be downloaded; its text is not searched."


@dataclass
class Reading:
    """What the reader found: pages as `reader` describes them, and why there are no more."""

    pages: list = field(default_factory=list)
    problem: str = ""


class Reader:
    """One process that reads files when asked; `count` says how many it has begun."""

    def __init__(self):
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.count = 0
        self._ends = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-m", "content.files.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=environment,
        )
        # A pipe cannot be waited for with a limit on every system; a queue can.
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for _ in self._process.stdout:
            self._ends.put(True)
        self._ends.put(False)

    def read(self, kind, path, folder, seconds):
        """Whether it came to an end by itself; raises queue.Empty when the time was over."""
        self.count += 1
        try:
            self._process.stdin.write(json.dumps([kind, str(path), str(folder)]).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return False
        return self._ends.get(timeout=seconds)

    def close(self):
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            # What was written to a process that is gone cannot be sent off.
            with contextlib.suppress(OSError):
                pipe.close()


class _Desk:
    """Keeps the process between two files. One file at a time."""

    def __init__(self):
        self._reader, self._timer, self._lock = None, None, threading.Lock()

    def read(self, kind, path, folder, seconds):
        """(whether it came to an end, why not): a process that others have used may fail through them, so again."""
        with self._lock:
            self._keep_time(None)
            for _ in range(2):
                reader = self._reader = self._reader or Reader()
                is_fresh = not reader.count
                try:
                    ended = reader.read(kind, path, folder, seconds)
                except queue.Empty:
                    self._dismiss()
                    return False, TOO_LONG
                if ended:
                    if reader.count >= MOST_FILES:
                        self._dismiss()
                    self._keep_time(IDLE_SECONDS)
                    return True, ""
                self._dismiss()
                if is_fresh:
                    break
            return False, CRASHED

    def close(self):
        with self._lock:
            self._keep_time(None)
            self._dismiss()

    def _dismiss(self):
        if self._reader:
            self._reader.close()
        self._reader = None

    def _keep_time(self, seconds):
        """Have the process end after so many seconds without a file; None: not now."""
        if self._timer:
            self._timer.cancel()
        self._timer = None
        if seconds and self._reader:
            self._timer = threading.Timer(seconds, self.close)
            self._timer.daemon = True
            self._timer.start()


_desk = _Desk()
close = _desk.close
atexit.register(close)


def read(path, kind, folder):
    """The Reading of the file at `path`; pictures are left in `folder`, which exists."""
    ended, problem = _desk.read(kind, path, folder, SECONDS)
    lines = Path(folder, PAGES)
    reading = _collect(lines) if lines.exists() else None
    lines.unlink(missing_ok=True)
    if reading is None:
        return Reading(problem=problem or CRASHED)
    if reading.problem and ended:
        # Whatever was wrong with this file shall not meet the next one.
        close()
    return reading


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
