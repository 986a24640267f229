"""What a file may hold, and the one error that every reader raises. Pure."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 200_000
MAX_ITEMS = 500


class ImportProblem(Exception):
    """Why nothing of a file can be used: one sentence that says what is wrong and what mends it."""


def check_size(size):
    """Raise ImportProblem for a file of `size` bytes that is empty or too large."""
    if not size:
        raise ImportProblem("The file is empty. Choose the file again, or save it again where it came from.")
    if size > MAX_BYTES:
        raise ImportProblem(
            f"The file has {size / 1024 / 1024:.0f} MB; at most {MAX_BYTES // 1024 // 1024} MB can be read. "
            "Split it into several files."
        )


def check_rows(count):
    if count > MAX_ROWS:
        raise ImportProblem(
            f"The file has more than {MAX_ROWS:,} rows. Split it into files of at most {MAX_ROWS:,} rows."
        )


def check_columns(count):
    if count > MAX_COLUMNS:
        raise ImportProblem(
            f"The file has {count:,} columns; at most {MAX_COLUMNS} can be read. Remove those that are not needed."
        )
