"""What a body may hold: a field that the endpoint does not take is refused by name, never passed over."""

from portal.rest.errors import Unreadable


def refuse_misplaced(data, taken, answered=()):
    """Raise Unreadable for the fields of `data` outside `taken`; those in `answered` are read only, not unknown."""
    errors = [_misplaced(name, name in answered) for name in data if name not in taken]
    if errors:
        raise Unreadable(errors)


def _misplaced(name, read_only):
    return {
        "field": name,
        "code": "read_only" if read_only else "unknown_field",
        "message": f"The field “{name}” is read only." if read_only else f"There is no field “{name}”.",
        "pointer": "/" + name.replace("~", "~0").replace("/", "~1"),
    }
