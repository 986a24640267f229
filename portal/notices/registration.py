"""What notices enter at start-up. The features' own kinds are entered by the features."""

from datetime import timedelta


def register_notices():
    from portal.notices import actions, panels
    from portal.notices.models import Notice
    from portal.shared.registry import NoticeKind, registry

    registry.tell = actions.tell
    registry.read_with_person["unread_notices"] = Notice.objects.number_unread
    registry.panel("profile", panels.preferences)
    registry.panel("team", panels.channel)
    registry.panel("settings", panels.failing_channels)
    registry.schedules["notices.deliver"] = ("portal.notices.jobs.deliver_messages", timedelta(minutes=1))
    registry.schedules["notices.digest"] = ("portal.notices.jobs.mail_digests", timedelta(minutes=30))
    registry.notice_kinds["hand-over"] = NoticeKind(
        label="Hand-overs", note="Somebody left and you own what was theirs."
    )
