"""Decisions about saved views, and how a view's query is rewritten when a value gets another name. Pure."""

from urllib.parse import parse_qsl, urlencode

LONGEST = 2000


def saving_problem(name, query, taken):
    """Why a view may not be kept; empty when it may. taken: the owner's other names for this list."""
    if not query:
        return "This is the whole list. Choose filters or words first, then save the view."
    if len(query) > LONGEST:
        return "This view has too many filters to be kept."
    if name.casefold() in {other.casefold() for other in taken}:
        return f"You already have a view named “{name}”."
    return ""


def rewritten(query, parameter, old, new):
    """`query` with the value `old` of a parameter (chosen or excluded) replaced by `new`, each value once."""
    pairs = []
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name.removesuffix("!") == parameter:
            values = [new if value == old else value for value in text.split(",")]
            text = ",".join(sorted(set(values)))
        pairs.append((name, text))
    return urlencode(pairs, safe=",!")


def mentions(query, parameter, value):
    """Whether `query` chooses or excludes `value`."""
    return any(
        name.removesuffix("!") == parameter and value in text.split(",") for name, text in parse_qsl(query)
    )
