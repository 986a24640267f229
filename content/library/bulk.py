"""One change to many assets: planned for a preview, then written in one short transaction, and taken back."""

from dataclasses import dataclass, field
from datetime import date
from itertools import batched

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from content.library import rules
from content.library.actions import asks_approval, completeness_values, status_kept, verifying_problem
from content.library.documents import documents_of
from content.library.models import Asset
from content.search import actions as search
from content.vocabularies.actions import remove_unused_tags, tags_named, unknown_words
from portal.activity.actions import line, record_many
from portal.shared.changes import plain
from portal.shared.dates import today
from portal.shared.registry import problems_of

MOST = 2000  # as many as are written well within five seconds on two cores
BLOCK = 500


@dataclass(frozen=True)
class Change:
    """A kind of change. `way`: "set" one value, "add" or "remove" terms, "verify", "publish", "archive", "restore"."""

    name: str
    label: str
    field: str
    way: str

    @property
    def several(self):
        return self.way in ("add", "remove")

    @property
    def permission(self):
        return PERMISSIONS.get(self.way, "content.change_asset")


PERMISSIONS = {
    "publish": "content.publish_asset",
    "archive": "content.archive_asset",
    "restore": "content.archive_asset",
}
CHANGES = {
    name: Change(name, label, column, way)
    for name, label, column, way in (
        ("add-tags", "Add tags", "tags", "add"),
        ("remove-tags", "Remove tags", "tags", "remove"),
        ("set-stage", "Set stage", "stage", "set"),
        ("add-personas", "Add personas", "personas", "add"),
        ("remove-personas", "Remove personas", "personas", "remove"),
        ("add-competitors", "Add competitors", "competitors", "add"),
        ("remove-competitors", "Remove competitors", "competitors", "remove"),
        ("add-products", "Add products", "products", "add"),
        ("remove-products", "Remove products", "products", "remove"),
        ("add-industries", "Add industries", "industries", "add"),
        ("remove-industries", "Remove industries", "industries", "remove"),
        ("set-language", "Set language", "language", "set"),
        ("set-owner", "Set owner", "owner", "set"),
        ("set-audience", "Set audience", "audience", "set"),
        ("set-review", "Set review date", "review_on", "set"),
        ("verify", "Still correct", "verified_on", "verify"),
        ("publish", "Publish", "status", "publish"),
        ("archive", "Archive", "status", "archive"),
        ("restore", "Restore", "status", "restore"),
    )
}


@dataclass(frozen=True)
class Row:
    """One asset and what changes on it: a value, or a tuple of terms, before and after.

    dates: (column, value) pairs that are written along, when it is published, verified, or no longer.
    """

    asset: Asset
    old: object
    new: object
    dates: tuple = ()

    @property
    def before(self):
        return _words(self.old)

    @property
    def after(self):
        return _words(self.new)


def _words(value):
    """A value as people read it; texts are what the status or the audience is called."""
    if isinstance(value, tuple):
        return ", ".join(sorted(map(str, value), key=str.casefold))
    named = dict(Asset.Status.choices) | dict(Asset.Audience.choices)
    return "" if value is None else named.get(value, str(value))


@dataclass
class Plan:
    """What a change would do: rows that change, assets that are already so, (asset, reason) of those refused."""

    change: Change
    rows: list = field(default_factory=list)
    same: list = field(default_factory=list)
    refused: list = field(default_factory=list)

    @property
    def versions(self):
        """{asset id: version} of the rows, as `change_many` wants it back."""
        return {row.asset.pk: row.asset.version for row in self.rows}


def plan(change, value, assets):
    """What `change` to `value` would do to `assets` (read with `for_bulk`); writes nothing.

    value: a value, a list of terms, None for what has none; the person who verifies.
    """
    made = Plan(change)
    for asset in assets:
        old = _value_of(change, asset)
        new = _after(change, value, asset, old)
        if old == new:
            made.same.append(asset)
        elif problem := _problem(change, value, asset, new):
            made.refused.append((asset, problem))
        else:
            made.rows.append(Row(asset, old, new, _dates(change, value, asset)))
    return made


