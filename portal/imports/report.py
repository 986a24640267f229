"""A plan in words for a terminal. Pure."""

from collections import defaultdict

from portal.imports.plans import CREATE

SHOWN = 20


def report_lines(plan, *, verbose=False):
    """How the file was read, and what is the matter with it: lines of text, none where all is well."""
    yield f"{len(plan.rows):,} row{'s' if len(plan.rows) != 1 else ''} read ({plan.how})."
    if plan.doubt:
        yield f"{plan.doubt}, or name its encoding with --encoding."
    if plan.unused_columns:
        yield f"Columns that are not used: {', '.join(plan.unused_columns)}."
    yield from _file_lines(plan)
    yield from _word_lines(plan)
    yield from _refused_lines(plan, verbose)
    yield from _warning_lines(plan, verbose)


def _file_lines(plan):
    if plan.joined or plan.unmatched:
        yield f"Files with a row: {plan.joined:,}. Without one: {len(plan.unmatched):,}."
    yield from (f"  {name}: {sentence}" for name, sentence in plan.unmatched)


def _word_lines(plan):
    created = defaultdict(list)
    for word in plan.words:
        if word.chosen == CREATE:
            created[word.vocabulary].append(word.text)
    for vocabulary, texts in created.items():
        yield f"New in the vocabulary {vocabulary} ({len(texts)}): {', '.join(texts)}."
    if plan.undecided:
        yield f"Unknown words ({len(plan.undecided)}):"
    for word in sorted(plan.undecided, key=lambda word: (word.vocabulary, word.key)):
        near = f"; near: {', '.join(label for _, label in word.near)}" if word.near else ""
        yield f"  {word.vocabulary} “{word.text}” ({_rows(word.numbers)}{near})"


def _refused_lines(plan, verbose):
    """Every refused row; those that only hold unknown words stand beside the words already."""
    waiting = set() if verbose else {row.number for row in plan.waiting}
    rows = [row for row in plan.refused if row.number not in waiting]
    if rows:
        yield f"Refused rows ({len(plan.refused)}):"
    for row in rows:
        yield from (f"  row {row.number}: {problem}" for problem in row.problems)
    if waiting:
        are = "row is" if len(waiting) == 1 else "rows are"
        yield f"{len(waiting):,} {are} refused only for the unknown words above (--verbose lists them)."


def _warning_lines(plan, verbose):
    warnings = [f"  row {row.number}: {warning}" for row in plan.rows for warning in row.warnings]
    shown = warnings if verbose else warnings[:SHOWN]
    if warnings:
        yield f"Warnings ({len(warnings):,}):"
    yield from shown
    if rest := len(warnings) - len(shown):
        yield f"  and {rest:,} more (--verbose shows all)"


def _rows(numbers):
    shown = ", ".join(map(str, numbers[:5]))
    more = f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {shown}{more}"
