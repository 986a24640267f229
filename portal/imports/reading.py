"""Read a file of any supported kind into a table. Pure: bytes and a file name in, a Table or ImportProblem out."""

from portal.imports.csv_files import read_csv
from portal.imports.json_files import read_json
from portal.imports.limits import ImportProblem, check_size
from portal.imports.xlsx_files import read_workbook

READABLE = "Use JSON, CSV or an Excel workbook (.xlsx)."
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "It is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.",
    b"%PDF": f"It is a PDF. {READABLE}",
    b"\x1f\x8b": "It is compressed. Unpack it first.",
}


def read_table(name, content, head=None):
    """The table in `content` (bytes) of a file called `name`. Raises ImportProblem, never anything else.

    `head` reads only so many records, where the format allows to stop early: enough to ask about columns.
    """
    check_size(len(content))
    for start, sentence in FOREIGN.items():
        if content.startswith(start):
            raise ImportProblem(sentence)
    if content.startswith(b"PK\x03\x04"):
        return read_workbook(content, head)
    text, encoding = decoded(content)
    if not text.strip():
        raise ImportProblem("The file is empty. Choose the file again, or save it again where it came from.")
    if _is_json(name, text):
        return read_json(text, encoding)
    return read_csv(text, encoding, head)


def _is_json(name, text):
    ending = name.lower().rsplit(".", 1)[-1]
    if ending in ("csv", "tsv", "tab"):
        return False
    return ending in ("json", "jsonl", "ndjson") or text.lstrip()[:1] in ("{", "[")


def decoded(content):
    """(text, name of the encoding) of bytes as editors and spreadsheets write them. Raises ImportProblem."""
    for mark, codec, title in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, codec, title), title
    if codec := _utf16_without_mark(content):
        return _strictly(content, codec, "UTF-16"), "UTF-16"
    try:
        text, title = content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text, title = _strictly(content, "cp1252", "Windows-1252"), "Windows-1252"
    # A few zeros come with text that was taken out of a PDF; many mean that it is no text at all.
    if text.count("\x00") * 100 > len(text):
        raise ImportProblem(f"It is not a text file. {READABLE}")
    return text, title


def _strictly(content, codec, title):
    try:
        return content.decode(codec)
    except UnicodeError:
        raise ImportProblem(
            f"The file is not text in UTF-8, UTF-16 or Windows-1252 (it looks like {title}, but parts are damaged). "
            "Save it as “CSV UTF-8”."
        ) from None


def _utf16_without_mark(content):
    """The codec of UTF-16 text that lacks its mark: of plain text every second byte is zero."""
    head = content[:400]
    pairs = len(head) // 2
    if pairs and len(content) % 2 == 0:
        if head[1::2].count(0) > pairs * 0.7 and not head[0::2].count(0):
            return "utf-16-le"
        if head[0::2].count(0) > pairs * 0.7 and not head[1::2].count(0):
            return "utf-16-be"
    return ""
