from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from portal.notices.rules import TEST
from portal.shared.models import PortalQuerySet


class NoticeQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own notices, those that were to be shown in the portal."""
        return self.filter(person=user, in_portal=True) if user.is_active else self.none()

    def of(self, person):
        return self.filter(person=person)

    def unread(self):
        return self.filter(read_at=None)

    def number_unread(self):
        """How many notices wait for the person of an outer query."""
        mine = self.filter(person=OuterRef("pk"), in_portal=True, read_at=None)
        number = mine.order_by().values("person").annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(number), Value(0))

    def of_kinds(self, kinds):
        return self.filter(kind__in=kinds)

    def with_key(self, key):
        return self.filter(key=key)

    def with_id(self, pk):
        return self.filter(pk=pk)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def unmailed(self):
        return self.filter(mailed_at=None)

    def mailed_since(self, moment):
        return self.filter(mailed_at__gte=moment)

    def mailed_at_moment(self, moment):
        return self.filter(mailed_at=moment)

    def up_to(self, pk):
        """Those that were there when the newest shown had this id."""
        return self.filter(pk__lte=pk)

    def for_listing(self):
        return self.order_by("-id").strict()

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

    def of_teams(self, ids):
        return self.filter(team__in=[pk for pk in ids if pk])

    def with_id(self, pk):
        return self.filter(pk=pk)

    def active(self):
        return self.filter(is_active=True)

    def failing(self):
        return self.exclude(last_error="")

    def for_listing(self):
        return self.select_related("team").strict()


class ChannelMessageQuerySet(PortalQuerySet):
    def of(self, channel):
        return self.filter(channel=channel)

    def with_id(self, pk):
        return self.filter(pk=pk)

    def waiting(self):
        return self.filter(sent_at=None, next_at__isnull=False)

    def due(self, now):
        """What waits to be sent at the moment `now`, oldest first, with its channel; of a paused one only tests."""
        waiting = self.filter(Q(channel__is_active=True) | Q(kind=TEST), sent_at=None, next_at__lte=now)
        return waiting.select_related("channel").order_by("id")

    def before(self, moment):
        return self.filter(at__lt=moment)

    def waiting_at(self, pk, next_at):
        """The message with this id while nobody else has taken it up since it was read."""
        return self.filter(pk=pk, sent_at=None, next_at=next_at)