def _problem(change, value, asset, new):
    if change.way == "publish":
        guarded = " ".join(problems_of("library.publish_asset", asset))
        filled = completeness_values(asset)
        refused = rules.publishing_problem(asset.status, filled, asset.expires_on, today())
        return guarded or refused or rules.approval_problem(asks_approval(asset))
    if change.way == "verify":
        return verifying_problem(asset, value)
    asked = change.field == "audience" and asks_approval(asset)
    direct = rules.direct_change_problem(status_kept(asset), asked, [change.field])
    return direct or rules.bulk_problem(asset.status, change.field, new)


def _dates(change, value, asset):
    if change.way == "verify":
        review = rules.next_review(today(), asset.format.review_days)
        return (("verified_by_id", value.pk), ("review_on", review))
    if change.way != "publish":
        return ()
    review = rules.review_after_publishing(asset.review_on, today(), asset.format.review_days)
    return (("published_on", asset.published_on or today()), ("review_on", review))


def _value_of(change, asset):
    value = getattr(asset, change.field)
    return tuple(value.all()) if change.several else value


def _after(change, value, asset, old):
    if change.way == "add":
        return (*old, *(term for term in value if term not in old))
    if change.way == "remove":
        return tuple(term for term in old if term not in value)
    if change.way == "publish":
        return rules.PUBLISHED
    if change.way == "verify":
        return today()
    if change.way == "archive":
        return rules.ARCHIVED
    if change.way == "restore":
        return (asset.archived_from or rules.DRAFT) if old == rules.ARCHIVED else old
    return value


@dataclass
class Outcome:
    """What was written: the plan as it was carried out, assets changed by others since the preview, ids gone.

    created: ids of the tags that were added for it.
    """

    plan: Plan
    stale: list
    gone: int
    created: list = field(default_factory=list)


@transaction.atomic
def change_many(change, value, versions, *, actor, via="bulk"):
    """Carry out a previewed change on {asset id: version}; whoever moved on since is left alone and named.

    value: what `plan` takes; words among tags become tags. Returns an Outcome.
    """
    created = []
    if change.field == "tags":
        new = unknown_words(value)
        value = tags_named(value, actor=actor, via=via)
        created = [tag.pk for tag in value if tag.key in new]
    found = list(Asset.objects.with_ids(versions).for_bulk(change).select_for_update(of=("self",)))
    stale = [asset for asset in found if asset.version != versions[asset.pk]]
    made = plan(change, value, [asset for asset in found if asset.version == versions[asset.pk]])
    write_rows(change, made.rows, actor=actor, via=via)
    return Outcome(made, stale, len(versions) - len(found), created)


def hand_over(person, successor, actor):
    """Give what `person` owns to `successor`; the caller holds the transaction. Returns how many."""
    change = CHANGES["set-owner"]
    made = plan(change, successor, Asset.objects.owned_by(person).for_bulk(change))
    write_rows(change, made.rows, actor=actor, via="hand-over")
    return len(made.rows)


def undo_entries(outcome):
    """What `undo_many` needs, as plain values: [asset id, version after the change, value before it]."""
    return [[row.asset.pk, row.asset.version + 1, _noted(row)] for row in outcome.plan.rows]


def _noted(row):
    """What a row had before; of what was published or verified the columns beside it as well."""
    if not row.dates:
        return _raw(row.old)
    return [_raw(row.old), *((name, _raw(getattr(row.asset, name))) for name, _ in row.dates)]


@transaction.atomic
def undo_many(change, entries, *, actor, created=(), via="bulk"):
    """Take back what `undo_entries` noted, on assets that nobody changed since; returns an Outcome.

    created: ids of the tags that the change added; those that nothing uses and nobody changed go again.
    """
    versions = {pk: version for pk, version, _ in entries}
    if way_back := {"archive": "restore", "restore": "archive"}.get(change.way):
        return change_many(CHANGES[way_back], None, versions, actor=actor, via=via)
    raw = {pk: value for pk, _, value in entries}
    found = list(Asset.objects.with_ids(versions).for_bulk(change).select_for_update(of=("self",)))
    before = _values(change, raw)
    made, stale = Plan(change), []
    for asset in found:
        if asset.version != versions[asset.pk]:
            stale.append(asset)
        elif problem := _undo_problem(change, raw[asset.pk], before[asset.pk]):
            made.refused.append((asset, problem))
        else:
            made.rows.append(_row_back(change, asset, before[asset.pk]))
    write_rows(change, made.rows, actor=actor, via=via)
    remove_unused_tags(created, actor=actor, via=via)
    return Outcome(made, stale, len(versions) - len(found))


