"""Pages of a PDF by PDFium, which runs no script and follows no link."""

from pathlib import Path

import pypdfium2 as pdfium

from content.files.reader.limits import MOST_PAGES, MOST_PICTURES, page
from content.files.reader.pictures import save
from content.files.reader.problem import Problem

WIDTH = 1000
# A page may claim any size; a picture of it never has more lines than this.
MOST_HEIGHT = 2400
PASSWORD = 4


def read(path, folder):
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise Problem("The PDF is protected by a password.") from None
        raise Problem("The PDF is damaged: no page of it can be read.") from None
    for index in range(min(len(document), MOST_PAGES)):
        yield _page(document, index, Path(folder))


def _page(document, index, folder):
    number = index + 1
    try:
        leaf = document[index]
        textpage = leaf.get_textpage()
        text = textpage.get_text_bounded()
        textpage.close()
        if index >= MOST_PICTURES:
            return page(number, text)
        picture = _render(leaf)
        leaf.close()
    except pdfium.PdfiumError:
        # One page that cannot be read is no reason to lose the others.
        return page(number, "")
    name = f"{number:04d}.webp"
    save(picture, folder / name)
    return page(number, text, picture=name, width=picture.width, height=picture.height)


def _render(leaf):
    width, height = leaf.get_size()
    scale = min(WIDTH / max(width, 1), MOST_HEIGHT / max(height, 1))
    return leaf.render(scale=scale, may_draw_forms=False).to_pil()
