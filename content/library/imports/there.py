"""Assets that are there already, with what a row of a file is compared with: two statements, however many."""

from dataclasses import dataclass, field

from content.library.models import Asset


@dataclass
class There:
    """An asset as it is. terms: {vocabulary: its entries}, for several and for one; points: texts in order."""

    asset: Asset
    terms: dict = field(default_factory=dict)
    points: list = field(default_factory=list)

    def labels(self, vocabulary):
        return sorted(entry.label for entry in self.terms.get(vocabulary, ()))

    def ids(self, vocabulary):
        return {entry.id for entry in self.terms.get(vocabulary, ())}


def read_there(ids, known):
    """{id: There}. known: `vocabularies.labels.labels()`."""
    found = {}
    for asset in Asset.objects.with_owner().with_ids(ids):
        found[asset.pk] = there = There(asset)
        for name in ("format", "stage", "language"):
            if entry := known.by_id[name].get(getattr(asset, f"{name}_id")):
                there.terms[name] = [entry]
    points = {}
    for asset_id, vocabulary, number, text in Asset.objects.links_of(list(found)):
        if vocabulary == "point":
            points.setdefault(asset_id, []).append((number, text))
        elif entry := known.by_id[vocabulary].get(number):
            found[asset_id].terms.setdefault(vocabulary, []).append(entry)
    for asset_id, numbered in points.items():
        found[asset_id].points = [text for _, text in sorted(numbered)]
    return found
