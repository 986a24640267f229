"""What a file may be, and what people are told when it may not. Pure."""

import re
import unicodedata
from dataclasses import dataclass

MB = 1024 * 1024
MAX_BYTES = 100 * MB
MAX_NAME = 150
# Of a zip container: what it may unpack to, in parts and together.
MAX_UNPACKED = 500 * MB
MAX_PART = 200 * MB
MAX_ENTRIES = 10_000
MAX_PIXELS = 40_000_000

OFFICE_XML = "application/vnd.openxmlformats-officedocument."
MACROS = "The file holds macros. Save it without them ({extension}) and upload it again."
PROTECTED = "The file is protected by a password. Save it without one and upload it again."
DAMAGED = "The file is damaged or not a real {label} file. Open it, save it anew and upload it again."


class FileRefused(Exception):
    """Why a file is not taken: one sentence that says what is wrong and what mends it."""


@dataclass(frozen=True)
class Kind:
    """A type that the portal takes. unit: what a page of it is called."""

    slug: str
    label: str
    extensions: tuple
    media_type: str
    unit: str = "page"

    @property
    def extension(self):
        return self.extensions[0]


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("pdf", "PDF", (".pdf",), "application/pdf"),
        Kind("pptx", "PowerPoint", (".pptx",), OFFICE_XML + "presentationml.presentation", "slide"),
        Kind("docx", "Word", (".docx",), OFFICE_XML + "wordprocessingml.document"),
        Kind("xlsx", "Excel", (".xlsx",), OFFICE_XML + "spreadsheetml.sheet", "sheet"),
        Kind("png", "PNG picture", (".png",), "image/png", "picture"),
        Kind("jpeg", "JPEG picture", (".jpg", ".jpeg"), "image/jpeg", "picture"),
        Kind("webp", "WebP picture", (".webp",), "image/webp", "picture"),
        Kind("txt", "text", (".txt",), "text/plain; charset=utf-8", "text"),
        Kind("md", "Markdown", (".md", ".markdown"), "text/markdown; charset=utf-8", "text"),
        Kind("csv", "CSV", (".csv",), "text/csv; charset=utf-8", "table"),
    )
}
SLUGS = tuple(KINDS)
PICTURES = {"png", "jpeg", "webp"}
TEXTS = {"txt", "md", "csv"}
OFFICE = {"pptx", "docx", "xlsx"}
BY_EXTENSION = {extension: kind for kind in KINDS.values() for extension in kind.extensions}
TAKEN = ", ".join(sorted(extension.removeprefix(".").upper() for extension in BY_EXTENSION))
# What people try, and what they can do instead.
INSTEAD = {
    ".ppt": "Save it as .pptx",
    ".pps": "Save it as .pptx",
    ".doc": "Save it as .docx",
    ".xls": "Save it as .xlsx",
    ".pptm": "Save it without macros as .pptx",
    ".docm": "Save it without macros as .docx",
    ".xlsm": "Save it without macros as .xlsx",
    ".key": "Export it as PDF or .pptx",
    ".pages": "Export it as PDF or .docx",
    ".odp": "Save it as .pptx or PDF",
    ".odt": "Save it as .docx or PDF",
    ".svg": "Save the picture as PNG",
    ".gif": "Save the picture as PNG",
    ".html": "Print it to PDF, or add the page as a link",
    ".htm": "Print it to PDF, or add the page as a link",
    ".zip": "Unpack it and upload its files",
    ".mp4": "Add it as a video link",
    ".mov": "Add it as a video link",
}


def clean_name(name):
    """A file's name without folders, control and direction marks, as it is stored and sent; never empty."""
    name = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    stem, extension = split_name(" ".join(kept.split()).strip(". "))
    return f"{stem[: MAX_NAME - len(extension)] or 'file'}{extension}"


def split_name(name):
    """("Deck v2", ".pptx"): the extension in lower case, empty when there is none."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or not extension.isalnum() or len(extension) > 10:
        return name, ""
    return stem, f".{extension.lower()}"


def title_from(name):
    """A title to begin with: words instead of signs, without version marks and copies' marks."""
    stem, _ = split_name(clean_name(name))
    words = re.sub(r"[_+]+|(?<=\w)-(?=\w)", " ", stem)
    words = re.sub(r"(?i)\b(copy of|copy|final|draft|v\d+(\.\d+)*)\b|\(\d+\)", " ", words)
    words = " ".join(words.split()).strip(" -–")
    words = words or stem
    return words[:1].upper() + words[1:]


def kind_by_name(name):
    """The kind that a name promises; FileRefused for one that the portal does not take."""
    _, extension = split_name(name)
    if kind := BY_EXTENSION.get(extension):
        return kind
    if instead := INSTEAD.get(extension):
        raise FileRefused(f"{extension} files are not taken. {instead}.")
    what = f"{extension} files are" if extension else "A file without an extension is"
    raise FileRefused(f"{what} not taken. These are: {TAKEN}.")


def size_problem(size):
    """Why a file of `size` bytes is not taken; empty when it is."""
    if not size:
        return "The file is empty. Choose it again, or save it again where it came from."
    if size > MAX_BYTES:
        return f"The file has more than {MAX_BYTES // MB} MB. Make it smaller, or add it as a link."
    return ""


def page_name(kind, number, label=""):
    """How a place in a file is named: "p. 7", "slide 3", the sheet's own name; empty for what has no pages."""
    unit = KINDS[kind].unit
    if unit == "sheet":
        return label
    return {"page": f"p. {number}", "slide": f"slide {number}"}.get(unit, "")
