"""What a file really is: its content and its name have to agree. Reads no more than it must, unpacks nothing."""

import zipfile
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from content.files.rules import (
    DAMAGED,
    KINDS,
    MACROS,
    MAX_ENTRIES,
    MAX_PART,
    MAX_UNPACKED,
    OFFICE,
    PROTECTED,
    TEXTS,
    FileRefused,
    kind_by_name,
)

HEAD = 4096
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN_PART = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN_PARTS = {
    "pptx": MAIN_PART.format("presentationml.presentation"),
    "docx": MAIN_PART.format("wordprocessingml.document"),
    "xlsx": MAIN_PART.format("spreadsheetml.sheet"),
}
BOMB = "The file unpacks to far more than its size. Save it anew, or as PDF, and upload that."


def check_content(file, name):
    """The Kind of an open binary file with this name; FileRefused when its content is something else."""
    kind = kind_by_name(name)
    file.seek(0)
    head = file.read(HEAD)
    if kind.slug in OFFICE:
        _check_office(file, head, kind)
    elif kind.slug in TEXTS:
        _check_text(file, head, kind)
    elif not _begins_as(kind.slug, head):
        raise FileRefused(DAMAGED.format(label=kind.label))
    return kind


def _begins_as(slug, head):
    if slug == "pdf":
        return head.startswith(b"%PDF-")
    if slug == "png":
        return head.startswith(b"\x89PNG\r\n\x1a\n")
    if slug == "jpeg":
        return head.startswith(b"\xff\xd8\xff")
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _check_text(file, head, kind):
    """UTF-8, UTF-16 with its mark, or an old 8-bit text; nothing that other programs would run or draw."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if b"\x00" in head or any(_begins_as(slug, head) for slug in ("pdf", "png", "jpeg", "webp")):
        raise FileRefused(DAMAGED.format(label=kind.label))
    while chunk := file.read(1024 * 1024):
        if b"\x00" in chunk:
            raise FileRefused(DAMAGED.format(label=kind.label))


def _check_office(file, head, kind):
    if head.startswith(OLD_OFFICE):
        # New documents stand in this old container only when they are encrypted.
        raise FileRefused(PROTECTED)
    if not head.startswith(b"PK\x03\x04"):
        raise FileRefused(DAMAGED.format(label=kind.label))
    try:
        with zipfile.ZipFile(file) as container:
            check_container(container)
            types = fromstring(read_part(container, "[Content_Types].xml"), forbid_dtd=True)
            parts = set(container.namelist())
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, OSError, ValueError) as error:
        raise FileRefused(DAMAGED.format(label=kind.label)) from error
    named = {element.get("ContentType", "") for element in types}
    if any("macroEnabled" in one for one in named) or any(
        p.lower().endswith("vbaproject.bin") for p in parts
    ):
        raise FileRefused(MACROS.format(extension=kind.extension))
    if MAIN_PARTS[kind.slug] not in named:
        other = next((KINDS[slug] for slug, main in MAIN_PARTS.items() if main in named), None)
        if other:
            raise FileRefused(f"This is a {other.label} file. Name it {other.extension} and upload it again.")
        raise FileRefused(DAMAGED.format(label=kind.label))


def check_container(container):
    """Raise FileRefused for a zip that would unpack to too much, by what its directory says."""
    entries = container.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused(PROTECTED)
    sizes = [entry.file_size for entry in entries]
    if len(entries) > MAX_ENTRIES or sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_PART:
        raise FileRefused(BOMB)


def read_part(container, name, most=MAX_PART):
    """The bytes of one part; what its directory says of its size is not trusted."""
    with container.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise FileRefused(BOMB)
    return content
