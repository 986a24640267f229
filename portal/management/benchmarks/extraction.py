"""Text and first pictures of documents by the libraries alone: what the portal's own reading is compared with.

pypdfium2 draws each page as the portal shows it, and Pillow stores it; python-pptx, python-docx and openpyxl give the
words. No checks, no limits, no database, nothing is kept.
"""

import tempfile
from pathlib import Path

WIDTH = 1000


def extract(path, *, pictures=True):
    """How many characters the file at `path` holds; with its pages drawn unless told otherwise."""
    kind = Path(path).suffix.lower().removeprefix(".")
    if kind == "pdf":
        return _pdf(path, pictures)
    return sum(map(len, READERS.get(kind, _text)(path)))


def _pdf(path, pictures):
    import pypdfium2

    size, document = 0, pypdfium2.PdfDocument(path)
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(document):
            size += len(page.get_textpage().get_text_bounded())
            if pictures:
                picture = page.render(scale=WIDTH / page.get_width()).to_pil()
                picture.save(Path(folder, f"{number}.webp"), "WEBP", quality=80, method=2)
    document.close()
    return size


def _slides(path):
    from pptx import Presentation

    for slide in Presentation(path).slides:
        yield from (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def _paragraphs(path):
    from docx import Document

    yield from (paragraph.text for paragraph in Document(path).paragraphs)


def _cells(path):
    from openpyxl import load_workbook

    for sheet in load_workbook(path, read_only=True, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


def _text(path):
    yield Path(path).read_bytes().decode("utf-8", "replace")


READERS = {"pptx": _slides, "docx": _paragraphs, "xlsx": _cells}
