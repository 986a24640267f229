"""Files as people upload them, and as they should not."""

import io
import zipfile

from docx import Document
from docx.enum.text import WD_BREAK
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation

ENCRYPTED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
    b"28" * 32,
    b"29" * 32,
)


def pdf(*pages, trailer=b"", size=(612, 792), extra=b""):
    """A PDF with one line of text a page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra,
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, text in enumerate(pages):
        stream = b"BT /F1 24 Tf 72 700 Td (%s) Tj ET" % text.encode("latin-1")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (*size, 5 + 2 * place),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            trailer,
            len(body),
        )
    )


def pptx(*slides, notes=""):
    """A presentation with one title a slide, and notes on the first."""
    deck = Presentation()
    for title in slides:
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    if notes:
        deck.slides[0].notes_slide.notes_text_frame.text = notes
    return _saved(deck)


def docx(*pages):
    """A document with one paragraph a page."""
    document = Document()
    for place, text in enumerate(pages):
        paragraph = document.add_paragraph(text)
        if place < len(pages) - 1:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
    return _saved(document)


def xlsx(**sheets):
    """A workbook: name=rows."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return _saved(workbook)


def picture(form="PNG", size=(40, 30), **options):
    return _saved(Image.new("RGB", size, "#336699"), form, **options)


def repacked(container, change):
    """A zip with its parts {name: bytes} changed by `change(parts)`."""
    with zipfile.ZipFile(io.BytesIO(container)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return target.getvalue()


def _saved(document, *arguments, **options):
    target = io.BytesIO()
    document.save(target, *arguments, **options)
    return target.getvalue()
