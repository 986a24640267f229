"""What requests offer to features that they may not be imported by, entered at start-up."""


def register_feedback():
    from content.feedback import references, term_use
    from content.feedback.models import Send
    from portal.shared.registry import AuditSource, registry

    registry.audited.append(AuditSource("sent", "content.Asset", Send.objects.for_audit))
    registry.refers("content.Asset", references.requests_delivered)
    registry.term_uses.append(term_use.RequestTerms())
