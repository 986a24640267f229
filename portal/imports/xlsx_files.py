"""Read the first sheet of an Excel workbook, in a process of its own with limits on time and memory. Pure.

A workbook is a zip of XML; what it unpacks to is the sender's choice, so the parent looks at the sizes first
and never parses it. Run as `python -m portal.imports.xlsx_files`: workbook on stdin, one JSON value a line.
"""

import datetime
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from portal.imports.limits import ImportProblem, check_columns, check_rows
from portal.imports.tables import table_of_grid

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
MEMORY = 1536 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_SHEET_ROW = 1_048_576
DAMAGED = "The workbook is damaged. Open it in the spreadsheet and save it again as .xlsx, or save it as CSV."
# In a sheet's XML: the end of a row, or a cell with something in it. Longer than none of the two: OVERLAP.
ROW_OR_VALUE = re.compile(rb"</(?:\w{1,20}:)?(row)>|<(?:\w{1,20}:)?(?:v>[^<]|is>)")
OVERLAP = 64
BOMB = "The workbook unpacks to far more than its size. Save the first sheet as CSV and import that."


def read_workbook(content, head=None):
    """The table in the first sheet, formulas as their values. Raises ImportProblem."""
    check_archive(content)
    command = [sys.executable, "-m", "portal.imports.xlsx_files", str(head or "")]
    try:
        done = subprocess.run(  # noqa: S603  our own module, nothing of the sender's in the words
            command, input=content, capture_output=True, cwd=ROOT, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ImportProblem(BOMB) from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or not lines:
        raise ImportProblem(DAMAGED)
    first = json.loads(lines[0])
    if "problem" in first:
        raise ImportProblem(first["problem"])
    grid = (json.loads(line) for line in lines[1:])
    return table_of_grid(grid, f"Excel workbook, sheet “{first['sheet']}”", head)


def check_archive(content):
    """Raise ImportProblem unless these bytes are a workbook that may safely be unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ImportProblem(DAMAGED) from None
    if not any(entry.filename.endswith("xl/workbook.xml") for entry in entries):
        raise ImportProblem("It is a zip file, not an Excel workbook. Unpack it and choose the file inside.")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > min(MAX_UNPACKED, max(len(content) * MAX_RATIO, 1024 * 1024)):
        raise ImportProblem(BOMB)


def sheet_grid(content, head=None):
    """Yields the sheet's name, then (row number, list of texts) of each row with something in it."""
    import openpyxl

    _check_height(content)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise ImportProblem("The workbook has no sheet with cells. Put the table into its first sheet.")
    sheet = book.worksheets[0]
    yield sheet.title
    # What the file says about its own size may be wrong; the cells themselves decide.
    sheet.reset_dimensions()
    count = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MAX_SHEET_ROW:
            break
        texts = [cell_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            count += 1
            check_rows(count - 1)
            check_columns(len(texts))
            yield number, texts
        if head and count > head:
            break


def _check_height(content):
    """Raise ImportProblem if the first sheet has too many rows, before the words of all of them are read."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(io.BytesIO(content), read_only=True)
    reader.read_manifest()
    reader.read_workbook()
    sheets = (link.target for _, link in reader.parser.find_sheets() if link.Type.endswith("/worksheet"))
    if not (first := next(sheets, None)):
        return
    count, has_value, rest = 0, False, b""
    with reader.archive.open(first) as part:
        while chunk := part.read(1024 * 1024):
            data, end = rest + chunk, 0
            for match in ROW_OR_VALUE.finditer(data):
                end = match.end()
                if match[1]:
                    count, has_value = count + has_value, False
                    check_rows(count - 1)
                else:
                    has_value = True
            rest = data[max(end, len(data) - OVERLAP) :]


def cell_text(value):
    """A cell's value as a person would type it: 3 not 3.0, dates as 2026-04-03."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return str(value)


def _limit_memory():
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main():
    """The child process: whatever happens in it, the first line it writes says how it went."""
    content = sys.stdin.buffer.read()
    _limit_memory()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    try:
        grid = sheet_grid(content, int(sys.argv[1] or 0) if sys.argv[1:] else None)
        lines = [json.dumps({"sheet": next(grid)}), *map(json.dumps, grid)]
    except ImportProblem as problem:
        lines = [json.dumps({"problem": str(problem)})]
    except MemoryError:
        lines = [json.dumps({"problem": BOMB})]
    except Exception:  # openpyxl raises whatever its XML, zip and number parsing raise
        lines = [json.dumps({"problem": DAMAGED})]
    out.write("\n".join(lines))
    out.flush()


if __name__ == "__main__":
    main()
