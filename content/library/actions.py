"""Verbs that write assets. Each is one transaction with one history line and the search index in it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from content.library import rules
from content.library.documents import KIND, document_of
from content.library.models import Approval, Asset, AssetTalkingPoint, TalkingPoint
from content.search import actions as search
from content.vocabularies.actions import tags_named
from content.vocabularies.labels import labels
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, refuse
from portal.shared.dates import today
from portal.shared.registry import problems_of, references_of

LINKS = ("personas", "competitors", "products", "industries", "tags")


@transaction.atomic
def create_asset(values, *, actor, via="page"):
    """A new draft from {field: value}; lists for to-many fields, texts for `talking_points`.

    `tags` may be terms or words; a word that names no tag becomes one. `reference` is made from the format
    unless given. Raises ValidationError.
    """
    values = {"owner": actor} | _with_tags(values, actor, via)
    _refuse_owner(values)
    points = _checked_points(values.pop("talking_points", []))
    links = {name: values.pop(name) for name in LINKS if name in values}
    asset = Asset(created_by=actor, **values)
    asset.title_key = rules.title_key(asset.title)
    if not asset.reference:
        asset.reference = _free_reference(asset.format)
    if problem := rules.reference_problem(asset.reference):
        raise ValidationError({"reference": problem})
    asset.full_clean(exclude=["talking_points"])
    asset.save()
    for name, terms in links.items():
        getattr(asset, name).set(terms)
    set_points(asset, points)
    record("created", asset, actor=actor, via=via)
    return put_in_index(asset)


@transaction.atomic
def create_published(values, *, actor, via="page"):
    """A new asset that everyone finds at once. Raises ValidationError if it lacks what publishing asks for."""
    return publish_asset(create_asset(values, actor=actor, via=via), actor=actor, via=via)


@transaction.atomic
def change_asset(asset, changes, *, actor, version, via="page"):
    """Change an asset that still has `version`; returns it. Raises StaleRecord or ValidationError.

    What a published asset says is changed by approval where its format asks for one, and refused here. Imports
    bring what was approved where it comes from, and change it at once.
    """
    # New tags first: they lock the vocabulary, which a merge of terms locks before it locks assets.
    changes = _with_tags(changes, actor, via)
    current = locked(asset, version)
    moving = [
        name for name in changes.keys() & rules.APPROVED_FIELDS if differs(current, name, changes[name])
    ]
    refuse(rules.direct_change_problem(status_kept(current), asks_approval(current), moving, via))
    return write_changes(current, changes, actor=actor, via=via)


@transaction.atomic
def write_changes(current, changes, *, actor, via="page", noted=None):
    """Change an asset as `locked` read it, whatever its format asks for: the verb of an approval; returns it.

    noted: {name: [old, new]} that the history line says beside the changes.
    """
    changes = dict(changes)
    if changes.get("owner") != current.owner:
        _refuse_owner(changes)
    also = {}
    if "talking_points" in changes:
        also = _point_changes(current, _checked_points(changes.pop("talking_points")))
    if "title" in changes:
        changes["title_key"] = rules.title_key(changes["title"])
    refuse_loss(current, changes)
    moved = apply_changes(current, changes, version=current.version, also=also)
    if not moved:
        return Asset.objects.for_reading().get(pk=current.pk)
    if also:
        set_points(current, also["talking_points"][1])
    moved.pop("title_key", None)
    ask_anew(current, actor)
    record("changed", current, actor=actor, changes=moved | (noted or {}), via=via)
    return put_in_index(current)


def differs(asset, name, value):
    """Whether a field of an asset (read with `for_reading`) has another value than this one."""
    if name == "talking_points":
        return [point.text for point in asset.points] != rules.point_texts(value)
    return getattr(asset, name) != value


def asks_approval(asset):
    """Whether the format of an asset (read with its format) asks for approval."""
    return asset.format is not None and asset.format.needs_approval


def changes_by_approval(asset):
    """Whether what an asset says changes by approval: it is published, and its format asks for it."""
    form = labels().by_id["format"].get(asset.format_id)
    return asset.status == rules.PUBLISHED and form is not None and form.needs_approval


def verifying_problem(asset, person):
    """Why `person` may not say today that an asset is still correct; empty when they may. Reads its owner."""
    theirs = asset.owner_id == person.pk or person.has_perm("content.verify_any_asset")
    known = (asset.status, asset.expires_on, asset.disputed_at is not None, str(asset.owner))
    return rules.verifying_problem(*known, theirs, today())


def status_kept(asset):
    """The status of an asset, or that which restoring an archived one brings back."""
    return asset.archived_from or asset.status


def ask_anew(asset, actor):
    """Whoever changes a draft in review is the one who asks for it now: nobody approves words of their own."""
    if asset.status == rules.IN_REVIEW:
        Approval.objects.of_asset(asset).waiting().update(asked_by=actor)


@transaction.atomic
def change_and_publish(asset, changes, *, actor, version, via="page"):
    """Change a draft and make it findable in one go. Raises StaleRecord or ValidationError."""
    changed = change_asset(asset, changes, actor=actor, version=version, via=via)
    return publish_asset(changed, actor=actor, via=via)


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
    """Make an asset findable for everyone; sets the day and, unless one lies ahead, the next review.

    Refused where the format asks for approval: then `trust.actions.approve` publishes. Imports publish what was
    approved where it comes from, and have a writer of their own.
    """
    current = locked(asset, version)
    refuse(rules.approval_problem(asks_approval(current), via))
    # Left from a format that asked for it.
    Approval.objects.of_asset(current).open().update(status="taken-back")
    return publish_approved(current, actor=actor, via=via)


@transaction.atomic
def publish_approved(current, *, actor, via="page", noted=None):
    """Publish an asset as `locked` read it, whatever its format asks for: the verb of an approval.

    noted: as `write_changes` takes it.
    """
    refuse(" ".join(problems_of("library.publish_asset", current)))
    day = today()
    filled = completeness_values(current)
    refuse(rules.publishing_problem(current.status, filled, current.expires_on, day))
    changes = {
        "status": rules.PUBLISHED,
        "published_on": current.published_on or day,
        "review_on": rules.review_after_publishing(current.review_on, day, current.format.review_days),
    }
    return move_asset(current, "published", changes, actor=actor, via=via, also=noted)


@transaction.atomic
def archive_asset(asset, *, actor, version=None, via="page"):
    """Take an asset out of the library; it keeps everything and can be restored."""
    current = locked(asset, version)
    refuse(rules.archiving_problem(current.status))
    changes = {"status": rules.ARCHIVED, "archived_from": current.status}
    return move_asset(current, "archived", changes, actor=actor, via=via)


@transaction.atomic
def restore_asset(asset, *, actor, version=None, via="page"):
    """Bring an archived asset back as what it was; one that was withdrawn or superseded comes back as a draft."""
    current = locked(asset, version)
    refuse(rules.restoring_problem(current.status))
    changes = {"status": current.archived_from or rules.DRAFT, "archived_from": ""} | rules.NOT_TAKEN_BACK
    return move_asset(current, "restored", changes, actor=actor, via=via)


@transaction.atomic
def duplicate_asset(asset, *, actor, via="page"):
    """A draft with the same words and terms, owned by `actor`; dates and address stay with the original."""
    original = Asset.objects.for_reading().get(pk=asset.pk)
    values = {
        "title": f"{original.title[:290]} (copy)",
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
    current = locked(asset, version)
    places = [place.sentence or "a place that you may not see" for place in references_of(current, actor)]
    refuse(rules.deleting_problem(current.status, places))
    record("deleted", current, actor=actor, changes={"reference": [current.reference, None]}, via=via)
    search.drop(KIND, current.pk)
    try:
        current.delete()
    except ProtectedError as error:
        raise ValidationError("It is still used elsewhere in the portal.") from error


def locked(asset, version):
    """The asset as the database has it now, its row locked where the database can. May raise StaleRecord."""
    current = Asset.objects.for_reading().select_for_update(of=("self",)).get(pk=asset.pk)
    check_version(current, version)
    return current


def move_asset(current, verb, changes, *, actor, via, also=None):
    """Write columns of an asset as `locked` read it, with a history line of this verb; nothing if they stand so.

    also: {field: [old, new]} that the line says beside them.
    """
    moved = apply_changes(current, changes, version=current.version)
    if not moved:
        return current
    moved = {name: pair for name, pair in moved.items() if name != "archived_from"} | (also or {})
    record(verb, current, actor=actor, changes=moved, via=via)
    return put_in_index(current)


def put_in_index(asset):
    """Bring the index up to an asset as the database has it now; returns that. Call it inside a transaction."""
    fresh = Asset.objects.for_reading().get(pk=asset.pk)
    search.put(document_of(fresh))
    return fresh


def _with_tags(values, actor, via):
    """A copy of `values` in which words among the tags have become tags."""
    values = dict(values)
    if "tags" in values:
        values["tags"] = tags_named(values["tags"], actor=actor, via=via)
    return values


def _refuse_owner(values):
    if "owner" in values and (problem := rules.owner_problem(values["owner"].is_active)):
        raise ValidationError({"owner": problem})


def refuse_loss(current, changes):
    """A published asset keeps what publishing asked of it."""
    if current.status == rules.PUBLISHED:
        before = completeness_values(current)
        after = before | {name: changes[name] for name in before.keys() & changes.keys()}
        if lost := rules.lost_by_change(before, after):
            raise ValidationError({name: f"A published asset has {rules.COMPLETE[name]}." for name in lost})


def _free_reference(form):
    if form is None:
        return rules.next_reference("asset", Asset.objects.numbered("asset").references())
    # The format's row is the queue: two new assets of one format take their numbers one after the other.
    type(form).objects.select_for_update(no_key=True).get(pk=form.pk)
    return rules.next_reference(form.slug, Asset.objects.numbered(form.slug).references())


def _checked_points(texts):
    texts = rules.point_texts(texts)
    if problem := rules.points_problem(texts):
        raise ValidationError({"talking_points": problem})
    return texts


def _point_changes(current, wanted):
    """{"talking_points": [old, new]} when the texts or their order differ, else {}."""
    old = [point.text for point in current.points]
    return {"talking_points": [old, wanted]} if old != wanted else {}


def set_points(asset, texts):
    """Make `texts` the asset's talking points, in this order; equal texts are one point in the database."""
    digests = {rules.point_digest(text): text for text in texts}
    TalkingPoint.objects.bulk_create(
        [TalkingPoint(text=text, digest=digest) for digest, text in digests.items()], ignore_conflicts=True
    )
    by_digest = {point.digest: point for point in TalkingPoint.objects.with_digests(digests)}
    asset.point_links.all().delete()
    AssetTalkingPoint.objects.bulk_create(
        AssetTalkingPoint(asset=asset, point=by_digest[digest], position=position)
        for position, digest in enumerate(digests)
    )
