"""How columns are recognised and cells are cut. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

# How long an import, its file and its result are kept, and how long it can be undone.
UNDO_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Field:
    """One thing that an importer takes.

    shape: "text" (one), "word" (one term of `vocabulary`), "words" (several terms) or "texts" (several, never
    cut at commas). aliases: other names of its column, the likeliest first.
    """

    name: str
    label: str
    shape: str = "text"
    vocabulary: str = ""
    aliases: tuple = ()

    @property
    def several(self):
        return self.shape in ("words", "texts")

    def column_keys(self):
        """The column keys that mean this field, the likeliest first."""
        return list(dict.fromkeys(column_key(name) for name in (self.name, self.label, *self.aliases)))


def column_key(name):
    """The form in which two column names are the same: `funnelStage`, `funnel_stage` and `Funnel stage` are."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def guess_mapping(columns, fields):
    """{column: field name} for the columns that are recognised; a field takes several only where it holds several.

    `Persona 1` and `Persona 2` both go to a field that holds several.
    """
    keys = {column: column_key(column) for column in columns}
    mapping = {}
    for field in fields:
        for key in field.column_keys():
            found = [column for column in columns if keys[column] == key and column not in mapping]
            if not found and field.several:
                found = [
                    column
                    for column in columns
                    if re.fullmatch(rf"{re.escape(key)}\d+", keys[column]) and column not in mapping
                ]
            if found:
                mapping |= dict.fromkeys(found if field.several else found[:1], field.name)
                break
    return {column: mapping[column] for column in columns if column in mapping}


def mapping_problem(mapping, fields):
    """Why {column: field name} cannot be used; empty when it can."""
    labels = {field.name: field for field in fields}
    taken = {}
    for column, name in mapping.items():
        if name in taken and not labels[name].several:
            return (
                f"“{taken[name]}” and “{column}” are both mapped to {labels[name].label}. Choose one of them."
            )
        taken[name] = column
    return ""


def split_cell(cell, shape, piped):
    """The texts in a cell of a field of this shape.

    A list is taken as it is. `piped` says that the column uses `|` somewhere: then only that cuts. Else `;` and
    `,` cut words; texts are never cut at them, because sentences hold commas.
    """
    if isinstance(cell, list):
        parts = cell
    elif piped:
        parts = cell.split("|")
    elif shape == "words":
        parts = re.split(r"[;,\n]", cell)
    else:
        parts = [cell]
    return list(dict.fromkeys(part for part in map(str.strip, parts) if part))


def undoing_problem(status, can_undo, done_at, now):
    """Why an import of this status that ended at `done_at` may not be undone; empty when it may."""
    if status == "undone":
        return "It is undone already."
    if status != "done":
        return "It has imported nothing that could be undone."
    if not can_undo:
        return "Imports of this kind cannot be undone."
    if now - done_at > UNDO_FOR:
        return f"It is more than {UNDO_FOR.days} days old."
    return ""


def confirming_problem(counts, skip_bad):
    """Why an import with these {outcome: number} may not begin; empty when it may."""
    if not counts:
        return "Check the file first."
    refused = counts.get("refused", 0)
    if refused and not skip_bad:
        if refused == 1:
            return "1 row is refused. Mend it in the file and upload it again, or leave it out."
        return f"{refused:,} rows are refused. Mend them in the file and upload it again, or leave them out."
    if not counts.get("created", 0) + counts.get("changed", 0):
        return "There is nothing to import: every row says what the portal has."
    return ""
