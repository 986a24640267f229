"""The result as CSV: what a file held comes back as it was, whatever kind of file it was."""

import json
from types import SimpleNamespace

import pytest

from portal.imports.download import HEADER, result_lines
from portal.imports.reading import read_table
from portal.imports.rules import split_cell


class Rows(list):
    def iterator(self, chunk_size):
        return iter(self)


def downloaded(table, numbers):
    """The result for rows with these numbers, read as an upload."""
    rows = Rows(
        SimpleNamespace(number=number, outcome="refused", reference="", label="x", messages=[])
        for number in numbers
    )
    return b"".join(result_lines(rows, table))


def test_cells_and_names_run_no_formula_and_come_back_as_they_were():
    content = b'id,=name,text\na,+1,x; =1\nb,-2,"two\nlines"\n'
    text = downloaded(read_table("a.csv", content), [2, 3])
    assert b'"\'=name"' in text
    assert b'"\'+1","x; =1"' in text
    again = read_table("b.csv", text)
    assert again.columns == [*HEADER, "id", "=name", "text"]
    kept = [{name: row.cells[name] for name in ("id", "=name", "text")} for row in again.rows]
    assert kept == [row.cells for row in read_table("a.csv", content).rows]


@pytest.mark.parametrize("tags", [["a", "b"], ["a, b"], ["a, b", "c"], ["a"]])
def test_lists_are_cut_into_the_same_parts_again(tags):
    table = read_table("a.json", json.dumps([{"id": "1", "tags": tags}]).encode())
    (row,) = read_table("b.csv", downloaded(table, [1])).rows
    assert split_cell(row.cells["tags"], "words", "|" in row.cells["tags"]) == tags


def test_a_cell_that_could_not_be_read_is_not_lost():
    table = read_table("a.csv", b"id,title\na,#REF!\n")
    assert b'"a","#REF!"' in downloaded(table, [2])


def test_the_table_is_given_up_and_rows_without_an_original_stay_empty():
    table = read_table("a.csv", b"id,title\na,One\n")
    assert b'"9","refused","","x","","",""' in downloaded(table, [9])
    assert table.rows == []
    assert downloaded(None, [9]).endswith(b'"9","refused","","x",""\r\n')
