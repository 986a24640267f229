"""What is taken in, what is refused, and that a refusal leaves nothing behind."""

import pytest

from content.files.actions import take_file
from content.files.models import StoredFile
from content.files.rules import FileRefused, clean_name, title_from
from tests.factories import files

pytestmark = pytest.mark.django_db


def take(content, name):
    return take_file([content], name)


def lying(files_folder):
    """Every file on the disk."""
    return [path for path in files_folder.rglob("*") if path.is_file()]


GOOD = {
    "a.pdf": lambda: files.pdf("One"),
    "a.pptx": lambda: files.pptx("One"),
    "a.docx": lambda: files.docx("One"),
    "a.xlsx": lambda: files.xlsx(Prices=[["a", 1]]),
    "a.png": files.picture,
    "a.jpg": lambda: files.picture("JPEG"),
    "a.JPEG": lambda: files.picture("JPEG"),
    "a.webp": lambda: files.picture("WEBP"),
    "a.txt": lambda: "Grüße".encode(),
    "utf16.txt": lambda: "Grüße".encode("utf-16"),
    "a.md": lambda: b"# One",
    "a.csv": lambda: b"a;b\n1;2",
}


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_taken(name, files_folder):
    content = GOOD[name]()
    file, kept, is_new = take(content, name)
    assert (kept.lower(), is_new, file.size) == (name.lower(), True, len(content))
    assert [path.read_bytes() for path in lying(files_folder)] == [content]


def test_the_same_content_is_stored_once(files_folder):
    first, _, _ = take(files.pdf("One"), "a.pdf")
    second, name, is_new = take(files.pdf("One"), "other.pdf")
    assert (first, name, is_new, len(lying(files_folder))) == (second, "other.pdf", False, 1)


def macro(parts):
    parts["ppt/vbaProject.bin"] = b"x"


def no_types(parts):
    del parts["[Content_Types].xml"]


def entities(parts):
    parts["[Content_Types].xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    )


def bomb(parts):
    parts["ppt/media/zero.bin"] = bytes(201 * 1024 * 1024)


HOSTILE = [
    ("renamed page", "page.pdf", lambda: b"<html><script>alert(1)</script>", "not a real PDF"),
    ("program", "tool.docx", lambda: b"MZ" + bytes(200), "not a real Word"),
    ("page before the PDF", "p.pdf", lambda: b"<script>1</script>" + files.pdf("x"), "not a real PDF"),
    ("picture as text", "t.txt", files.picture, "not a real text"),
    ("program as text", "t.csv", lambda: b"a,b\n" + bytes(10), "not a real CSV"),
    ("truncated deck", "d.pptx", lambda: files.pptx("One")[:2000], "damaged"),
    ("script in SVG", "logo.svg", lambda: b"<svg onload='alert(1)'/>", "Save the picture as PNG"),
    ("SVG as PNG", "logo.png", lambda: b"<svg onload='alert(1)'/>", "not a real PNG"),
    ("macros", "m.pptx", lambda: files.repacked(files.pptx("One"), macro), "macros"),
    ("macro extension", "m.xlsm", lambda: b"PK\x03\x04", "Save it without macros as .xlsx"),
    ("encrypted deck", "e.pptx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "password"),
    ("no content types", "n.pptx", lambda: files.repacked(files.pptx("One"), no_types), "damaged"),
    ("entities", "x.pptx", lambda: files.repacked(files.pptx("One"), entities), "damaged"),
    ("deck as document", "d.docx", lambda: files.pptx("One"), "This is a PowerPoint file. Name it .pptx"),
    ("zip bomb", "b.pptx", lambda: files.repacked(files.pptx("One"), bomb), "unpacks to far more"),
    ("web page", "page.html", lambda: b"<html>", "Print it to PDF"),
    ("no extension", "README", lambda: b"x", "A file without an extension is not taken"),
    ("empty", "e.pdf", lambda: b"", "The file is empty"),
]


@pytest.mark.parametrize(("name", "content", "says"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_hostile_files_are_refused_and_leave_nothing(name, content, says, files_folder):
    with pytest.raises(FileRefused, match=says.replace(".", r"\.")):
        take(content(), name)
    assert (lying(files_folder), StoredFile.objects.count()) == ([], 0)


def test_a_stream_that_never_ends_is_cut_off(files_folder, monkeypatch):
    monkeypatch.setattr("content.files.rules.MAX_BYTES", 1000)
    sent = []

    def endless():
        while True:
            sent.append(1)
            yield b"%PDF-" * 100

    with pytest.raises(FileRefused, match="more than"):
        take_file(endless(), "a.pdf")
    assert (len(sent), lying(files_folder)) == (3, [])


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\Deck.PPTX", "Deck.pptx"),
        ("a\x00b\r\nc\x1b[31m.pdf", "abc[31m.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("...", "file"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
        ("  two   words .pdf", "two words .pdf"),
    ],
)
def test_names_lose_folders_controls_and_direction_marks(sent, kept):
    assert clean_name(sent) == kept


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("customer-story_final_v2 (1).pptx", "Customer story"),
        ("Migration_Guide.pdf", "Migration Guide"),
        ("copy of ROI.xlsx", "ROI"),
        ("2026-review.docx", "2026 review"),
        ("v3.pdf", "V3"),
    ],
)
def test_titles_are_cleaned_names(name, title):
    assert title_from(name) == title
