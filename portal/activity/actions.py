"""Write history. The caller holds the transaction, so the line stands or falls with the change."""

from django.db.models import F
from django.utils import timezone

from portal.activity.models import Activity


def line(verb, record, *, actor, changes=None, via="page"):
    """An unsaved history line, for bulk writes."""
    return Activity(
        verb=verb,
        kind=record._meta.label,
        object_id=record.pk,
        object_label=str(record)[:300],
        changes=changes or {},
        actor=actor,
        via=via,
    )


def record(verb, record, *, actor, changes=None, via="page"):
    """Add one history line for `record`; `actor` None means the portal itself."""
    activity = line(verb, record, actor=actor, changes=changes, via=via)
    activity.save()
    return activity


def hand_over(records, field, successor, *, actor):
    """Give these records (a list of one model, read with `field`) another person in `field`; returns how many.

    Versions move on and each record gets its history line; the caller holds the transaction.
    """
    if not records:
        return 0
    model = type(records[0])
    columns = {field: successor, "version": F("version") + 1}
    if hasattr(model, "updated_at"):
        columns["updated_at"] = timezone.now()
    model._base_manager.filter(pk__in=[record.pk for record in records]).update(**columns)
    lines = []
    for one in records:
        changes = {field: [str(getattr(one, field)), str(successor)]}
        lines.append(line("handed over", one, actor=actor, changes=changes, via="hand-over"))
    return len(record_many(lines))


def record_many(lines):
    """Add the lines that `line` made, in one statement per thousand."""
    return Activity.objects.bulk_create(lines, batch_size=1000)
