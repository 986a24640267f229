"""Ask marketing for content, and answer: accept, deliver, decline. The answer is part of the request's history."""

from django.db import transaction

from content.feedback import rules
from content.feedback.models import ContentRequest
from portal.activity.actions import record
from portal.shared.changes import apply_changes, check_version, refuse


@transaction.atomic
def ask(values, *, actor, via="page"):
    """Store a request {title, note, query, stage, persona}; returns it."""
    request = ContentRequest(requester=actor, **values)
    request.full_clean()
    request.save()
    record("asked for", request, actor=actor, via=via)
    return request


@transaction.atomic
def accept(request, *, actor, version, answer=""):
    """Say that it will be made. Raises StaleRecord or ValidationError."""
    refuse(rules.accepting_problem(_status(request, version)))
    return _answered(request, "accepted", {"status": rules.ACCEPTED, "answer": answer}, actor, version)


@transaction.atomic
def deliver(request, asset, *, actor, version, answer=""):
    """Answer with an asset. Raises StaleRecord or ValidationError."""
    refuse(rules.delivering_problem(_status(request, version), asset.status))
    changes = {"status": rules.DELIVERED, "delivered": asset, "answer": answer or request.answer}
    return _answered(request, "delivered", changes, actor, version)


@transaction.atomic
def decline(request, *, actor, version, answer):
    """Answer that it will not be made, and why. Raises StaleRecord or ValidationError."""
    refuse(rules.declining_problem(_status(request, version), answer))
    return _answered(request, "declined", {"status": rules.DECLINED, "answer": answer}, actor, version)


@transaction.atomic
def deliver_instead(request, asset, actor):
    """Let another asset be the answer to a delivered request, because the first one is taken back."""
    moved = apply_changes(request, {"delivered": asset}, version=None)
    record("changed", request, actor=actor, changes=moved)


def _status(request, version):
    current = ContentRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    check_version(current, version)
    return current.status


def _answered(request, verb, changes, actor, version):
    moved = apply_changes(request, changes, version=version)
    record(verb, request, actor=actor, changes=moved)
    return request
