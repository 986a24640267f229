"""Verbs that write assets. Each is one transaction with one history line and the search index in it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from content.library import rules
from content.library.documents import KIND, document_of
from content.library.models import Asset, AssetTalkingPoint, TalkingPoint
from content.search import actions as search
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, plain, refuse
from portal.shared.dates import today
from portal.shared.registry import problems_of, references_of

LINKS = ("personas", "competitors", "products", "industries", "tags")


@transaction.atomic
def create_asset(values, *, actor, via="page"):
    """A new draft from {field: value}; lists for to-many fields, texts for `talking_points`.

    `reference` is made from the format unless given. Raises ValidationError.
    """
    values = {"owner": actor} | values
    points = values.pop("talking_points", [])
    links = {name: values.pop(name) for name in LINKS if name in values}
    asset = Asset(created_by=actor, **values, title_key=rules.title_key(values["title"]))
    if asset.reference:
        refuse(rules.reference_problem(asset.reference))
    else:
        asset.reference = _free_reference(asset.format)
    asset.full_clean(exclude=["talking_points"])
    asset.save()
    for name, terms in links.items():
        getattr(asset, name).set(terms)
    _set_points(asset, points)
    record("created", asset, actor=actor, via=via)
    return _indexed(asset)


@transaction.atomic
def change_asset(asset, changes, *, actor, version, via="page"):
    """Change an asset that still has `version`; returns it. Raises StaleRecord or ValidationError."""
    changes = dict(changes)
    also = {}
    if "talking_points" in changes:
        wanted = [rules.point_text(text) for text in changes.pop("talking_points")]
        also = _point_changes(asset, list(dict.fromkeys(filter(None, wanted))))
    if "title" in changes:
        changes["title_key"] = rules.title_key(changes["title"])
    _refuse_incomplete(asset, changes)
    moved = apply_changes(asset, changes, version=version, also=also)
    if not moved:
        return asset
    if also:
        _set_points(asset, also["talking_points"][1])
    moved.pop("title_key", None)
    record("changed", asset, actor=actor, changes=moved, via=via)
    return _indexed(asset)


def _refuse_incomplete(asset, changes):
    """A published asset keeps what publishing asked of it."""
    if asset.status == rules.PUBLISHED:
        lost = [name for name in ("format", "language", "stage", "personas") if name in changes]
        kept = {
            name: True for name in ("title", "format", "stage", "personas", "language", "owner", "audience")
        }
        had = completeness_values(asset)
        missing = rules.missing_to_publish(kept | {name: changes[name] or not had[name] for name in lost})
        if missing:
            raise ValidationError(f"A published asset needs {', '.join(missing)}.")


def completeness_values(asset):
    """The fields that publishing asks for, as `rules.missing_to_publish` takes them."""
    return {
        "title": asset.title,
        "format": asset.format_id,
        "stage": asset.stage_id,
        "personas": bool(asset.personas.all()),
        "language": asset.language_id,
        "owner": asset.owner_id,
        "audience": asset.audience,
    }


@transaction.atomic
def publish_asset(asset, *, actor, version=None, via="page"):
    """Make an asset findable for everyone; sets the day and, if none is set, the next review."""
    asset = _current(asset, version)
    refuse("; ".join(problems_of("library.publish_asset", asset)))
    refuse(rules.publishing_problem(asset.status, completeness_values(asset)))
    day = today()
    changes = {"status": rules.PUBLISHED, "published_on": asset.published_on or day}
    if asset.review_on is None:
        changes["review_on"] = rules.next_review(day, asset.format.review_days)
    return _move(asset, "published", changes, actor=actor, via=via)


@transaction.atomic
def archive_asset(asset, *, actor, version=None, via="page"):
    """Take an asset out of the library; it keeps everything and can be restored."""
    asset = _current(asset, version)
    refuse(rules.archiving_problem(asset.status))
    changes = {"status": rules.ARCHIVED, "archived_from": asset.status}
    return _move(asset, "archived", changes, actor=actor, via=via)


@transaction.atomic
def restore_asset(asset, *, actor, version=None, via="page"):
    """Bring an archived asset back as what it was."""
    asset = _current(asset, version)
    refuse(rules.restoring_problem(asset.status))
    changes = {"status": asset.archived_from or rules.DRAFT, "archived_from": ""}
    return _move(asset, "restored", changes, actor=actor, via=via)


@transaction.atomic
def duplicate_asset(asset, *, actor, via="page"):
    """A draft with the same words and terms, owned by `actor`; dates and address stay with the original."""
    original = Asset.objects.for_reading().get(pk=asset.pk)
    values = {
        "title": f"{original.title} (copy)"[:300],
        "summary": original.summary,
        "body": original.body,
        "format": original.format,
        "stage": original.stage,
        "language": original.language,
        "audience": original.audience,
        "talking_points": [point.text for point in original.points],
    }
    values |= {name: list(getattr(original, name).all()) for name in LINKS}
    return create_asset(values, actor=actor, via=via)


@transaction.atomic
def delete_asset(asset, *, actor, version=None, via="page"):
    """Remove an archived asset for good; refused while something refers to it."""
    asset = _current(asset, version)
    if asset.status != rules.ARCHIVED:
        raise ValidationError("Archive it first. Only an archived asset can be deleted.")
    if references := references_of(asset, actor):
        places = ", ".join(sentence for sentence, _ in references[:5])
        raise ValidationError(f"It is still used: {places}.")
    record("deleted", asset, actor=actor, changes={"reference": [asset.reference, None]}, via=via)
    search.drop(KIND, asset.pk)
    asset.point_links.all().delete()
    asset.delete()


def _current(asset, version):
    """The asset as the database has it now, its row locked where the database can. Raises StaleRecord."""
    Asset.objects.select_for_update(of=("self",)).get(pk=asset.pk)
    current = Asset.objects.for_reading().get(pk=asset.pk)
    check_version(current, version)
    return current


def _move(asset, verb, changes, *, actor, via):
    moved = apply_changes(asset, changes, version=asset.version)
    record(verb, asset, actor=actor, changes=moved, via=via)
    return _indexed(asset)


def _indexed(asset):
    fresh = Asset.objects.for_reading().get(pk=asset.pk)
    search.put(document_of(fresh))
    return fresh


def _free_reference(form):
    stem = form.slug if form else "asset"
    taken = Asset.objects.filter(reference__startswith=f"{stem}-").values_list("reference", flat=True)
    return rules.next_reference(stem, taken)


def _point_changes(asset, wanted):
    """{"talking_points": [old, new]} when the texts or their order differ, else {}."""
    links = AssetTalkingPoint.objects.filter(asset=asset).select_related("point")
    old = [link.point.text for link in links]
    return {"talking_points": [plain(old), wanted]} if old != wanted else {}


def _set_points(asset, texts):
    """Make `texts` the asset's talking points, in this order; equal texts are one point in the database."""
    texts = list(dict.fromkeys(filter(None, map(rules.point_text, texts))))
    digests = {rules.point_digest(text): text for text in texts}
    TalkingPoint.objects.bulk_create(
        [TalkingPoint(text=text, digest=digest) for digest, text in digests.items()], ignore_conflicts=True
    )
    by_digest = {point.digest: point for point in TalkingPoint.objects.with_digests(digests)}
    AssetTalkingPoint.objects.filter(asset=asset).delete()
    AssetTalkingPoint.objects.bulk_create(
        AssetTalkingPoint(asset=asset, point=by_digest[digest], position=position)
        for position, digest in enumerate(digests)
    )
