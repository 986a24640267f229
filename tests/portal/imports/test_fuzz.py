"""Whatever bytes come, a reader answers with a table or with ImportProblem."""

import io
import json
import zipfile

import openpyxl
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from portal.imports.limits import ImportProblem
from portal.imports.reading import read_table
from portal.imports.tables import Table
from portal.imports.xlsx_files import cell_text

NAMES = st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.tsv", "a.txt", "a"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
ALPHABET = st.text(st.sampled_from("\",;|\t\n\r'=+{}[]:a1 é中\x00\ufeff\ud800"))


def read(name, content):
    """A table, or the sentence that refuses it."""
    try:
        return read_table(name, content)
    except ImportProblem as problem:
        return str(problem)


@settings(max_examples=150, deadline=None)
@given(NAMES, st.binary(max_size=400).filter(lambda content: not content.startswith(b"PK")))
def test_any_bytes(name, content):
    assert isinstance(read(name, content), Table | str)


@settings(max_examples=200, deadline=None)
@given(NAMES, ALPHABET, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
def test_any_text(name, text, codec):
    assert isinstance(read(name, text.encode(codec, "ignore")), Table | str)


@settings(max_examples=150, deadline=None)
@given(st.lists(VALUES, max_size=4) | VALUES)
def test_any_json(value):
    assert isinstance(read("a.json", json.dumps(value).encode()), Table | str)


@settings(max_examples=3, phases=[Phase.generate], deadline=None)
@given(st.binary(max_size=200), st.integers(0, 6))
def test_any_damage_to_a_workbook(damage, place):
    book = openpyxl.Workbook()
    book.active.append(["id", "title"])
    whole = io.BytesIO()
    book.save(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for number, entry in enumerate(old.infolist()):
            new.writestr(entry.filename, damage if number == place else old.read(entry))
    assert isinstance(read("a.xlsx", out.getvalue()), Table | str)


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.times())
def test_any_cell_of_a_workbook_is_a_text(value):
    assert isinstance(cell_text(value), str)
