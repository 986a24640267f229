"""Read a file of any supported kind into a table. Pure: bytes and a file name in, a Table or ImportProblem out."""

from portal.imports.csv_files import read_csv
from portal.imports.encodings import decoded
from portal.imports.json_files import read_json
from portal.imports.limits import ImportProblem, check_size
from portal.imports.xlsx_files import read_workbook

READABLE = "Use JSON, CSV or an Excel workbook (.xlsx)."
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "It is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.",
    b"%PDF": f"It is a PDF. {READABLE}",
    b"\x1f\x8b": "It is compressed. Unpack it first.",
}


def read_table(name, content, head=None, encoding=""):
    """The table in `content` (bytes) of a file called `name`. Raises ImportProblem, never anything else.

    `head` reads only so many records, where the format allows to stop early: enough to ask about columns.
    encoding: of a text file, as Python names it; "" to find out.
    """
    check_size(len(content))
    for start, sentence in FOREIGN.items():
        if content.startswith(start):
            raise ImportProblem(sentence)
    if content.startswith(b"PK\x03\x04"):
        return read_workbook(content, head)
    is_json = _is_json(name, content)
    text = decoded(content, is_json=is_json, encoding=encoding)
    if not text.content.strip():
        raise ImportProblem("The file is empty. Choose the file again, or save it again where it came from.")
    # A few zeros come with text that was taken out of a PDF; many mean that it is no text at all.
    if text.content.count("\x00") * 100 > len(text.content):
        raise ImportProblem(f"It is not a text file. {READABLE}")
    table = read_json(text.content, text.encoding) if is_json else read_csv(text.content, text.encoding, head)
    table.doubt = text.doubt
    return table


def _is_json(name, content):
    """Whether the file is called so, or begins so, whatever its encoding."""
    ending = name.lower().rsplit(".", 1)[-1]
    if ending in ("csv", "tsv", "tab"):
        return False
    start = content[:4000].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    return ending in ("json", "jsonl", "ndjson") or start in (b"{", b"[")
