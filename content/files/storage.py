"""Where bytes lie: under FILES_DIR, by random names that say nothing. Written whole and flushed, or not at all."""

import hashlib
import os
import re
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from content.files.rules import FileRefused, size_problem

CHUNK = 1024 * 1024
# What we have written: nothing else in the folder is ever listed for deletion.
HALF = "half-"
OURS = re.compile(rf"[0-9a-f]{{2}}/[0-9a-f]{{32}}(\.[a-z0-9]+)?|incoming/{HALF}\w+")


def path_of(name):
    """The full path of a stored name."""
    return Path(settings.FILES_DIR, name)


def new_name(suffix=""):
    """A name nobody can guess, spread over folders so that none grows too large."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}{suffix}"


@contextmanager
def received(chunks):
    """Take a stream into a file that is gone afterwards unless `keep` took it: yields (path, size, sha256).

    FileRefused as soon as it is too large, or when it is empty.
    """
    folder = path_of("incoming")
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix=HALF, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in chunks:
                size += len(chunk)
                if size_problem(size):
                    raise FileRefused(size_problem(size))
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        if problem := size_problem(size):
            raise FileRefused(problem)
        yield path, size, digest.hexdigest()
    finally:
        path.unlink(missing_ok=True)


def keep(path, name):
    """Move a finished file to its stored name."""
    target = path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, target)
    _flush_folder(target.parent)


def _flush_folder(folder):
    """A rename survives a power cut only when its folder was flushed; Windows has no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(name):
    """Delete a stored file or folder of pictures; what is gone already is no error."""
    path = path_of(name)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def names_older_than(moment):
    """Stored names, and what was received half, last written before a moment."""
    root = path_of("")
    for folder in root.iterdir() if root.is_dir() else ():
        for path in folder.iterdir() if folder.is_dir() else ():
            name = f"{folder.name}/{path.name}"
            if OURS.fullmatch(name) and path.stat().st_mtime < moment.timestamp():
                yield name
