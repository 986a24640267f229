"""Taking files in and putting down what was read of them. Who may, and for which asset, is decided above."""

import hashlib
from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.files import process, storage
from content.files.models import FilePage, StoredFile
from content.files.rules import FileRefused, clean_name, size_problem
from content.files.sniffing import check_content

WAITING, READ, FAILED = StoredFile.State.WAITING, StoredFile.State.READ, StoredFile.State.FAILED


def take_file(chunks, name):
    """(StoredFile, cleaned name, whether it is new) of a stream of bytes. Raises FileRefused; then nothing is left.

    Bytes reach the disk before the row that names them, so that no row ever names a missing file.
    """
    name = clean_name(name)
    with storage.received(chunks) as (path, size, digest):
        with open(path, "rb") as file:
            kind = check_content(file, name)
        same = StoredFile.objects.with_content(digest, kind.slug)
        if same.update(uploaded_at=timezone.now()):
            return same.get(), name, False
        stored = storage.new_name(kind.extension)
        storage.keep(path, stored)
        values = {"digest": digest, "kind": kind.slug, "path": stored, "size": size}
        try:
            with transaction.atomic():
                return StoredFile.objects.create(**values), name, True
        except IntegrityError:
            # Somebody uploaded the same a moment earlier.
            storage.remove(stored)
            return same.get(), name, False


def look_at(path):
    """(cleaned name, kind, sha256) of a file on the portal's own disk; FileRefused if it would not be taken."""
    name = clean_name(path.name)
    if problem := size_problem(path.stat().st_size):
        raise FileRefused(problem)
    with open(path, "rb") as file:
        kind = check_content(file, name)
        file.seek(0)
        return name, kind.slug, hashlib.file_digest(file, "sha256").hexdigest()


def drop_file(file):
    """Delete a file that nothing refers to; one that something needs stays."""
    moment = timezone.now() + timedelta(seconds=1)
    if StoredFile.objects.with_content(file.digest, file.kind).unneeded(moment).delete()[0]:
        for name in filter(None, (file.path, file.pictures)):
            transaction.on_commit(partial(storage.remove, name))


def file_with_id(pk):
    """A StoredFile; raises StoredFile.DoesNotExist."""
    return StoredFile.objects.get(pk=pk)


def read_file(file):
    """Read a file's pages and put them down; reading again what was read changes nothing. Returns the file as it is."""
    file = StoredFile.objects.get(pk=file.pk)
    if file.state == READ:
        return file
    folder = storage.new_name()
    storage.path_of(folder).mkdir(parents=True)
    try:
        reading = process.read(storage.path_of(file.path), file.kind, storage.path_of(folder))
        return _put_down(file, reading, folder)
    except BaseException:
        storage.remove(folder)
        raise


@transaction.atomic
def _put_down(file, reading, folder):
    current = StoredFile.objects.select_for_update().get(pk=file.pk)
    if current.state == READ:
        storage.remove(folder)
        return current
    old = current.pictures
    FilePage.objects.of_file(current).delete()
    FilePage.objects.bulk_create([FilePage(file=current, **page) for page in reading.pages], batch_size=500)
    current.state = FAILED if reading.problem else READ
    current.problem = reading.problem
    current.page_count = len(reading.pages) or None
    current.pictures = folder
    current.save(update_fields=["state", "problem", "page_count", "pictures"])
    if old:
        transaction.on_commit(lambda: storage.remove(old))
    return current


def sweep(before):
    """Delete files that nobody has needed since `before`: first their rows, then bytes that no row names."""
    StoredFile.objects.unneeded(before).delete()
    named = set(StoredFile.objects.values_list("path", "pictures").iterator())
    kept = {name for pair in named for name in pair if name}
    for name in storage.names_older_than(before):
        if name not in kept:
            storage.remove(name)
