"""Ask marketing for content, vote for what others asked, and answer: accept, plan, deliver, decline.

The answer is part of the request's history; who asked and who voted is told.
"""

from django.db import transaction

from content.feedback import rules
from content.feedback.models import ContentRequest, RequestVote
from portal.activity.actions import record
from portal.notices.actions import tell
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
def accept(request, *, actor, version, answer="", via="page"):
    """Say that it will be made. Raises StaleRecord or ValidationError."""
    refuse(rules.accepting_problem(_status(request, version)))
    return _answered(request, "accepted", {"status": rules.ACCEPTED, "answer": answer}, actor, version, via)


@transaction.atomic
def plan(request, *, actor, version, answer="", via="page"):
    """Say that it stands in the plan. Raises StaleRecord or ValidationError."""
    refuse(rules.planning_problem(_status(request, version)))
    changes = {"status": rules.PLANNED, "answer": answer or request.answer}
    return _answered(request, "planned", changes, actor, version, via)


@transaction.atomic
def deliver(request, asset, *, actor, version, answer="", via="page"):
    """Answer with an asset. Raises StaleRecord or ValidationError."""
    refuse(rules.delivering_problem(_status(request, version), asset.status))
    changes = {"status": rules.DELIVERED, "delivered": asset, "answer": answer or request.answer}
    return _answered(request, "delivered", changes, actor, version, via)


@transaction.atomic
def decline(request, *, actor, version, answer, via="page"):
    """Answer that it will not be made, and why. Raises StaleRecord or ValidationError."""
    refuse(rules.declining_problem(_status(request, version), answer))
    return _answered(request, "declined", {"status": rules.DECLINED, "answer": answer}, actor, version, via)


@transaction.atomic
def vote(request, *, actor, via="page"):
    """Say that one needs the same; a second time changes nothing. Raises ValidationError."""
    refuse(rules.voting_problem(request.status, request.requester_id == actor.pk))
    _, is_new = RequestVote.objects.get_or_create(request=request, person=actor)
    if is_new:
        record("voted for", request, actor=actor, via=via)


@transaction.atomic
def take_vote_back(request, *, actor, via="page"):
    """Say that one does not need it any more; without a vote nothing changes."""
    number, _ = RequestVote.objects.by(actor).for_request(request).delete()
    if number:
        record("took back the vote for", request, actor=actor, via=via)


@transaction.atomic
def deliver_instead(request, asset, actor):
    """Let another asset be the answer to a delivered request, because the first one is taken back."""
    moved = apply_changes(request, {"delivered": asset}, version=None)
    record("changed", request, actor=actor, changes=moved)


def _status(request, version):
    current = ContentRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    check_version(current, version)
    return current.status


def _answered(request, verb, changes, actor, version, via):
    requester, target = request.requester, changes.get("delivered") or request
    moved = apply_changes(request, changes, version=version)
    record(verb, request, actor=actor, changes=moved, via=via)
    voters = [vote.person for vote in RequestVote.objects.for_request(request).with_person()]
    people = [person for person in {requester, *voters} if person.pk != actor.pk]
    sentence = rules.answer_sentence(verb, request.title, request.answer)
    tell(people, "request", sentence, target.get_absolute_url(), key=f"request-{request.pk}-{verb}")
    return request
