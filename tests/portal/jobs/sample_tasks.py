"""Tasks that only tests run, in workers of their own."""

import os
import signal
from pathlib import Path

from django.tasks import task


@task
def append_line(path, text):
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text + "\n")
    return text


@task
def fail(message):
    raise ValueError(message)


@task
def kill_own_worker_once(path):
    """The first attempt kills its process; the second one writes a line."""
    mark = Path(path + ".first")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    append_line.call(path, "survived")


@task
def nightly():
    return "ran"
