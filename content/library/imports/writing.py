"""Write planned rows in bulk. The engine holds the transaction, so nothing here reads or decides more than it must."""

from collections import defaultdict

from django.utils import timezone

from content.library import rules
from content.library.documents import assembled, documents_of
from content.library.imports.fields import MANY_TERMS
from content.library.models import Asset, AssetTalkingPoint, AssetVersion, TalkingPoint
from content.library.versions.actions import READ
from content.search import actions as search
from content.search.documents import texts_of
from content.vocabularies import actions as vocabularies
from content.vocabularies.labels import current_version
from content.vocabularies.models import VOCABULARIES
from portal.activity.actions import line, record_many
from portal.imports.engine import PlanOutdated
from portal.jobs.actions import enqueue

VIA = "import"
BATCH = 500
FIXED = ("id", "reference", "created_by", "created_at")


def cut_words(rows, options):
    """Cut the texts of new assets into the index's words, which needs no transaction."""
    for change in (row.change for row in rows if not row.change.asset):
        draft = Asset(created_by=options.actor, updated_at=timezone.now())
        _set_columns(change, draft, defaultdict(int))
        change.texts = texts_of(_document(change, draft, defaultdict(int)))


def write_rows(words, rows, options):
    """Write the changes of these rows; raises PlanOutdated where they no longer fit what is there."""
    changes = [row.change for row in rows]
    before = {id(change): change.before if change.asset else None for change in changes}
    there = [change for change in changes if change.asset]
    _refuse_outdated(words, there)
    ids = _created_terms(words, changes, options.actor)
    new = [change for change in changes if not change.asset]
    for change in new:
        change.asset = Asset(created_by=options.actor)
        _set_columns(change, change.asset, ids)
    for change in there:
        _set_columns(change, change.asset, ids)
        change.asset.version += 1
        change.asset.updated_at = timezone.now()
    Asset.objects.bulk_create([change.asset for change in new], batch_size=BATCH)
    _update([change.asset for change in there])
    _set_links(changes, ids, {change.asset.pk for change in there})
    _set_points([change for change in changes if change.points is not None])
    _set_files([change for change in changes if change.file], options.actor)
    for row in rows:
        row.trace = (row.change.asset.pk, row.change.asset.version, before[id(row.change)])
    record_many(
        [line("created", change.asset, actor=options.actor, via=VIA) for change in new]
        + [line("changed", item.asset, actor=options.actor, changes=item.moved, via=VIA) for item in there]
    )
    search.put_many(
        [_document(change, change.asset, ids) for change in new],
        texts={change.asset.pk: change.texts for change in new},
    )
    search.put_many(documents_of([change.asset.pk for change in there]))


def _refuse_outdated(words, there):
    """Rows that others changed since the plan, and vocabularies that moved, make the plan worthless."""
    if current_version() != words.version:
        raise PlanOutdated
    now = dict(Asset.objects.locked_versions([change.asset.pk for change in there]))
    if any(now.get(change.asset.pk) != change.asset.version for change in there):
        raise PlanOutdated


def _created_terms(words, changes, actor):
    """{NewTerm: id} of those that these changes need; new spellings are kept as aliases of their terms."""
    needed = defaultdict(dict)
    for change in changes:
        for term in _terms_of(change):
            if term.id is None and term not in words.created:
                needed[term.vocabulary][term] = None
    for vocabulary, terms in needed.items():
        values = [{"label": term.label, "slug": term.slug} for term in terms]
        added = vocabularies.add_terms(vocabulary, values, actor=actor, via=VIA)
        words.created |= {term: row.pk for term, row in zip(terms, added, strict=True)}
    for (vocabulary, slug), texts in words.spellings.items():
        term = VOCABULARIES[vocabulary].objects.get(slug=slug)
        for text in sorted(texts):
            vocabularies.add_alias(term, text, actor=actor, via=VIA)
    words.spellings.clear()
    words.version = current_version()
    return words.created


def _document(change, asset, ids):
    """What the index takes of a new asset; nothing has to be read for it."""
    terms = {name: [term] for name, term in change.terms.items()}
    terms |= {MANY_TERMS[name]: found for name, found in change.links.items()}
    pairs = {name: [(term.id or ids[term], term.label) for term in found] for name, found in terms.items()}
    return assembled(asset, pairs, change.points)


def _terms_of(change):
    yield from change.terms.values()
    for terms in change.links.values():
        yield from terms


def _set_columns(change, asset, ids):
    for name, value in change.columns.items():
        setattr(asset, name, value)
    for name, term in change.terms.items():
        setattr(asset, f"{name}_id", term.id or ids[term])
    asset.title_key = rules.title_key(asset.title)


def keep_files(rows):
    """Take in the files of these rows, which needs no transaction."""
    for file in _files(rows):
        file.keep()


def put_files_away(rows):
    """Undo `keep_files` for rows that were not written."""
    for file in _files(rows):
        file.put_away()


def _files(rows):
    return [row.change.file for row in rows if row.change.file]


def _set_files(changes, actor):
    """Each file as the next version of its asset; its pages are read in the background."""
    assets = [change.asset for change in changes]
    numbers = dict(AssetVersion.objects.last_numbers([asset.pk for asset in assets]))
    versions = AssetVersion.objects.bulk_create(
        AssetVersion(
            asset=change.asset,
            number=numbers.get(change.asset.pk, 0) + 1,
            file_id=change.file.file_id,
            name=change.file.name,
            note="Imported",
            author=actor,
        )
        for change in changes
    )
    for asset, version in zip(assets, versions, strict=True):
        asset.current_version = version
        enqueue(READ, version.pk)
    Asset.objects.bulk_update(assets, ["current_version"], batch_size=BATCH)


def _update(assets):
    names = [field.name for field in Asset._meta.concrete_fields if field.name not in FIXED]
    Asset.objects.bulk_create(
        assets, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=BATCH
    )


def _set_links(changes, ids, there):
    """The to-many terms; those of assets that were there before are replaced."""
    for name, vocabulary in MANY_TERMS.items():
        through = Asset._meta.get_field(name).remote_field.through
        column = f"{vocabulary}_id"
        linked = [change for change in changes if name in change.links]
        old = [change.asset.pk for change in linked if change.asset.pk in there]
        through.objects.filter(asset__in=old).delete()
        links = [
            through(asset_id=change.asset.pk, **{column: term.id or ids[term]})
            for change in linked
            for term in change.links[name]
        ]
        through.objects.bulk_create(links, batch_size=5000)


def _set_points(changes):
    """Talking points in order; an equal text is one point, however many assets make it."""
    texts = {rules.point_digest(text): text for change in changes for text in change.points}
    digests = list(texts)
    TalkingPoint.objects.bulk_create(
        [TalkingPoint(text=text, digest=digest) for digest, text in texts.items()],
        ignore_conflicts=True,
        batch_size=5000,
    )
    points = {}
    for start in range(0, len(digests), 5000):
        found = TalkingPoint.objects.with_digests(digests[start : start + 5000])
        points |= dict(found.values_list("digest", "pk"))
    AssetTalkingPoint.objects.filter(asset__in=[change.asset.pk for change in changes]).delete()
    AssetTalkingPoint.objects.bulk_create(
        [
            AssetTalkingPoint(
                asset_id=change.asset.pk, point_id=points[rules.point_digest(text)], position=position
            )
            for change in changes
            for position, text in enumerate(change.points)
        ],
        batch_size=5000,
    )
