"""Two hundred documents of the kinds that a library takes, the same on every machine. Needs the group `test`."""

import io
import random
from pathlib import Path

WORDS = """
account adoption alert audit backup baseline billing board branch budget buyer cache capacity cluster column compliance
console contract cost coverage customer cutover dashboard deadline decision deploy design diagram downtime driver edge
effort estimate evidence failover feature finance forecast gateway growth guide headroom incident index invoice kernel
latency ledger licence limit load margin metric migration milestone mirror module network node objection office outage
owner packet partner patch peak pilot pipeline plan policy pool pricing process product proof quarter queue quota rate
region release replica report request review risk rollback rollout runtime sample scale schedule schema segment server
service session signal slide source sponsor stack stage storage summary support switch target team tenant tier traffic
training trial update usage value vendor version volume window workload zone
"""
# Of every ten: four PDF, two presentations, two documents, one workbook, one text.
KINDS = ("pdf", "pptx", "pdf", "docx", "xlsx", "pdf", "pptx", "docx", "pdf", "txt")


def write_documents(folder, count):
    """Write `count` documents into `folder`; returns their paths."""
    paths = []
    for number in range(count):
        rng, kind = random.Random(number), KINDS[number % len(KINDS)]  # noqa: S311 — nothing secret
        path = Path(folder, f"document-{number:03d}.{kind}")
        path.write_bytes(WRITERS[kind](rng))
        paths.append(path)
    return paths


def _line(rng, words=12):
    return " ".join(rng.choices(WORDS.split(), k=words))


def _pdf(rng):
    return pdf([[_line(rng) for _ in range(40)] for _ in range(rng.randint(2, 16))])


def pdf(pages, ballast=b""):
    """A PDF of pages of lines. ballast: bytes that it carries along and shows nowhere."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * place) for place in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(ballast), ballast),
    ]
    for place, lines in enumerate(pages):
        shown = b" T* ".join(b"(%s) Tj" % line.encode("ascii") for line in lines)
        stream = b"BT /F1 10 Tf 14 TL 60 740 Td %s ET" % shown
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * place),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return _with_table(objects)


def _with_table(objects):
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start))
    return out.getvalue()


def _pptx(rng):
    from pptx import Presentation

    deck = Presentation()
    for _ in range(rng.randint(8, 30)):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = _line(rng, 5)
        slide.placeholders[1].text = "\n".join(_line(rng, 8) for _ in range(5))
        slide.notes_slide.notes_text_frame.text = _line(rng, 30)
    return _saved(deck)


def _docx(rng):
    from docx import Document

    document = Document()
    for _ in range(rng.randint(40, 160)):
        document.add_paragraph(_line(rng, 60))
    return _saved(document)


def _xlsx(rng):
    from openpyxl import Workbook

    workbook = Workbook()
    for name in ("Prices", "Notes"):
        sheet = workbook.create_sheet(name)
        for _ in range(rng.randint(100, 400)):
            sheet.append([_line(rng, 3), rng.randint(1, 9999), rng.random(), _line(rng, 2)])
    return _saved(workbook)


def _txt(rng):
    return "\n\n".join(_line(rng, 60) for _ in range(80)).encode()


def _saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


WRITERS = {"pdf": _pdf, "pptx": _pptx, "docx": _docx, "xlsx": _xlsx, "txt": _txt}
