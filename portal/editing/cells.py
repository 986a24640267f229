"""Cells of a file that a spreadsheet opens: no text runs as a formula, and every text can be had back. Pure."""

# Characters that make a spreadsheet read a cell as a formula; full-width forms count in some of them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text):
    """`text` as a cell that no spreadsheet runs as a formula; `unguarded` gives the text back."""
    return f"'{text}" if _runs(text) else text


def unguarded(cell):
    return cell[1:] if cell.startswith("'") and _runs(cell) else cell


def _runs(text):
    return text.lstrip("'").startswith(FORMULA_STARTS)
