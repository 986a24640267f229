"""Sheets of a workbook: what stands in the cells, never a formula."""

import zipfile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from content.files.reader.limits import MOST_OF_PAGE, page
from content.files.reader.problem import Problem
from content.files.rules import DAMAGED
from content.files.sniffing import check_container

MOST_ROWS = 20_000


def read(path, folder):
    try:
        with zipfile.ZipFile(path) as container:
            check_container(container)
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for number, sheet in enumerate(workbook.worksheets, start=1):
            if sheet.sheet_state == "visible":
                yield page(number, _text(sheet), label=sheet.title)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError):
        raise Problem(DAMAGED.format(label="Excel")) from None


def _text(sheet):
    lines, size = [], 0
    for row in sheet.iter_rows(max_row=MOST_ROWS, values_only=True):
        line = " ".join(str(value) for value in row if value is not None)
        lines.append(line)
        size += len(line)
        if size > MOST_OF_PAGE:
            break
    return "\n".join(lines)
