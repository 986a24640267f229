"""Write history. The caller holds the transaction, so the line stands or falls with the change."""

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


def record_many(lines):
    """Add the lines that `line` made, in one statement per thousand."""
    return Activity.objects.bulk_create(lines, batch_size=1000)
