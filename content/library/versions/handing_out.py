"""A version's file as the answer to a page's or a program's request."""

from content.files import storage
from content.files.delivery import answer, is_fresh, starts_anew
from content.files.rules import KINDS
from content.library.versions.actions import note_download


def hand_out(request, version):
    """The file, whole or in part; who takes it is written down before its first byte."""
    file = version.file
    if request.method == "GET" and starts_anew(request) and not is_fresh(request, file.digest):
        note_download(version, request.user)
    path, media_type = storage.path_of(file.path), KINDS[file.kind].media_type
    return answer(request, path, etag=file.digest, media_type=media_type, name=version.name)
