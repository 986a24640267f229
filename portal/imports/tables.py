"""What every reader makes of a file: a table of texts, whatever the file was. Pure.

A cell is a text or, from JSON, a list of texts; a missing or empty one is "". Texts have `\\n` as line end and
no white space around them, so that the same record read from JSON, CSV or XLSX is equal.
"""

import re
from dataclasses import dataclass, field

from portal.imports.limits import MAX_CELL, ImportProblem, check_columns, check_rows

SHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass
class Row:
    """One record. `number` is where its author finds it: the row of the sheet, or the place in the list.

    `cells` is {column: text or list of texts}; `notes` are (column, sentence) about mended cells and
    `problems` are (column, value, sentence) that forbid using the row.
    """

    number: int
    cells: dict
    notes: list = field(default_factory=list)
    problems: list = field(default_factory=list)


@dataclass
class Table:
    """A file as read: column names in order, rows, how it was read, and what to look at if that was a guess."""

    columns: list
    rows: list
    how: str
    doubt: str = ""

    def samples(self, column, count=3):
        """The first different texts of a column, for the page on which columns are mapped."""
        found = {}
        for row in self.rows[:500]:
            cell = row.cells.get(column) or ""
            if text := "; ".join(cell) if isinstance(cell, list) else cell:
                found[text] = None
            if len(found) == count:
                break
        return list(found)


def clean_text(text):
    """(text as it is kept, whether characters that no database takes were replaced)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    cleaned = UNREADABLE.sub("\ufffd", text)
    return cleaned, cleaned != text


def put_cell(row, column, value):
    """Put a text or a list of texts into `row`, cleaned; note what was replaced, refuse what is too long."""
    parts = value if isinstance(value, list) else [value]
    cleaned = []
    for part in parts:
        text, replaced = clean_text(part)
        if replaced:
            row.notes.append((column, "Unreadable characters were replaced by “\ufffd”."))
        if len(text) > MAX_CELL:
            sentence = f"It has {len(text):,} characters; at most {MAX_CELL:,} can be kept. Shorten it."
            row.problems.append((column, text[:60], sentence))
            text = ""
        if text in SHEET_ERRORS:
            row.problems.append(
                (column, text, "The spreadsheet could not compute it. Mend the formula there.")
            )
            text = ""
        cleaned.append(text)
    row.cells[column] = [text for text in cleaned if text] if isinstance(value, list) else cleaned[0]


def table_of_grid(grid, how, head=None):
    """The table of a sheet: `grid` yields (row number, list of texts), and its first row names the columns.

    `head` stops after so many records.
    """
    columns, rows = None, []
    for number, cells in grid:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _header(cells)
            continue
        check_rows(len(rows) + 1)
        rows.append(_row(number, cells, columns))
        if len(rows) == head:
            break
    if columns is None:
        raise ImportProblem("The file has no rows. The first row has to name the columns.")
    if not rows:
        raise ImportProblem(
            "The file holds no rows but the first, which names the columns. Add a row for each record."
        )
    used = {name for row in rows for name, cell in row.cells.items() if cell}
    named = [name for place, name in enumerate(columns, 1) if name != _unnamed(place) or name in used]
    return Table(named, rows, how)


def _unnamed(place):
    return f"Column {place}"


def _header(cells):
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    check_columns(len(cells))
    names = []
    for place, cell in enumerate(cells, 1):
        name = clean_text(cell)[0][:120] or _unnamed(place)
        if name in names:
            raise ImportProblem(
                f"The column “{name}” occurs twice (columns {names.index(name) + 1} and {place}). "
                "Rename or remove one of them."
            )
        names.append(name)
    return names


def _row(number, cells, columns):
    row = Row(number, {})
    for column, cell in zip(columns, cells, strict=False):
        put_cell(row, column, cell)
    over = [cell for cell in cells[len(columns) :] if cell.strip()]
    if over:
        sentence = (
            f"The row has {len(cells)} cells, but only {len(columns)} columns have a name. "
            "A cell with a separator in it needs quotes around it."
        )
        row.problems.append(("", over[0][:60], sentence))
    return row
