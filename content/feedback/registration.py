"""What requests offer to features that they may not be imported by, entered at start-up."""


def register_feedback():
    from content.feedback import panels, references, term_use
    from content.feedback.definitions import DEFINITIONS
    from content.feedback.models import Send
    from portal.shared.registry import AuditSource, NoticeKind, registry

    registry.audited.append(AuditSource("sent", "content.Asset", Send.objects.for_audit))
    registry.refers("content.Asset", references.requests_delivered)
    registry.term_uses += [term_use.RequestTerms(), term_use.FeedbackTerms()]
    registry.notice_kinds["feedback"] = NoticeKind(
        label="Feedback", note="Somebody flags what you own, or your own flag has an answer."
    )
    registry.notice_kinds["request"] = NoticeKind(
        label="Requests", note="What you asked for, or voted for, moves on."
    )
    registry.definitions |= DEFINITIONS
    registry.held("content.Asset", references.senders)
    registry.panel("asset", panels.feedback)
    registry.panel("asset", panels.scorecard)
    registry.panel("asset-preview", panels.say)
    registry.panel("asset-actions", panels.send_button)
    registry.panel("account", panels.sent_to)
