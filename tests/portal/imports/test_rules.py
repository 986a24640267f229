import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.editing.cells import FORMULA_STARTS, guarded, unguarded
from portal.imports.reading import read_table
from portal.imports.rules import (
    Field,
    column_key,
    confirming_problem,
    guess_mapping,
    mapping_problem,
    split_cell,
)

TITLE = Field("title", "Title", aliases=("headline", "título"))
STAGE = Field("stage", "Stage", "word", "stage", ("funnel stage",))
PERSONAS = Field("personas", "Personas", "words", "persona", ("persona",))
FIELDS = (TITLE, STAGE, PERSONAS)


@pytest.mark.parametrize(
    "name", ["funnelStage", "funnel_stage", "Funnel stage", "FUNNEL-STAGE", " funnel  stage "]
)
def test_a_column_is_recognised_in_every_spelling(name):
    assert guess_mapping([name], FIELDS) == {name: "stage"}


def test_accents_make_no_difference():
    assert column_key("Título") == column_key("titulo")


def test_of_two_columns_for_one_field_the_likelier_is_taken():
    assert guess_mapping(["headline", "title"], FIELDS) == {"title": "title"}


def test_numbered_columns_go_to_a_field_that_holds_several():
    columns = ["Persona 1", "Persona 2", "Title 1"]
    assert guess_mapping(columns, FIELDS) == {"Persona 1": "personas", "Persona 2": "personas"}


def test_two_columns_for_a_field_that_holds_one_are_a_problem():
    assert mapping_problem({"a": "title", "b": "title"}, FIELDS) == (
        "“a” and “b” are both mapped to Title. Choose one of them."
    )
    assert mapping_problem({"a": "personas", "b": "personas"}, FIELDS) == ""


@pytest.mark.parametrize(
    ("cell", "shape", "piped", "parts"),
    [
        ("DevOps Engineer, Platform Lead", "words", False, ["DevOps Engineer", "Platform Lead"]),
        ("a; b", "words", False, ["a", "b"]),
        ("a, b|c", "words", True, ["a, b", "c"]),
        ("a, b", "words", True, ["a, b"]),
        ("Saves 40%, every day; really", "texts", False, ["Saves 40%, every day; really"]),
        ("One, two|Three", "texts", True, ["One, two", "Three"]),
        ("Article (external), long", "word", False, ["Article (external), long"]),
        (["a, b", "c|d", " ", "a, b"], "words", True, ["a, b", "c|d"]),
        ("", "words", False, []),
        ("|", "words", True, []),
    ],
)
def test_cells_are_cut_where_the_column_cuts(cell, shape, piped, parts):
    assert split_cell(cell, shape, piped) == parts


@given(st.text())
def test_a_guarded_text_is_no_formula_and_comes_back(text):
    assert not guarded(text).startswith(FORMULA_STARTS)
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=5))
def test_what_is_written_as_csv_is_read_back(texts):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["n", "title"])
    for number, text in enumerate(texts):
        writer.writerow([str(number), guarded(text)])
    rows = read_table("a.csv", out.getvalue().encode()).rows
    assert [row.cells["title"] for row in rows] == [text.strip() for text in texts]


@pytest.mark.parametrize(
    ("counts", "skip_bad", "problem"),
    [
        ({}, False, "Check the file first."),
        ({"created": 1, "refused": 0}, False, ""),
        ({"created": 1, "refused": 2}, True, ""),
        (
            {"created": 1, "refused": 2},
            False,
            "2 rows are refused. Mend them in the file and upload it again, or leave them out.",
        ),
        (
            {"created": 1, "refused": 1},
            False,
            "1 row is refused. Mend it in the file and upload it again, or leave it out.",
        ),
        ({"unchanged": 3}, False, "There is nothing to import: every row says what the portal has."),
    ],
)
def test_an_import_begins_only_with_something_to_write(counts, skip_bad, problem):
    assert confirming_problem(counts, skip_bad) == problem
