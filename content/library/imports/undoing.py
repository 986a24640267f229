"""Take an import back: what it created goes, what it changed becomes what it was. Nothing, if anything was touched.

What a row had before is {"columns": {name: value}, "terms": {field: [id]}, "links": {field: [ids]}, "points": texts,
"version": id of its file's version or None}, each only where the import changed it; None for a created asset.
"""

from datetime import date
from itertools import batched

from django.db.models import F
from django.utils import timezone

from content.library.actions import set_points
from content.library.documents import KIND, documents_of
from content.library.models import Asset, AssetTalkingPoint, AssetVersion
from content.library.rules import title_key
from content.search import actions as search
from portal.activity.actions import line, record_many

VIA = "import"
BLOCK = 1000
DATES = ("published_on", "review_on", "expires_on")
# What is part of an asset and goes with it.
PARTS = (AssetTalkingPoint, AssetVersion)
GONE = "It was deleted since."
CHANGED = "It was changed since."
USED = "It is used since ({places})."


def undo_rows(rows, *, actor):
    """Undo written rows in the caller's transaction; returns [(row, why not)], and then has written nothing."""
    blocks = list(batched(rows, BLOCK))
    if problems := [problem for block in blocks for problem in _problems(block)]:
        return problems
    for block in blocks:
        assets = Asset.objects.with_ids([row.object_id for row in block]).in_bulk()
        _restore([row for row in block if row.before is not None], assets, actor)
        _remove([assets[row.object_id] for row in block if row.before is None], actor)
    return []


def _problems(rows):
    """[(row, why it cannot be undone)]; locks the assets."""
    found = Asset.objects.with_ids([row.object_id for row in rows]).select_for_update(of=("self",))
    assets = {asset.pk: asset for asset in found}
    used = _uses([row.object_id for row in rows if row.before is None])
    return [(row, problem) for row in rows if (problem := _problem(row, assets, used))]


def _problem(row, assets, used):
    asset = assets.get(row.object_id)
    if asset is None:
        return GONE
    if asset.version != row.object_version:
        return CHANGED
    places = used.get(row.object_id)
    return USED.format(places=", ".join(sorted(places))) if places else ""


def _uses(ids):
    """{asset id: names of tables} of what refers to these assets or to their files, one statement a table."""
    found = {}
    for model, owner in ((Asset, "pk"), (AssetVersion, "asset_id")):
        keys = dict(model.objects.filter(**{f"{owner}__in": ids}).values_list("pk", owner))
        for link in model._meta.get_fields(include_hidden=True):
            if not (link.one_to_many or link.one_to_one) or not link.auto_created or _is_part(link):
                continue
            rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": list(keys)})
            for key in rows.values_list(link.field.attname, flat=True).distinct():
                found.setdefault(keys[key], set()).add(str(link.related_model._meta.verbose_name_plural))
    return found


def _is_part(link):
    """Whether a link stands between an asset and what it consists of."""
    model, name = link.related_model, link.field.name
    own = model in PARTS or (model, name) == (Asset, "current_version")
    return own or model._meta.auto_created is Asset


def _restore(rows, assets, actor):
    """Put back what changed rows had before."""
    made = []
    for row in rows:
        asset, before = assets[row.object_id], row.before
        columns = {name: _value(name, value) for name, value in before.get("columns", {}).items()}
        if "title" in columns:
            columns["title_key"] = title_key(columns["title"])
        columns |= {f"{name}_id": next(iter(ids), None) for name, ids in before.get("terms", {}).items()}
        if "version" in before:
            made.append(asset.current_version_id)
            columns["current_version_id"] = before["version"]
        Asset.objects.with_ids([asset.pk]).update(
            **columns, version=F("version") + 1, updated_at=timezone.now()
        )
        for name, ids in before.get("links", {}).items():
            getattr(asset, name).set(ids)
        if "points" in before:
            set_points(asset, before["points"])
    _drop_versions(made)
    record_many(line("took back the import of", assets[row.object_id], actor=actor, via=VIA) for row in rows)
    search.put_many(list(documents_of([row.object_id for row in rows])))


def _value(name, value):
    if name in DATES and value:
        return date.fromisoformat(value)
    return value


def _drop_versions(ids):
    """Remove the versions that the import made, but for those that somebody has taken out since."""
    kept = set()
    for link in AssetVersion._meta.get_fields(include_hidden=True):
        if (link.one_to_many or link.one_to_one) and link.auto_created:
            rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": ids})
            kept |= set(rows.values_list(link.field.attname, flat=True))
    AssetVersion.objects.with_ids(set(ids) - kept).delete()


def _remove(assets, actor):
    """Delete created assets with their files' versions; the files themselves are swept."""
    ids = [asset.pk for asset in assets]
    record_many(
        line("deleted", asset, actor=actor, changes={"reference": [asset.reference, None]}, via=VIA)
        for asset in assets
    )
    search.drop_many(KIND, ids)
    Asset.objects.with_ids(ids).update(current_version=None)
    Asset.objects.with_ids(ids).delete()
