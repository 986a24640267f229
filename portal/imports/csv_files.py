"""Read comma-separated text as spreadsheets write it. Pure."""

import csv
import io

from portal.editing.cells import unguarded
from portal.imports.limits import MAX_CELL, ImportProblem
from portal.imports.tables import table_of_grid

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}

# The module's own limit of 131,072 is for the whole process and below what a cell may hold here; one more
# character than that, so that a cell too long is reported with its row and column.
csv.field_size_limit(MAX_CELL * 2)


def read_csv(text, encoding, head=None):
    """The table in `text`; its separator is found by looking. Raises ImportProblem."""
    separator, text = _separator(text)
    how = f"CSV, {encoding}, separated by {SEPARATORS[separator]}"
    return table_of_grid(_grid(text, separator), how, head)


def _grid(text, separator):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error as error:
        raise ImportProblem(_sentence(str(error), number + 1)) from None


def _sentence(error, number):
    if "end of data" in error:
        return 'A quotation mark is opened and never closed. Look for a single " and double or remove it.'
    if "field limit" in error:
        return f"Row {number} has a cell of more than {MAX_CELL * 2:,} characters; a quotation mark may be unclosed."
    return (
        f'Row {number} has a quotation mark inside a quoted cell. Write it twice ("") there, '
        "or save the file again from the spreadsheet."
    )


def _separator(text):
    """(separator, text without a `sep=` line): the one that cuts the header into the most cells.

    Where several do, the one that cuts the next rows into as many cells as the header.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and first.strip()[4:5] in SEPARATORS:
        return first.strip()[4:5], rest
    if first.lower().startswith("sep=\t"):
        return "\t", rest
    head = text[:20_000]
    scores = {separator: _score(head, separator) for separator in SEPARATORS}
    best = max(scores, key=scores.get)
    return (best if scores[best][0] > 1 else ","), text


def _score(head, separator):
    rows = []
    try:
        for cells in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            if cells:
                rows.append(len(cells))
            if len(rows) == 20:
                break
    except csv.Error:
        pass
    if not rows:
        return 0, 0
    return rows[0], sum(width == rows[0] for width in rows[1:])
