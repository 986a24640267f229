"""How the library uses vocabulary terms: counted, switched on a merge, indexed anew on a new label."""

from itertools import batched

from django.db.models import Exists, OuterRef

from content.library.bulk import BLOCK, Change, Row, write_rows
from content.library.documents import documents_of
from content.library.models import Asset
from content.search import actions as search

# vocabulary: (field of Asset, whether it holds several)
FIELDS = {
    "stage": ("stage", False),
    "format": ("format", False),
    "language": ("language", False),
    "persona": ("personas", True),
    "competitor": ("competitors", True),
    "product": ("products", True),
    "industry": ("industries", True),
    "tag": ("tags", True),
}


class AssetTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _using(term).count()
        return f"{number} asset{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        field, several = FIELDS[term.vocabulary()]
        change = Change("merge", "Merge", field, "add" if several else "set")
        for ids in batched(list(_using(term).ids()), BLOCK):
            assets = Asset.objects.with_ids(ids).for_bulk(change).select_for_update(of=("self",))
            rows = [_switched(change, asset, term, successor) for asset in assets]
            write_rows(change, rows, actor=actor, via="merge")

    def renamed(self, term, *, actor):
        for ids in batched(list(_using(term).ids()), BLOCK):
            search.put_many(list(documents_of(ids)))


def counts(vocabulary, viewer):
    """{term id: number of assets that the library lists for the viewer} of a vocabulary's terms, in one query."""
    field, _ = FIELDS[vocabulary]
    return dict(Asset.objects.visible_to(viewer).not_archived().counted_by(field))


def seen(vocabulary, viewer):
    """A condition on a vocabulary's rows: whether an asset that the viewer may see has the term."""
    field, _ = FIELDS[vocabulary]
    return Exists(Asset.objects.visible_to(viewer).with_term(field, OuterRef("pk")))


def _using(term):
    field, _ = FIELDS[term.vocabulary()]
    return Asset.objects.with_term(field, term)


def _switched(change, asset, term, successor):
    if not change.several:
        return Row(asset, term, successor)
    old = tuple(getattr(asset, change.field).all())
    return Row(asset, old, tuple(dict.fromkeys(successor if one == term else one for one in old)))
