"""Tell people and teams. Callers hold the transaction: what is told stands or falls with what happened."""

from portal.notices.models import ChannelMessage, Notice, NoticePreference, TeamChannel
from portal.notices.rules import shortened
from portal.shared.registry import registry


def tell(people, kind, sentence, url, *, key):
    """Give each active person of `people` one notice, once for ever for this `key`; returns how many are new.

    kind: a key of `registry.notice_kinds`. url: a path of the portal. key: at most 200 characters, names the
    occasion. Nobody is told who wants neither notices nor mail of this kind. Leave out whoever did it.
    """
    wanted = {person.pk for person in people if person is not None and person.is_active}
    told = set(Notice.objects.with_key(key).values_list("person_id", flat=True)) if wanted else set()
    new = [
        Notice(person_id=pk, kind=kind, sentence=shortened(sentence), url=url, key=key, **wish)
        for pk, wish in _wishes(kind, wanted - told).items()
        if any(wish.values())
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def tell_teams(kind, sentence, url, *, key):
    """Have the channels of all teams that asked for `kind` told, once for ever for this `key`; returns how many."""
    asked = [channel for channel in TeamChannel.objects.active() if kind in channel.kinds]
    new = [
        ChannelMessage(channel=channel, kind=kind, sentence=shortened(sentence), url=url, key=key)
        for channel in asked
    ]
    ChannelMessage.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _wishes(kind, people):
    """{person id: {in_portal, by_mail}}, the kind's own where somebody chose nothing."""
    entry = registry.notice_kinds[kind]
    wishes = {pk: {"in_portal": entry.portal, "by_mail": entry.mail} for pk in sorted(people)}
    for chosen in NoticePreference.objects.of_kind(kind, people):
        wishes[chosen.person_id] = {"in_portal": chosen.in_portal, "by_mail": chosen.by_mail}
    return wishes
