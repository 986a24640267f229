"""How the library uses vocabulary terms: counted, switched on a merge, indexed anew on a new label."""

from django.db.models import F
from django.utils import timezone

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
        field, _ = FIELDS[term.vocabulary()]
        number = Asset.objects.filter(**{field: term}).count()
        return f"{number} asset{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        field, several = FIELDS[term.vocabulary()]
        ids = list(Asset.objects.filter(**{field: term}).values_list("pk", flat=True))
        touched = Asset.objects.filter(pk__in=ids)
        moved = {"version": F("version") + 1, "updated_at": timezone.now()}
        if several:
            through = Asset._meta.get_field(field).remote_field.through
            column = f"{term.vocabulary()}_id"
            links = through.objects.filter(**{column: term.pk})
            already = through.objects.filter(**{column: successor.pk}).values("asset_id")
            links.filter(asset_id__in=already).delete()
            links.update(**{column: successor.pk})
            touched.update(**moved)
        else:
            touched.update(**{field: successor}, **moved)
        search.put_many(list(documents_of(ids)))

    def renamed(self, term, *, actor):
        field, _ = FIELDS[term.vocabulary()]
        search.put_many(
            list(documents_of(Asset.objects.filter(**{field: term}).values_list("pk", flat=True)))
        )
