"""What is read of a file: pages with text and pictures, by the real reader in its own process."""

import io
from pathlib import Path

import pytest
from PIL import Image

from content.files import process, storage
from content.files.actions import read_file, take_file
from content.files.models import FilePage
from content.files.rules import page_name
from tests.factories import files

pytestmark = pytest.mark.django_db
DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "documents"


def read(content, name):
    return read_file(take_file([content], name)[0])


def texts(file):
    return list(FilePage.objects.of_file(file).values_list("text", flat=True))


def drawn(file, number=1):
    page = FilePage.objects.of_file(file).get(number=number)
    with Image.open(storage.path_of(file.pictures) / page.picture) as picture:
        return picture.size


def test_a_pdf_has_text_and_a_picture_of_each_page():
    file = read(files.pdf("Freeze less", "Save more"), "a.pdf")
    assert (file.state, file.problem, file.page_count) == ("read", "", 2)
    assert texts(file) == ["Freeze less", "Save more"]
    assert [drawn(file, number)[0] for number in (1, 2)] == [1000, 1000]


def test_slides_come_in_order_with_their_notes():
    file = read(files.pptx("First", "Second", notes="Say it slowly"), "a.pptx")
    first, second = texts(file)
    assert (first.splitlines()[0], "Say it slowly" in first, second) == ("First", True, "Second")
    assert page_name("pptx", 2) == "slide 2"


def test_a_document_is_read_page_by_page():
    assert texts(read(files.docx("Before", "After"), "a.docx")) == ["Before", "After"]


def test_each_sheet_is_a_page_by_its_name():
    file = read(files.xlsx(Prices=[["Gold", 900], ["=1+1", None]], Notes=[["per year"]]), "a.xlsx")
    assert texts(file)[0].startswith("Gold 900")
    assert list(FilePage.objects.of_file(file).values_list("label", flat=True)) == ["Prices", "Notes"]


@pytest.mark.parametrize("content", ["Grüße, 迁移", "Grüße"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_are_read_in_the_encodings_of_editors(content, encoding):
    assert texts(read(content.encode(encoding), "a.txt")) == [content]


def test_old_windows_texts_are_read_too():
    assert texts(read("Grüße".encode("cp1252"), "a.txt")) == ["Grüße"]


def test_pictures_are_drawn_anew_without_what_came_with_them():
    exif = Image.Exif()
    exif[0x010E] = "The secret place"
    exif[0x0112] = 6  # lies on its side
    content = files.picture("JPEG", size=(40, 30), exif=exif) + b"<script>alert(1)</script>"
    file = read(content, "a.jpg")
    bytes_of_it = (storage.path_of(file.pictures) / "0001.webp").read_bytes()
    assert b"secret" not in bytes_of_it
    assert b"script" not in bytes_of_it
    assert Image.open(io.BytesIO(bytes_of_it)).size == (30, 40)


def test_a_flood_of_pixels_is_not_drawn():
    content = files.picture("PNG", size=(7000, 5800))
    file = read(content, "flood.png")
    assert (file.state, file.page_count) == ("failed", None)
    assert "million pixels" in file.problem


def test_an_encrypted_pdf_says_so():
    file = read(files.pdf("Secret", trailer=files.ENCRYPTED), "a.pdf")
    assert (file.state, file.problem) == ("failed", "The PDF is protected by a password.")


def test_a_truncated_pdf_says_so():
    file = read(b"%PDF-1.4\n1 0 obj\n<<", "a.pdf")
    assert (file.state, file.problem) == ("failed", "The PDF is damaged: no page of it can be read.")


def test_script_in_a_pdf_is_never_run_nor_read_as_text():
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    assert texts(read(files.pdf("Words", extra=script), "a.pdf")) == ["Words"]


def test_a_page_that_claims_to_be_a_mile_long_is_drawn_small():
    file = read(files.pdf("Tall", size=(10, 100_000)), "a.pdf")
    assert drawn(file)[1] <= 2400


def test_one_process_reads_several_files_and_a_dead_one_is_replaced(tmp_path):
    process.close()
    paths = [tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf")]
    readings = []
    for path in paths:
        path.write_bytes(files.pdf(path.stem))
        folder = tmp_path / f"{path.stem}-pages"
        folder.mkdir()
        if path.stem == "c":
            process._desk._reader._process.kill()
        readings.append(process.read(path, "pdf", folder))
    assert [reading.pages[0]["text"] for reading in readings] == ["a", "b", "c"]
    assert process._desk._reader.count == 1


def test_reading_twice_changes_nothing():
    file = read(files.pdf("One"), "a.pdf")
    pages = list(FilePage.objects.of_file(file).values_list("pk", flat=True))
    assert read_file(file).pictures == file.pictures
    assert list(FilePage.objects.of_file(file).values_list("pk", flat=True)) == pages


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the folder of real documents is not here")
@pytest.mark.parametrize(
    ("name", "pages", "number", "words"),
    [
        ("CiliumFuzzingAudit2022.pdf", 20, 1, "Cilium Fuzzing Audit"),
        ("FederalPLGuidelines.docx", 130, 1, "Federal Plain Language Guidelines"),
        ("forManagers_theAct_training.pptx", 21, 1, "Best Practice"),
    ],
)
def test_real_documents_are_read(name, pages, number, words):
    file = read((DOCUMENTS / name).read_bytes(), name)
    assert (file.state, file.page_count) == ("read", pages)
    assert words in texts(file)[number - 1]
