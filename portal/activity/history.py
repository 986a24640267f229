"""What happened to a record, as people read it beside the record."""

from dataclasses import dataclass

from portal.activity.models import Activity

VIA = {
    "import": "by import",
    "api": "through the API",
    "bulk": "with others at once",
    "hand-over": "by hand-over",
    "merge": "by merging terms",
}
LONGEST = 160


@dataclass(frozen=True)
class Change:
    """One field: words before and after, or for lists what went and what came."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """What somebody did, newest lines first; `actor` None is the portal itself."""

    actor: object
    at: object
    words: str
    changes: list


def last_change(record):
    """The latest line about a record, with who did it; None before the first."""
    return Activity.objects.about(record).first()


def history_of(record, *parts, limit=30, labels=None, it="it"):
    """The latest Lines about a record and what belongs to it, whose names the words then say.

    labels: {field: its word, "" for one that says nothing to people}; other fields are called by their name.
    it: what the words call the record itself; empty for a person, who is no "it".
    """
    found = Activity.objects.about_any([record, *parts])[:limit]
    main = record._meta.label
    return [_line(line, it if line.kind == main else line.object_label, labels or {}) for line in found]


def _line(activity, name, labels):
    words = f"{activity.verb} {name}".strip()
    if activity.via in VIA:
        words = f"{words} {VIA[activity.via]}"
    return Line(activity.actor, activity.at, words, changes_in_words(activity.changes, labels))


def changes_in_words(changes, labels=None):
    """The Changes that a line of history holds as {field: [old, new]}; `labels` as for `history_of`."""
    named = [
        ((labels or {}).get(name, name.replace("_", " ").capitalize()), values)
        for name, values in changes.items()
    ]
    return [_change(label, *values) for label, values in named if label]


def _change(label, old, new):
    if isinstance(old, list) or isinstance(new, list):
        old, new = old or [], new or []
        went, came = ([one for one in a if one not in b] for a, b in ((old, new), (new, old)))
        if not went and not came:
            return Change(label, "", "another order")
        return Change(label, _words("; ".join(map(str, went))), _words("; ".join(map(str, came))))
    return Change(label, _words(old), _words(new))


def _words(value):
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
