"""What the vocabularies are called and what they are for. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary in words: `plural` as title, `singular` for buttons, `note` says what its terms mean."""

    name: str
    plural: str
    singular: str
    note: str
    icon: str


WORDS = {
    name: Vocabulary(name, *words)
    for name, *words in (
        (
            "stage",
            "Stages",
            "stage",
            "Where the buyer stands. The three are fixed; their words are yours.",
            "target",
        ),
        ("persona", "Personas", "persona", "Whom a piece speaks to.", "user-round"),
        (
            "format",
            "Formats",
            "format",
            "What kind of piece it is, at which stage it is used, how often it is reviewed.",
            "files",
        ),
        ("competitor", "Competitors", "competitor", "Whom a piece names or is measured against.", "scale"),
        ("product", "Products", "product", "What we sell.", "package"),
        ("industry", "Industries", "industry", "The buyer's field.", "landmark"),
        ("language", "Languages", "language", "The language a piece is written in.", "languages"),
        (
            "tag",
            "Tags",
            "tag",
            "Free words. Whoever edits assets may add one; merge those that mean the same.",
            "tag",
        ),
    )
}
FIELD_LABELS = {
    "label": "Name",
    "aliases": "Other spellings",
    "note": "Note",
    "stages": "Usual stages",
    "review_days": "Days between reviews",
    "needs_approval": "Approval before publishing",
    "lead": "Who leads",
    "position": "Place in lists",
    "merged": "Merged",
    "terms": "Terms",
}
