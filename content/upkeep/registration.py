"""What upkeep offers to features that it may not be imported by, entered at start-up."""

from datetime import timedelta


def register_upkeep():
    from content.library.models import Asset
    from content.upkeep.definitions import DEFINITIONS
    from content.upkeep.querysets import number_overdue
    from portal.shared.dates import today
    from portal.shared.registry import NoticeKind, registry

    registry.read_with_person["overdue_assets"] = lambda: number_overdue(Asset.objects.all(), today())
    registry.definitions |= DEFINITIONS
    registry.notice_kinds["review"] = NoticeKind(
        label="Reviews", note="Assets that you own are due for review, or your team's are long overdue."
    )
    registry.schedules["upkeep.health"] = ("content.upkeep.jobs.count_health", timedelta(hours=1))
    registry.schedules["upkeep.remind"] = ("content.upkeep.jobs.remind", timedelta(hours=1))
