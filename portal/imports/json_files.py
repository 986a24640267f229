"""Read JSON: a list of objects, one object, a page of the API, or one object a line. Pure."""

import json
import re
from collections import Counter

from portal.imports.limits import MAX_ITEMS, ImportProblem, check_columns, check_rows
from portal.imports.tables import Row, Table, clean_text, put_cell

# How an object inside a record is named in one word: our own API writes people and terms as objects.
NAMES = ("slug", "email", "reference", "text", "value", "label", "name")
TWICE = "The name occurs twice in this record. Remove one of the two."


class Pairs(dict):
    """An object that remembers which of its names occurred twice."""

    twice = ()


def read_json(text, encoding):
    """The table in `text`. Numbers stay as they are written. Raises ImportProblem."""
    text = text.lstrip("\ufeff")
    numbered, how = _objects(text)
    check_rows(len(numbered))
    if not numbered:
        raise ImportProblem("The file holds no rows: its list is empty. Add an object for each record.")
    columns, rows = {}, []
    for number, record in numbered:
        if not isinstance(record, dict):
            raise ImportProblem(
                f"Item {number} of the list is {_kind(record)}. Each item has to be an object such as "
                '{"id": "…", "title": "…"}.'
            )
        rows.append(_row(number, record))
        columns |= dict.fromkeys(rows[-1].cells)
        check_columns(len(columns))
    return Table(list(columns), rows, f"{how}, {encoding}")


def _objects(text):
    """([(number, record)], how the file is laid out)."""
    try:
        found = _parsed(text)
    except json.JSONDecodeError as error:
        lines = _lines(text) if error.msg == "Extra data" else None
        if lines is None:
            raise ImportProblem(
                f"It is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}. "
                "Mend that place, or save the file again where it came from."
            ) from None
        return lines, "JSON lines"
    if isinstance(found, dict) and isinstance(found.get("results"), list):
        found = found["results"]
    if isinstance(found, list):
        return list(enumerate(found, 1)), "JSON list"
    return [(1, found)], "one JSON object"


def _lines(text):
    """Records that stand one a line; None where the first line is no object of its own."""
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            records.append((number, _parsed(line, number)))
        except json.JSONDecodeError as error:
            if not records:
                return None
            raise ImportProblem(
                f"Line {number} is not valid JSON: column {error.colno}: {error.msg}. Each line has to be one object."
            ) from None
    return records


def _parsed(text, first=1):
    """The value in `text`, which begins at the line `first` of the file."""
    try:
        return json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_pairs
        )
    except _NoNumber as word:
        line = first + text.count("\n", 0, _place_of(str(word), text))
        raise ImportProblem(
            f"Line {line} holds {word}, which is no JSON value. Replace it by null."
        ) from None
    except RecursionError:
        raise ImportProblem("The file is nested too deeply. Each record has to be one flat object.") from None


class _NoNumber(Exception):
    """A word such as NaN, which Python's parser knows and JSON does not."""


def _no_number(word):
    raise _NoNumber(word)


def _place_of(word, text):
    """Where `word` first stands in `text` outside of quotes."""
    found = re.finditer(rf'"(?:[^"\\]|\\.)*"|({re.escape(word)})', text, re.DOTALL)
    return next((match.start() for match in found if match[1]), 0)


def _pairs(pairs):
    found = Pairs(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        found.twice = sorted(name for name, count in counts.items() if count > 1)
    return found


def _row(number, record):
    check_columns(len(record))
    row = Row(number, {})
    for name, value in record.items():
        column = clean_text(name)[0][:120] or "(no name)"
        if column in row.cells:
            row.problems.append((column, "", TWICE))
        cell, problem = _cell(value)
        put_cell(row, column, cell)
        if problem:
            row.problems.append((column, "", problem))
    for name in record.twice:
        row.problems.append((clean_text(name)[0][:120], "", TWICE))
    return row


def _cell(value):
    """(text or list of texts, why the value cannot be used)."""
    if not isinstance(value, list):
        return _text(value)
    if len(value) > MAX_ITEMS:
        return "", f"The list has {len(value):,} items; at most {MAX_ITEMS} can be read."
    texts, problem = [], ""
    for item in value:
        text, reason = _text(item)
        texts.append(text)
        problem = problem or reason
    return texts, problem


def _text(value):
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ("true" if value else "false"), ""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, dict):
        for name in NAMES:
            if isinstance(value.get(name), str):
                return value[name], ""
        return "", "It holds an object. Write a text, a number or a list of texts."
    return "", "It holds a list inside a list. Write a text, a number or a list of texts."


def _kind(value):
    if value is None:
        return "empty (null)"
    return "a list" if isinstance(value, list) else "no object, but a single value"
