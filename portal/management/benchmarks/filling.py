"""Put a synthetic library into an empty database: terms, people, assets, links and the search index."""

from datetime import UTC, datetime, time
from itertools import batched

from django.db import connection, transaction

from content.library.models import Asset, AssetTalkingPoint, TalkingPoint
from content.library.rules import point_digest, title_key
from content.search import actions as search
from content.search.documents import Document
from content.search.jobs import tidy_text_index
from content.vocabularies.models import VOCABULARIES
from content.vocabularies.rules import term_key
from portal.management.benchmarks.workload import FACETS
from portal.users.models import User

AT_ONCE = 2_000
ONE = ("stage", "format", "language")
MANY = {
    "persona": "personas",
    "competitor": "competitors",
    "product": "products",
    "industry": "industries",
    "tag": "tags",
}


class Terms:
    """The rows that the places of a workload's facets stand for."""

    def __init__(self):
        self.rows = {facet: _terms(facet, FACETS[facet][0]) for facet in FACETS if facet != "owner"}
        self.rows["owner"] = _people(FACETS["owner"][0])

    def ids(self, facet, places):
        return tuple(self.rows[facet][place].pk for place in places)

    def labels(self, facets):
        return [self.rows[facet][place].label for facet in (*ONE, *MANY) for place in facets[facet]]


def _terms(facet, number):
    model = VOCABULARIES[facet]
    if model.objects.count() < number:
        missing = range(model.objects.count(), number)
        labels = [f"{facet.capitalize()} {place}" for place in missing]
        model.objects.bulk_create(
            [
                model(slug=f"{facet}-{place}", label=label, key=term_key(label))
                for place, label in zip(missing, labels, strict=True)
            ]
        )
    return list(model.objects.order_by("id")[:number])


def _people(number):
    """The owners; the first of them is a marketer, the others are reps. Nobody can sign in with a password."""
    if not User.objects.exists():
        roles = ["marketer", *["rep"] * (number - 1)]
        people = [
            User(email=f"person{n}@example.com", name=f"Person {n}", role=role)
            for n, role in enumerate(roles)
        ]
        for person in people:
            person.set_unusable_password()
        User.objects.bulk_create(people)
    return list(User.objects.order_by("id"))


def fill(workload, say):
    """Write the whole library; returns (Terms, the first 500 assets). What an earlier run wrote stays."""
    terms, sample = Terms(), []
    there = Asset.objects.count()
    for block in batched(workload.assets(), AT_ONCE):
        sample += block[: max(0, 500 - len(sample))]
        if there >= workload.size:
            break
        if block[-1].number <= there:
            continue
        with transaction.atomic():
            _write(block, terms)
            search.put_many([document_of(asset, terms) for asset in block])
        say(f"{block[-1].number:,} of {workload.size:,} assets")
    # PostgreSQL's VACUUM refuses to run inside a transaction, as a test's is.
    vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    tidy_text_index.call()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if vacuum else "ANALYZE")
    return terms, sample


def _write(block, terms):
    Asset.objects.bulk_create([_row(asset, terms) for asset in block])
    for facet, field in MANY.items():
        through = Asset._meta.get_field(field).remote_field.through
        through.objects.bulk_create(
            through(asset_id=asset.number, **{f"{facet}_id": pk})
            for asset in block
            for pk in terms.ids(facet, asset.facets[facet])
        )
    texts = list(dict.fromkeys(text for asset in block for text in asset.points))
    TalkingPoint.objects.bulk_create(
        [TalkingPoint(text=text, digest=point_digest(text)) for text in texts], ignore_conflicts=True
    )
    by_text = {point.text: point.pk for point in TalkingPoint.objects.filter(text__in=texts)}
    AssetTalkingPoint.objects.bulk_create(
        AssetTalkingPoint(asset_id=asset.number, point_id=by_text[text], position=position)
        for asset in block
        for position, text in enumerate(asset.points)
    )


def _row(asset, terms):
    one = {f"{facet}_id": terms.ids(facet, asset.facets[facet])[0] for facet in ONE}
    (owner,) = terms.ids("owner", asset.facets["owner"])
    return Asset(
        pk=asset.number,
        reference=f"asset-{asset.number}",
        title=asset.title,
        title_key=title_key(asset.title),
        summary=asset.summary,
        body=asset.body,
        status=asset.status,
        audience="shareable" if asset.shareable else "internal",
        owner_id=owner,
        created_by_id=owner,
        published_on=asset.published_on,
        review_on=asset.review_on,
        expires_on=asset.expires_on,
        updated_at=_moment(asset),
        **one,
    )


def _moment(asset):
    return datetime.combine(asset.published_on, time(12), tzinfo=UTC)


def document_of(asset, terms):
    """What the library would hand to the index, made from the synthetic values instead of from rows."""
    return Document(
        kind="asset",
        id=asset.number,
        title=asset.title,
        points=asset.points,
        tags=" · ".join(terms.labels(asset.facets)),
        summary=asset.summary,
        body=asset.body,
        facets={facet: terms.ids(facet, places) for facet, places in asset.facets.items()},
        audience="shareable" if asset.shareable else "internal",
        status=asset.status,
        author_id=terms.ids("owner", asset.facets["owner"])[0],
        published_on=asset.published_on,
        review_on=asset.review_on,
        expires_on=asset.expires_on,
        updated_at=_moment(asset),
    )
