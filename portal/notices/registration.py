"""What notices enter at start-up. The features' own kinds are entered by the features."""


def register_notices():
    from portal.shared.registry import NoticeKind, registry

    registry.notice_kinds["hand-over"] = NoticeKind(
        label="Hand-overs", note="Somebody left and you own what was theirs."
    )
