"""An asset as the search index takes it. Apart from actions, because check_search reads the same way."""

from itertools import batched

from content.library.models import Asset
from content.search.documents import Document

KIND = "asset"


def document_of(asset):
    """The search document of an asset that was read with `for_reading`."""
    one = {"stage": asset.stage, "format": asset.format, "language": asset.language}
    many = {
        "persona": asset.personas.all(),
        "competitor": asset.competitors.all(),
        "product": asset.products.all(),
        "industry": asset.industries.all(),
        "tag": asset.tags.all(),
    }
    terms = {name: (term,) if term else () for name, term in one.items()} | many
    facets = {name: tuple(term.pk for term in found) for name, found in terms.items()}
    words = [term.label for name, found in terms.items() if name != "language" for term in found]
    return Document(
        kind=KIND,
        id=asset.pk,
        title=asset.title,
        points=tuple(point.text for point in asset.points),
        tags=" · ".join(words),
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


def all_documents():
    """Documents of every asset, for `check_search`."""
    return documents_of(Asset.objects.ids())
