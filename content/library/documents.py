"""An asset as the search index takes it. Apart from actions, because check_search reads the same way."""

from collections import defaultdict
from itertools import batched, chain

from content.files.models import FilePage
from content.library.models import Asset
from content.search.documents import Document
from content.vocabularies.labels import labels

KIND = "asset"
# Characters of a file's text in the index: PostgreSQL holds at most a megabyte of words for one document.
MOST_OF_FILE = 200_000
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
    text = (
        _texts_of([asset.current_version.file_id])[asset.current_version.file_id]
        if asset.current_version
        else ""
    )
    return assembled(asset, pairs, [point.text for point in asset.points], text)


def assembled(asset, terms, points, file_text=""):
    """The search document of an asset whose terms, {facet: [(id, label)]}, points and file's text are at hand."""
    facets = {name: tuple(sorted(number for number, _ in terms.get(name, ()))) for name in TERM_FACETS}
    words = [sorted(label for _, label in terms.get(name, ())) for name in TERM_FACETS if name != "language"]
    return Document(
        kind=KIND,
        id=asset.pk,
        title=asset.title,
        points=tuple(points),
        tags=" · ".join(chain.from_iterable(words)),
        summary=asset.summary,
        body="\n".join(filter(None, [asset.body, file_text])),
        facets=facets | {"owner": (asset.owner_id,)},
        audience=asset.audience,
        status=asset.status,
        author_id=asset.created_by_id,
        published_on=asset.published_on,
        review_on=asset.review_on,
        expires_on=asset.expires_on,
        updated_at=asset.updated_at,
    )


def _texts_of(file_ids):
    """{file id: text} of files, as much of each as the index takes."""
    texts = defaultdict(str)
    for file_id, text in FilePage.objects.texts_of(file_ids) if file_ids else ():
        if len(texts[file_id]) < MOST_OF_FILE:
            texts[file_id] = f"{texts[file_id]}\n{text}"[:MOST_OF_FILE]
    return texts


def documents_of(ids):
    """Documents of the assets with these ids, in blocks of 500 so that memory stays flat.

    Four statements a block: links come as plain rows and labels from memory, a third of the cost of whole assets.
    """
    known = labels()
    for block in batched(sorted(ids), 500):
        links = defaultdict(list)
        for asset_id, name, number, text in Asset.objects.links_of(block):
            links[asset_id, name].append((number, text))
        assets = list(Asset.objects.with_ids(block).with_current_file().order_by("pk").strict())
        texts = _texts_of([asset.file_id for asset in assets if asset.file_id])
        for asset in assets:
            term_ids = {name: [getattr(asset, f"{name}_id")] for name in ONE}
            term_ids |= {name: [number for number, _ in links[asset.pk, name]] for name in MANY}
            pairs = {
                name: [(number, known.by_id[name][number].label) for number in numbers if number]
                for name, numbers in term_ids.items()
            }
            yield assembled(
                asset, pairs, [text for _, text in sorted(links[asset.pk, "point"])], texts[asset.file_id]
            )


def true_documents(ids):
    """Documents of the assets with these ids, None for all; a `registry.document_sources` entry."""
    return documents_of(Asset.objects.ids() if ids is None else ids)
