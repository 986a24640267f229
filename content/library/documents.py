"""An asset as the search index takes it. Apart from actions, because check_search reads the same way."""

from collections import defaultdict
from itertools import batched, chain

from content.library.models import Asset
from content.search.documents import Document
from content.vocabularies.labels import labels

KIND = "asset"
TERM_FACETS = ("stage", "format", "language", "persona", "competitor", "product", "industry", "tag")
ONE = TERM_FACETS[:3]
MANY = {
    "persona": "personas",
    "competitor": "competitors",
    "product": "products",
    "industry": "industries",
    "tag": "tags",
}


def document_of(asset):
    """The search document of an asset that was read with `for_reading`."""
    terms = {name: [found] if (found := getattr(asset, name)) else [] for name in ONE}
    terms |= {name: getattr(asset, field).all() for name, field in MANY.items()}
    pairs = {name: [(term.pk, term.label) for term in found] for name, found in terms.items()}
    return assembled(asset, pairs, [point.text for point in asset.points])


def assembled(asset, terms, points):
    """The search document of an asset whose terms, {facet: [(id, label)]}, and talking points are at hand."""
    facets = {name: tuple(sorted(number for number, _ in terms.get(name, ()))) for name in TERM_FACETS}
    words = [sorted(label for _, label in terms.get(name, ())) for name in TERM_FACETS if name != "language"]
    return Document(
        kind=KIND,
        id=asset.pk,
        title=asset.title,
        points=tuple(points),
        tags=" · ".join(chain.from_iterable(words)),
        summary=asset.summary,
        body=asset.body,
        facets=facets | {"owner": (asset.owner_id,)},
        audience=asset.audience,
        status=asset.status,
        author_id=asset.created_by_id,
        published_on=asset.published_on,
        review_on=asset.review_on,
        expires_on=asset.expires_on,
        updated_at=asset.updated_at,
    )


def documents_of(ids):
    """Documents of the assets with these ids, in blocks of 500 so that memory stays flat.

    Three statements a block: links come as plain rows and labels from memory, a third of the cost of whole assets.
    """
    known = labels()
    for block in batched(sorted(ids), 500):
        links = defaultdict(list)
        for asset_id, name, number, text in Asset.objects.links_of(block):
            links[asset_id, name].append((number, text))
        for asset in Asset.objects.with_ids(block).order_by("pk").strict():
            term_ids = {name: [getattr(asset, f"{name}_id")] for name in ONE}
            term_ids |= {name: [number for number, _ in links[asset.pk, name]] for name in MANY}
            pairs = {
                name: [(number, known.by_id[name][number].label) for number in numbers if number]
                for name, numbers in term_ids.items()
            }
            yield assembled(asset, pairs, [text for _, text in sorted(links[asset.pk, "point"])])


def true_documents(ids):
    """Documents of the assets with these ids, None for all; a `registry.document_sources` entry."""
    return documents_of(Asset.objects.ids() if ids is None else ids)
