"""Tell people and teams. Callers hold the transaction: what is told stands or falls with what happened."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.activity.actions import record
from portal.jobs.actions import enqueue
from portal.notices import rules
from portal.notices.models import ChannelMessage, Notice, NoticePreference, TeamChannel
from portal.shared.changes import apply_changes, check_version
from portal.shared.registry import registry

DELIVER = "portal.notices.jobs.deliver_messages"
# Enough for one look at the outbox; the rest comes a minute later.
MOST_MESSAGES = 200


def tell(people, kind, sentence, url, *, key):
    """Give each active person of `people` one notice, once for ever for this `key`; returns how many are new.

    kind: a key of `registry.notice_kinds`. url: a path of the portal. key: at most 200 characters, names the
    occasion. Nobody is told who wants neither notices nor mail of this kind. Leave out whoever did it. The
    channels of their teams hear it, too, where they asked for the kind.
    """
    wanted = {person.pk: person for person in people if person is not None and person.is_active}
    told = set(Notice.objects.with_key(key).values_list("person_id", flat=True)) if wanted else set()
    fresh = {pk: person for pk, person in wanted.items() if pk not in told}
    new = [
        Notice(person_id=pk, kind=kind, sentence=rules.shortened(sentence), url=url, key=key, **wish)
        for pk, wish in _wishes(kind, fresh).items()
        if any(wish.values())
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    _tell_their_teams(fresh.values(), kind, sentence, url, key)
    return len(new)


def _tell_their_teams(people, kind, sentence, url, key):
    """Put the same into the channels of these people's teams that asked for it, with their names."""
    members = {}
    for person in people:
        members.setdefault(person.team_id, []).append(str(person))
    asked = [channel for channel in TeamChannel.objects.active().of_teams(members) if kind in channel.kinds]
    for channel in asked:
        names = rules.few(members[channel.team_id])
        _put_out(channel, kind, f"{names}: {sentence}", url, key)
    if asked:
        enqueue(DELIVER)


def _wishes(kind, people):
    """{person id: {in_portal, by_mail}}, the kind's own where somebody chose nothing."""
    entry = registry.notice_kinds[kind]
    wishes = {pk: {"in_portal": entry.portal, "by_mail": entry.mail} for pk in sorted(people)}
    for chosen in NoticePreference.objects.of_kind(kind, people) if wishes else ():
        wishes[chosen.person_id] = {"in_portal": chosen.in_portal, "by_mail": chosen.by_mail}
    return wishes


# One's own notices


def mark_read(user, notice):
    """Mark one notice as read; a second time changes nothing."""
    Notice.objects.visible_to(user).unread().with_id(notice.pk).update(read_at=timezone.now())
    notice.refresh_from_db()
    return notice


def mark_all_read(user, up_to):
    """Mark all as read up to the newest one that was shown (its id); returns how many were unread."""
    return Notice.objects.visible_to(user).unread().up_to(up_to).update(read_at=timezone.now())


