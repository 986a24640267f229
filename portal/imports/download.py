"""A run's result as CSV: the file's own columns beside what became of each row, to be mended and uploaded again.

Safe to open in a spreadsheet. Holds the file's table, which it gives up row by row, and nothing else. Pure but for
the rows.
"""

import csv

from portal.editing.cells import guarded

# No importer has a column that begins so, and no file but our own.
OURS = "Tandem: "
NO_ROW = "file without a row"
HEADER = tuple(OURS + name for name in ("row", "outcome", "reference", "title", "messages"))


class _Line:
    """What csv.writer writes to; it hands each line on."""

    def write(self, text):
        return text


def is_ours(column):
    """Whether a column of an uploaded file was put there by an earlier result."""
    return column in HEADER


def result_lines(rows, table, unmatched=()):
    """Lines of CSV, encoded. Begins with the mark by which spreadsheets recognise UTF-8.

    table: the file that the rows came from, or None where it cannot be read; its rows are taken out.
    unmatched: (name, sentence) of files that came along and that no row takes; they come last.
    """
    # Quoted throughout: where a semicolon separates cells, what follows one in a title would be a cell of its own.
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    columns = [column for column in table.columns if not is_ours(column)] if table else []
    originals = {}
    while table and table.rows:
        original = table.rows.pop()
        originals[original.number] = original
    yield ("\ufeff" + writer.writerow(map(guarded, (*HEADER, *columns)))).encode()
    for row in rows.iterator(chunk_size=2000):
        cells = (
            str(row.number),
            row.outcome,
            row.reference,
            row.label,
            " ".join(map(sentence, row.messages)),
            *_cells(originals.pop(row.number, None), columns),
        )
        yield writer.writerow(map(guarded, cells)).encode()
    for name, why in unmatched:
        cells = ("", NO_ROW, "", name, why, *[""] * len(columns))
        yield writer.writerow(map(guarded, cells)).encode()


def _cells(original, columns):
    """The texts of a row as the file has them; of a cell that could not be read, what is known of it."""
    if original is None:
        return [""] * len(columns)
    refused = {column: value for column, value, _ in original.problems}
    return [_text(original.cells.get(column, "")) or refused.get(column, "") for column in columns]


def _text(cell):
    """A cell as one text; a list so that it is cut into the same parts again, also one that holds a comma."""
    if not isinstance(cell, list):
        return cell
    ending = " |" if len(cell) == 1 and any(sign in cell[0] for sign in ",;\n") else ""
    return " | ".join(cell) + ending


def sentence(message):
    """One stored message in words."""
    field, value, text, *_ = message
    return f"{field}{f' “{value}”' if value else ''}: {text}" if field else text