def _row_back(change, asset, value):
    if change.way not in ("publish", "verify"):
        return Row(asset, _value_of(change, asset), value)
    before, *beside = value
    dates = tuple((name, _day(one) if name.endswith("_on") else one) for name, one in beside)
    return Row(asset, _value_of(change, asset), _day(before) if change.way == "verify" else before, dates)


def _day(text):
    return date.fromisoformat(text) if text else None


def _undo_problem(change, raw, value):
    if raw is not None and value is None:
        return "What it had before no longer exists."
    return rules.owner_problem(value.is_active) if change.field == "owner" else ""


def _raw(value):
    if isinstance(value, tuple):
        return [term.pk for term in value]
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)


def _values(change, raw):
    """{asset id: value} from the plain values that `_raw` made."""
    model = Asset._meta.get_field(change.field).related_model
    if model is None:
        return {pk: _day(one) if change.field == "review_on" else one for pk, one in raw.items()}
    if not change.several:
        found = model._default_manager.in_bulk(set(raw.values()) - {None})
        return {pk: found.get(one) for pk, one in raw.items()}
    found = model._default_manager.in_bulk({one for many in raw.values() for one in many})
    return {pk: tuple(found[one] for one in many if one in found) for pk, many in raw.items()}


def write_rows(change, rows, *, actor, via):
    """Write planned rows with their history lines and the index; the caller holds the transaction."""
    if not rows:
        return
    ids = [row.asset.pk for row in rows]
    columns = {"version": F("version") + 1, "updated_at": timezone.now()}
    if change.several:
        _relink(change.field, rows)
        Asset.objects.with_ids(ids).update(**columns)
    for (value, dates), group in _by_value(rows) if not change.several else ():
        Asset.objects.with_ids(group).update(**columns, **_columns(change, value), **dict(dates))
    verbs = {rules.ARCHIVED: "archived", rules.PUBLISHED: "published"} if change.way != "restore" else {}
    verb = {"restore": "restored", "verify": "verified"}.get(change.way, "changed")
    record_many(
        line(
            verbs.get(row.new, verb),
            row.asset,
            actor=actor,
            via=via,
            changes={change.field: [plain(row.old), plain(row.new)]},
        )
        for row in rows
    )
    for block in batched(ids, BLOCK):
        search.put_many(list(documents_of(block)))


def _by_value(rows):
    """((new value, dates), ids of the assets that get them)."""
    groups = {}
    for row in rows:
        groups.setdefault((row.new, row.dates), []).append(row.asset.pk)
    return groups.items()


def _columns(change, value):
    if change.way == "archive":
        return {"status": value, "archived_from": F("status")}
    if change.way == "restore":
        return {"status": value, "archived_from": ""} | rules.NOT_TAKEN_BACK
    return {change.field: value}


def _relink(name, rows):
    """Take away the links to terms that went and add those that came, with one statement per term."""
    through = Asset._meta.get_field(name).remote_field.through
    column = f"{Asset._meta.get_field(name).related_model.vocabulary()}_id"
    gone, come = {}, []
    for row in rows:
        for term in set(row.old) - set(row.new):
            gone.setdefault(term, []).append(row.asset.pk)
        come += [
            through(**{"asset_id": row.asset.pk, column: term.pk}) for term in set(row.new) - set(row.old)
        ]
    for term, ids in gone.items():
        Asset.objects.links_to(name, [term], ids).delete()
    through.objects.bulk_create(come, ignore_conflicts=True, batch_size=1000)
