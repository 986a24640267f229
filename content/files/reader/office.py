"""Slides of a presentation and pages of a document, straight from their XML: small parts, one after the other."""

import posixpath
import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from content.files.reader.limits import MOST_OF_FILE, MOST_PAGES, page
from content.files.reader.pictures import open_picture, save
from content.files.reader.problem import Problem
from content.files.rules import DAMAGED
from content.files.sniffing import check_container, read_part

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"
THUMBNAILS = ("docProps/thumbnail.jpeg", "docProps/thumbnail.jpg", "docProps/thumbnail.png")
BROKEN = (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, OSError, ValueError, RecursionError)


def read_slides(path, folder):
    """Each slide with its notes; the first with the picture that the program stored of it."""
    yield from _pages(path, folder, "PowerPoint", _slides)


def read_document(path, folder):
    """Pages as Word broke them when it last saved; a document without such marks is one page."""
    yield from _pages(path, folder, "Word", _document_pages)


def _pages(path, folder, label, texts_of):
    try:
        with zipfile.ZipFile(path) as container:
            check_container(container)
            cover = _cover(container, Path(folder))
            for number, text in enumerate(texts_of(container), start=1):
                yield page(number, text, **(cover if number == 1 else {}))
                if number >= MOST_PAGES:
                    break
    except BROKEN:
        raise Problem(DAMAGED.format(label=label)) from None


def _cover(container, folder):
    """The stored first picture, drawn anew; a bad one is as good as none."""
    name = next((name for name in THUMBNAILS if name in container.namelist()), None)
    if name is None:
        return {}
    try:
        picture = open_picture(read_part(container, name))
    except Problem:
        return {}
    save(picture, folder / "0001.webp")
    return {"picture": "0001.webp", "width": picture.width, "height": picture.height}


def _xml(container, name):
    return fromstring(read_part(container, name), forbid_dtd=True)


def _relations(container, part):
    """{id: full name of the part} that a part links to inside the file."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in container.namelist():
        return {}
    return {
        link.get("Id"): (
            posixpath.normpath(posixpath.join(folder, link.get("Target", ""))),
            link.get("Type", ""),
        )
        for link in _xml(container, links).iter(RELATION)
        if link.get("TargetMode") != "External"
    }


def _slides(container):
    main = "ppt/presentation.xml"
    targets = _relations(container, main)
    for slide in _xml(container, main).iter(SLIDE):
        part, _ = targets[slide.get(f"{LINK}id")]
        text = _paragraphs(_xml(container, part), DRAWING)
        notes = [name for name, kind in _relations(container, part).values() if kind.endswith("/notesSlide")]
        yield "\n".join([text, *(_paragraphs(_xml(container, name), DRAWING) for name in notes)])


def _paragraphs(root, space):
    """The text of all paragraphs, one a line."""
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{space}t")) for paragraph in root.iter(f"{space}p")
    )


def _document_pages(container):
    lines, line, size = [], [], 0
    for element in _xml(container, "word/document.xml").iter():
        if element.tag == f"{WORD}p":
            lines.append("".join(line))
            line = []
        elif element.tag == f"{WORD}t":
            line.append(element.text or "")
            size += len(element.text or "")
        elif element.tag in {f"{WORD}tab", f"{WORD}br"} and element.get(f"{WORD}type") != "page":
            line.append(" ")
        elif element.tag == f"{WORD}lastRenderedPageBreak" or element.get(f"{WORD}type") == "page":
            lines.append("".join(line))
            if any(lines):
                yield "\n".join(lines)
            lines, line = [], []
        if size > MOST_OF_FILE:
            break
    lines.append("".join(line))
    yield "\n".join(lines)