@transaction.atomic
def set_preferences(user, wishes):
    """How `user` wants to hear of each kind from now on: {kind: {in_portal, by_mail}}.

    One's own business, so without history. What waits for the next mail leaves it when its kind is switched off.
    """
    columns = ["in_portal", "by_mail"]
    NoticePreference.objects.bulk_create(
        [NoticePreference(person=user, kind=kind, **wish) for kind, wish in wishes.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=columns,
    )
    silent = [kind for kind, wish in wishes.items() if not wish["by_mail"]]
    Notice.objects.of(user).to_mail().of_kinds(silent).update(by_mail=False)


def preferences_of(user):
    """A NoticePreference for every kind, in the order of their labels; unsaved ones where nobody chose."""
    chosen = {row.kind: row for row in NoticePreference.objects.of(user)}
    kinds = sorted(registry.notice_kinds.items(), key=lambda pair: pair[1].label)
    return [
        chosen.get(kind)
        or NoticePreference(person=user, kind=kind, in_portal=entry.portal, by_mail=entry.mail)
        for kind, entry in kinds
    ]


# The team's channel


def tell_teams(kind, sentence, url, *, key):
    """Have the channels of all teams that asked for `kind` told, once for ever for this `key`; returns how many."""
    asked = [channel for channel in TeamChannel.objects.active() if kind in channel.kinds]
    for channel in asked:
        _put_out(channel, kind, sentence, url, key)
    if asked:
        enqueue(DELIVER)
    return len(asked)


def _put_out(channel, kind, sentence, url, key):
    sentence = rules.shortened(sentence)
    message = ChannelMessage(channel=channel, kind=kind, sentence=sentence, url=url, key=key)
    ChannelMessage.objects.bulk_create([message], ignore_conflicts=True)


@transaction.atomic
def set_channel(team, changes, *, actor, version, via="page"):
    """Give a team's channel another {address, kinds, is_active}; the first time it is made.

    An empty address keeps the one that is stored. What waits is sent to the new address at once.
    Raises StaleRecord or ValidationError.
    """
    channel = TeamChannel.objects.of(team).first()
    address = changes.get("address") or (channel.address if channel else "")
    if problem := rules.address_problem(address):
        raise ValidationError({"address": problem})
    changes = changes | {"address": address}
    if channel is None:
        channel = TeamChannel(team=team, **changes)
        channel.full_clean()
        channel.save()
        record("created", channel, actor=actor, changes=_shown({"address": [None, address]}), via=via)
        return channel
    moved = apply_changes(channel, changes | {"last_error": ""}, version=version)
    if moved:
        ChannelMessage.objects.of(channel).waiting().update(next_at=timezone.now())
        shown = _shown({name: pair for name, pair in moved.items() if name != "last_error"})
        record("changed", channel, actor=actor, changes=shown, via=via)
    return channel


@transaction.atomic
def remove_channel(channel, *, actor, version):
    """Forget a channel with its address and all that waits for it."""
    check_version(TeamChannel.objects.get(pk=channel.pk), version)
    record("removed", channel, actor=actor)
    channel.delete()


@transaction.atomic
def send_test(channel, *, actor):
    """Put a message of no importance into the channel's outbox, also while it is paused."""
    sentence = f"{actor} tries whether Tandem reaches {channel.team}."
    _put_out(channel, rules.TEST, sentence, reverse("notices"), f"test:{uuid.uuid4()}")
    enqueue(DELIVER)
    record("tested", channel, actor=actor)


def _shown(changes):
    """Changes for the history, where the secret address does not belong."""
    if "address" in changes:
        changes["address"] = [rules.masked(address or "") for address in changes["address"]]
    return changes


# The outbox, for the job


def take_messages(now):
    """What is due, oldest first and each taken by one worker only: it is due again later, whatever becomes of it."""
    ChannelMessage.objects.waiting().before(now - rules.GIVEN_UP_AFTER).update(next_at=None)
    taken = []
    for message in ChannelMessage.objects.due(now)[:MOST_MESSAGES]:
        later = rules.next_attempt(message.attempts + 1, message.at, now)
        mine = ChannelMessage.objects.waiting_at(message.pk, message.next_at)
        if mine.update(next_at=later, attempts=message.attempts + 1):
            taken.append(message)
    return taken


def note_sent(message, now):
    """Put down that a message has arrived."""
    ChannelMessage.objects.with_id(message.pk).update(sent_at=now, next_at=None, error="")
    TeamChannel.objects.with_id(message.channel_id).update(last_sent_at=now, last_error="")


def note_failed(message, problem):
    """Put down why a message has not arrived; it is tried again until it is too old."""
    ChannelMessage.objects.with_id(message.pk).update(error=problem[:300])
    TeamChannel.objects.with_id(message.channel_id).update(last_error=problem[:300])
