"""A run's result as CSV: safe to open in a spreadsheet, and small in memory however long. Pure but for the rows."""

import csv

from portal.imports.rules import guarded

HEADER = ("row", "outcome", "reference", "title", "messages")


class _Line:
    """What csv.writer writes to; it hands each line on."""

    def write(self, text):
        return text


def result_lines(rows):
    """Lines of CSV, encoded. Begins with the mark by which spreadsheets recognise UTF-8."""
    # Quoted throughout: where a semicolon separates cells, what follows one in a title would be a cell of its own.
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield ("\ufeff" + writer.writerow(HEADER)).encode()
    for row in rows.iterator(chunk_size=2000):
        cells = (
            str(row.number),
            row.outcome,
            row.reference,
            row.label,
            " ".join(map(sentence, row.messages)),
        )
        yield writer.writerow(map(guarded, cells)).encode()


def sentence(message):
    """One stored message in words."""
    field, value, text, *_ = message
    return f"{field}{f' “{value}”' if value else ''}: {text}" if field else text
