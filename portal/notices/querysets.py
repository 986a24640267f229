from django.db.models import Q

from portal.shared.models import PortalQuerySet


class NoticeQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own notices, those that were to be shown in the portal."""
        return self.filter(person=user, in_portal=True) if user.is_active else self.none()

    def of(self, person):
        return self.filter(person=person)

    def unread(self):
        return self.filter(read_at=None)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def with_key(self, key):
        return self.filter(key=key)

    def with_id(self, pk):
        return self.filter(pk=pk)

    def up_to(self, pk):
        """Those that were there when the newest shown had this id."""
        return self.filter(pk__lte=pk)

    def to_mail(self):
        """What waits for the daily mail: wanted there, not read yet, of people who can sign in."""
        wanted = Q(by_mail=True, mailed_at=None, read_at=None)
        return self.filter(wanted, person__is_active=True, person__invited_at=None)


class NoticePreferenceQuerySet(PortalQuerySet):
    def of(self, person):
        return self.filter(person=person)

    def of_kind(self, kind, people):
        return self.filter(kind=kind, person__in=people)


class TeamChannelQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Channels carry a secret: for those who may change people and teams."""
        return self if user.has_perm("portal.change_people") else self.none()

    def of(self, team):
        return self.filter(team=team)

    def with_id(self, pk):
        return self.filter(pk=pk)

    def active(self):
        return self.filter(is_active=True)

    def failing(self):
        return self.exclude(last_error="")


class ChannelMessageQuerySet(PortalQuerySet):
    def due(self, now):
        """What waits to be sent at the moment `now`, oldest first, with its channel."""
        waiting = self.filter(sent_at=None, next_at__lte=now, channel__is_active=True)
        return waiting.select_related("channel").order_by("id")

    def waiting_at(self, pk, next_at):
        """The message with this id while nobody else has taken it up since it was read."""
        return self.filter(pk=pk, sent_at=None, next_at=next_at)
