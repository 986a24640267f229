"""Files that come with a sheet: looked at, taken in, and put away again when nothing comes of it."""

from dataclasses import dataclass

from content.files.actions import drop_file, file_with_id, look_at, take_file
from content.files.models import StoredFile
from content.files.rules import FileRefused

GONE = "It waited too long. Upload it together with the sheet again."
# Of the folder's other contents: what systems leave lying about.
UNMEANT = ("thumbs.db", "desktop.ini")


@dataclass
class Incoming:
    """A file by its name. digest, kind: what it is. file_id: where it is kept; path: where it lies until then.

    problem: why it cannot be taken, or "".
    """

    name: str
    digest: str = ""
    kind: str = ""
    file_id: int | None = None
    path: object = None
    problem: str = ""
    is_new: bool = False

    def is_same_as(self, file):
        """Whether a StoredFile, or None, has this content already."""
        return file is not None and (file.digest, file.kind) == (self.digest, self.kind)

    def keep(self):
        """Take the bytes in, unless they are."""
        if self.file_id is None:
            with open(self.path, "rb") as opened:
                chunks = iter(lambda: opened.read(1024 * 1024), b"")
                file, _, self.is_new = take_file(chunks, self.name)
            self.file_id = file.pk

    def put_away(self):
        """Undo `keep`, as if it had not been."""
        if self.is_new:
            drop_file(file_with_id(self.file_id))
            self.file_id, self.is_new = None, False


def take_uploads(uploads):
    """[[name, id of the file or None, why it was refused or ""]] of uploaded files."""
    return [_taken(upload) for upload in uploads]


def _taken(upload):
    try:
        file, name, _ = take_file(upload.chunks(), upload.name)
    except FileRefused as refusal:
        return [upload.name[-150:], None, str(refusal)]
    return [name, file.pk, ""]


def uploaded(kept):
    """The Incoming files of what `take_uploads` answered."""
    there = StoredFile.objects.in_bulk([pk for _, pk, _ in kept if pk])
    return [_of_kept(name, there.get(pk), problem) for name, pk, problem in kept]


def _of_kept(name, file, problem):
    if file is None:
        return Incoming(name, problem=problem or GONE)
    return Incoming(name, file.digest, file.kind, file_id=file.pk)


def in_folder(folder):
    """The Incoming files of a folder and those inside it, by name; nothing of them is kept yet."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_unmeant(path, folder))
    return [_of_path(path) for path in paths]


def _is_unmeant(path, folder):
    parts = path.relative_to(folder).parts
    return any(part.startswith((".", "~$")) for part in parts) or path.name.lower() in UNMEANT


def _of_path(path):
    try:
        name, kind, digest = look_at(path)
    except FileRefused as refusal:
        return Incoming(path.name, problem=str(refusal))
    except OSError as error:
        return Incoming(path.name, problem=f"It cannot be read ({error.strerror}).")
    return Incoming(name, digest, kind, path=path)
