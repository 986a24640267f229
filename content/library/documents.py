"""An asset as the search index takes it. Apart from actions, because check_search reads the same way."""

from itertools import batched, chain

from content.library.models import Asset
from content.search.documents import Document

KIND = "asset"
TERM_FACETS = ("stage", "format", "language", "persona", "competitor", "product", "industry", "tag")


def document_of(asset):
    """The search document of an asset that was read with `for_reading`."""
    terms = {
        name: [found] if (found := getattr(asset, name)) else [] for name in ("stage", "format", "language")
    }
    terms |= {
        "persona": asset.personas.all(),
        "competitor": asset.competitors.all(),
        "product": asset.products.all(),
        "industry": asset.industries.all(),
        "tag": asset.tags.all(),
    }
    pairs = {name: [(term.pk, term.label) for term in found] for name, found in terms.items()}
    return assembled(asset, pairs, [point.text for point in asset.points])


def assembled(asset, terms, points):
    """The search document of an asset whose terms, {facet: [(id, label)]}, and talking points are at hand."""
    facets = {name: tuple(number for number, _ in terms.get(name, ())) for name in TERM_FACETS}
    labels = [sorted(label for _, label in terms.get(name, ())) for name in TERM_FACETS if name != "language"]
    return Document(
        kind=KIND,
        id=asset.pk,
        title=asset.title,
        points=tuple(points),
        tags=" · ".join(chain.from_iterable(labels)),
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
    """Documents of the assets with these ids, in blocks of 500 so that memory stays flat."""
    for block in batched(sorted(ids), 500):
        for asset in Asset.objects.for_reading().with_ids(block):
            yield document_of(asset)


def true_documents(ids):
    """Documents of the assets with these ids, None for all; a `registry.document_sources` entry."""
    return documents_of(Asset.objects.ids() if ids is None else ids)
