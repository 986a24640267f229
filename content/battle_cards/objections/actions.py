"""Verbs that write objections, what was heard, and what came of the answers."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from content.battle_cards import rules
from content.battle_cards.models import AnswerOutcome, BattleCard, Hearing, Objection
from content.library.rules import owner_problem
from portal.activity.actions import record
from portal.notices.actions import tell
from portal.shared.changes import apply_changes, check_version, refuse
from portal.users.models import User

SAME_DAY = timedelta(hours=12)
KIND = "objection"
TERMS = ("stage", "persona", "competitor")


@transaction.atomic
def hear(values, *, actor, objection=None, via="page"):
    """Note that a buyer said something: {words, stage, persona, competitor, account, asset}; returns the Hearing.

    It joins `objection`, else it makes a new one in these words. The same words of the same person about the same
    account within hours are the same hearing.
    """
    values = values | {"words": rules.cleaned(values["words"])}
    if not values["words"]:
        raise ValidationError({"words": "Write what they said."})
    if objection is None:
        objection = _new_objection(values, actor, via)
    else:
        objection = Objection.objects.for_change().get(pk=objection.pk)
    since = timezone.now() - SAME_DAY
    mine = Hearing.objects.of(objection).said_by(actor, values.get("account"), values["words"]).since(since)
    if known := mine.first():
        return known
    hearing = Hearing(objection=objection, person=actor, **values)
    hearing.full_clean()
    hearing.save()
    _remember(objection)
    record("heard", objection, actor=actor, changes={"words": [None, values["words"]]}, via=via)
    return hearing


def _new_objection(values, actor, via):
    terms = {name: values.get(name) for name in TERMS}
    card = BattleCard.objects.live().of_competitor(terms["competitor"]).for_page().first()
    owner = card.owner if card and terms["competitor"] else None
    objection = Objection(words=values["words"][:300], owner=owner, created_by=actor, **terms)
    objection.full_clean()
    objection.save()
    if owner and owner != actor:
        sentence = f"{actor} heard an objection that has no answer yet: “{objection}”"
        tell([owner], KIND, sentence, objection.get_absolute_url(), key=f"objection-{objection.pk}-new")
    return objection


@transaction.atomic
def change_objection(objection, changes, *, actor, version, via="page"):
    """Change the words, the answer, the proof, who owns it. Raises StaleRecord or ValidationError.

    With its first answer everybody who heard it is told.
    """
    current, changes = _locked(objection, version), dict(changes)
    _refuse_changes(current, changes)
    if first := current.status == rules.OPEN and bool(changes.get("answer", "").strip()):
        changes["status"] = rules.ANSWERED
    moved = apply_changes(current, changes, version=current.version)
    if moved:
        moved.pop("status", None)
        record("answered" if first else "changed", current, actor=actor, changes=moved, via=via)
        _remember(current)
    if first:
        _tell_hearers(current, actor)
    return current


def _refuse_changes(current, changes):
    problems = {}
    answer = changes.get("answer", current.answer)
    if (answer.strip() or current.status == rules.ANSWERED) and (problem := rules.answer_problem(answer)):
        problems["answer"] = problem
    owner = changes.get("owner")
    if owner and owner != current.owner and (problem := owner_problem(owner.is_active)):
        problems["owner"] = problem
    if problems:
        raise ValidationError(problems)


def answer_objection(objection, values, *, actor, version, via="page"):
    """Say what to answer: {answer, proof}. Raises StaleRecord or ValidationError."""
    if problem := rules.answer_problem(values["answer"]):
        raise ValidationError({"answer": problem})
    return change_objection(objection, values, actor=actor, version=version, via=via)


@transaction.atomic
def merge_objections(objection, into, *, actor, version=None, via="page"):
    """Count everything that was heard of `objection` as heard of `into`, and remove it; returns `into`.

    `into` keeps its answer; where it has none it takes the other's. Raises StaleRecord or ValidationError.
    """
    if objection.pk == into.pk:
        raise ValidationError("Choose another objection: this is the same one.")
    # Always in one order, so that no two merges wait for each other.
    both = Objection.objects.with_ids([objection.pk, into.pk]).order_by("pk").for_change()
    found = {one.pk: one for one in both}
    if len(found) < 2:
        raise ValidationError("One of them is not there any more.")
    current, into = found[objection.pk], found[into.pk]
    check_version(current, version)
    Hearing.objects.of(current).update(objection=into)
    AnswerOutcome.objects.of(current).update(objection=into)
    changes = {}
    if into.status == rules.OPEN and current.status == rules.ANSWERED:
        changes = {"answer": current.answer, "proof": current.proof, "status": rules.ANSWERED}
    words = current.words
    current.delete()
    apply_changes(into, changes, version=into.version, also={"merged": [words, into.words]})
    record("merged", into, actor=actor, changes={"merged": [words, into.words]}, via=via)
    _remember(into)
    if changes:
        _tell_hearers(into, actor)
    return into


@transaction.atomic
def note_outcome(objection, worked, *, actor, account=None, via="page"):
    """Say whether the answer worked; said twice for the same account within hours, the last word counts."""
    current = Objection.objects.for_change().get(pk=objection.pk)
    refuse("" if current.status == rules.ANSWERED else "It has no answer yet that could have worked.")
    since = timezone.now() - SAME_DAY
    mine = AnswerOutcome.objects.of(current).by(actor).since(since)
    outcome = mine.at_account(account).first() or AnswerOutcome(
        objection=current, person=actor, account=account
    )
    if outcome.pk and outcome.worked == worked:
        return outcome
    outcome.worked = worked
    outcome.save()
    verb = "had success with the answer to" if worked else "had no success with the answer to"
    record(verb, current, actor=actor, via=via)
    return outcome


@transaction.atomic
def place_outcome(outcome, account, *, actor, via="page"):
    """Say at which account one's own outcome was; an older one of that account within hours gives way."""
    refuse("" if outcome.person_id == actor.pk else "Only who noted it may say where it was.")
    since = timezone.now() - SAME_DAY
    others = AnswerOutcome.objects.of(outcome.objection_id).by(actor).since(since)
    others.at_account(account).exclude(pk=outcome.pk).delete()
    outcome.account = account
    outcome.save(update_fields=["account"])
    objection = Objection.objects.get(pk=outcome.objection_id)
    record("placed", objection, actor=actor, changes={"account": [None, str(account)]}, via=via)
    return outcome


@transaction.atomic
def hand_over_objections(person, successor, actor):
    """Give the objections that `person` answers for to `successor`; returns how many."""
    objections = list(Objection.objects.owned_by(person).for_change())
    for objection in objections:
        moved = apply_changes(objection, {"owner": successor}, version=None)
        record("handed over", objection, actor=actor, changes=moved)
    return len(objections)


def _locked(objection, version):
    current = Objection.objects.for_change().get(pk=objection.pk)
    check_version(current, version)
    return current


def _remember(objection):
    """Bring the key up to everything that was heard; the index of words, no edit of anybody's."""
    heard = Hearing.objects.of(objection).values_list("words", flat=True)
    key = rules.key_of([objection.words, *dict.fromkeys(heard)])
    Objection.objects.with_ids([objection.pk]).update(key=key)


def _tell_hearers(objection, actor):
    hearers = User.objects.in_bulk(list(Hearing.objects.of(objection).hearers()))
    people = [person for pk, person in hearers.items() if pk != actor.pk]
    sentence = f"There is an answer now to “{objection}”"
    tell(people, KIND, sentence, objection.get_absolute_url(), key=f"objection-{objection.pk}-answered")
