"""What happened to an asset, as people read it. Pure; lines of history have verb, changes, actor, at and via."""

from dataclasses import dataclass

LABELS = {
    "format": "Format",
    "language": "Language",
    "stage": "Stage",
    "personas": "Personas",
    "competitors": "Competitors",
    "products": "Products",
    "industries": "Industries",
    "tags": "Tags",
    "talking_points": "Talking points",
    "url": "Address",
    "review_on": "Review due",
    "expires_on": "Expires",
    "published_on": "Published on",
    "external_id": "Id at the source",
    "created_by": "Author",
}
SKIPPED = {"archived_from", "title_key", "reference"}
VIA = {
    "import": "by import",
    "api": "through the API",
    "bulk": "with others at once",
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
    actor: object
    at: object
    words: str
    changes: list


def lines_of(activities):
    """History lines in words, in the order given."""
    return [
        Line(
            activity.actor,
            activity.at,
            f"{activity.verb} it {VIA[activity.via]}" if activity.via in VIA else f"{activity.verb} it",
            [_change(name, *pair) for name, pair in activity.changes.items() if name not in SKIPPED],
        )
        for activity in activities
    ]


def _change(name, old, new):
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    if isinstance(old, list) or isinstance(new, list):
        went = [one for one in old or [] if one not in (new or [])]
        came = [one for one in new or [] if one not in (old or [])]
        if not went and not came:
            return Change(label, "", "another order")
        return Change(label, _short("; ".join(map(str, went))), _short("; ".join(map(str, came))))
    return Change(label, _word(old), _word(new))


def _word(value):
    return (
        ""
        if value is None
        else _short(str(value).replace("_", " ") if value in ("in_review",) else str(value))
    )


def _short(text):
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
