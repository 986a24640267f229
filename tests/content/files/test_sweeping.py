"""What nobody needs goes after some days; what a version needs stays."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from content.files import storage
from content.files.actions import read_file, sweep, take_file
from content.files.models import StoredFile
from content.library.versions.actions import add_version
from tests.factories import files
from tests.factories.content import AssetFactory

pytestmark = pytest.mark.django_db


def age(files_folder, days):
    """Everything that is there was last touched so many days ago."""
    then = timezone.now() - timedelta(days=days)
    StoredFile.objects.update(uploaded_at=then)
    for path in files_folder.rglob("*"):
        os.utime(path, (then.timestamp(), then.timestamp()))


def lying(files_folder):
    return {path.name for path in files_folder.rglob("*") if path.is_file()}


def test_only_what_nobody_needs_goes(files_folder, marketer):
    needed, name, _ = take_file([files.pdf("Needed")], "a.pdf")
    add_version(AssetFactory(), needed, name, actor=marketer, version=None)
    needed = read_file(needed)
    read_file(take_file([files.pdf("Left")], "b.pdf")[0])
    (storage.path_of("incoming") / "half-abc").write_bytes(b"x")
    for stranger in ("letters/will.txt", "ab/holiday.jpg", "notes.txt"):
        (files_folder / stranger).parent.mkdir(exist_ok=True)
        (files_folder / stranger).write_bytes(b"not ours")
    age(files_folder, 3)
    fresh, _, _ = take_file([files.pdf("Fresh")], "c.pdf")
    sweep(timezone.now() - timedelta(days=2))
    assert set(StoredFile.objects.all()) == {needed, fresh}
    kept = {storage.path_of(file.path).name for file in (needed, fresh)} | {
        "0001.webp",
        "will.txt",
        "holiday.jpg",
        "notes.txt",
    }
    assert lying(files_folder) == kept


def test_an_upload_anew_keeps_the_file(files_folder):
    take_file([files.pdf("Wanted")], "a.pdf")
    age(files_folder, 3)
    file, _, is_new = take_file([files.pdf("Wanted")], "a.pdf")
    sweep(timezone.now() - timedelta(days=2))
    assert (is_new, StoredFile.objects.get(), storage.path_of(file.path).exists()) == (False, file, True)
