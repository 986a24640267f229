"""Values of an asset as a proposal keeps them: terms by slug, people by id, days and texts as they are.

By slug, because a term may be merged while a proposal waits, and the slug then names its successor.
"""

from datetime import date

from django.db.models import QuerySet

from content.library.models import Asset
from content.library.term_use import FIELDS
from content.vocabularies.labels import labels
from content.vocabularies.models import VOCABULARIES
from portal.users.models import User

VOCABULARY = {field: (vocabulary, several) for vocabulary, (field, several) in FIELDS.items()}
DAYS = ("review_on", "expires_on")
LABELS = {
    "url": "Address",
    "review_on": "Review due",
    "expires_on": "Expires",
    "is_video": "Video",
    "talking_points": "Talking points",
}


def kept(value):
    """One value as a proposal keeps it."""
    if isinstance(value, list | QuerySet):
        value = list(value)
        # Talking points have an order; of terms it means nothing.
        return value if all(isinstance(one, str) for one in value) else sorted(term.slug for term in value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "slug"):
        return value.slug
    return getattr(value, "pk", value)


def value_of(asset, name):
    """What an asset (read with `for_reading`) has in a field: a value, or a list of terms or talking points."""
    if name == "talking_points":
        return [point.text for point in asset.points]
    value = getattr(asset, name)
    return list(value.all()) if hasattr(value, "all") else value


def changes_of(asset, values):
    """{field: [kept value now, kept value wanted]} of those of `values` ({field: value}) that differ."""
    pairs = {name: [kept(value_of(asset, name)), kept(value)] for name, value in values.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def wanted(approval):
    """{field: value} that an approval (or None) asks for. Terms and people that are gone are left out."""
    if approval is None or not approval.changes:
        return {}
    terms = labels()
    values = {name: (_value(name, plain, terms), plain) for name, (_, plain) in approval.changes.items()}
    return {name: value for name, (value, plain) in values.items() if value is not None or not plain}


def _value(name, plain, terms):
    if name in VOCABULARY:
        vocabulary, several = VOCABULARY[name]
        entries = [terms.match(vocabulary, slug) for slug in (plain if several else [plain]) if slug]
        found = list(VOCABULARIES[vocabulary].objects.in_bulk([one.id for one in entries if one]).values())
        return found if several else next(iter(found), None)
    if name in DAYS:
        return date.fromisoformat(plain) if plain else None
    if name == "owner":
        return User.objects.active().with_id(plain).first()
    return plain


def words_of(name, plain, terms):
    """A kept value as people read it: a text, or a list of texts. terms: `labels()`."""
    if name in VOCABULARY:
        vocabulary, several = VOCABULARY[name]
        entries = [terms.match(vocabulary, slug) for slug in (plain if several else [plain]) if slug]
        found = sorted(entry.label for entry in entries if entry)
        return found if several else "".join(found)
    if name == "audience":
        return Asset.Audience(plain).label
    if name == "owner":
        return str(User.objects.with_id(plain).first() or "")
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return plain if isinstance(plain, list) else plain or ""


def label_of(name):
    """What a field is called."""
    return LABELS.get(name, name.capitalize())
