from django.apps import apps
from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.shared.models import PortalQuerySet
from portal.shared.registry import registry


class UserQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Everyone signed in may know who works here."""
        return self if user.is_active else self.none()

    def active(self):
        return self.filter(is_active=True)

    def active_or(self, pk):
        """Active people and, whatever their state, the one with this id (who already holds the place)."""
        return self.filter(Q(is_active=True) | Q(pk=pk)).order_by("name", "email")

    def admins(self):
        return self.filter(is_active=True, role="admin")

    def able_admins(self):
        """Admins who can sign in: active, and not still waiting to answer an invitation."""
        return self.admins().filter(invited_at=None)

    def invited(self):
        return self.filter(is_active=True, invited_at__isnull=False)

    def joined(self):
        return self.filter(is_active=True, invited_at=None)

    def deactivated(self):
        return self.filter(is_active=False)

    def with_scope_naming(self, value):
        """People whose default scope holds this text somewhere; to be looked at more closely."""
        return self.filter(default_scope__contains=value)

    def matching(self, words):
        """People whose name or e-mail contains every word."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found

    def without_team(self):
        return self.filter(team=None)

    def for_listing(self):
        return self.select_related("team").order_by("name", "email").strict()

    def with_email(self, email):
        return self.filter(email__iexact=email.strip())

    def with_emails(self, emails):
        """People with one of these addresses, in lower case, with their team."""
        return self.filter(email__in=emails).select_related("team")

    def with_id(self, pk):
        return self.filter(pk=pk)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def except_for(self, pk):
        return self.exclude(pk=pk)

    def with_password_hash(self, password):
        return self.filter(password=password)

    def with_settings_stamp(self):
        """Also reads, in the same statement, the stamp of the portal's settings as `settings_stamp`."""
        stamps = apps.get_model("portal", "PortalSettings").objects.values("stamp")[:1]
        return self.annotate(settings_stamp=Coalesce(Subquery(stamps), Value("")))

    def with_extras(self):
        """Also reads, in the same statement, what higher features show with the person on every page."""
        return self.annotate(**{name: make() for name, make in registry.read_with_person.items()})


class TeamQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def led_by(self, user):
        return self.filter(lead=user)

    def for_listing(self):
        """Teams with their lead and, as `size`, the number of active members."""
        size = Count("members", filter=Q(members__is_active=True))
        return self.select_related("lead").annotate(size=size).order_by("name").strict()


class ApiTokenQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own tokens."""
        return self.filter(owner=user) if user.is_active else self.none()

    def of(self, user):
        return self.filter(owner=user)

    def with_id(self, pk):
        return self.filter(pk=pk)

    def unrevoked(self):
        return self.filter(revoked_at=None)

    def usable(self, now=None):
        """Tokens that neither were revoked nor ran out, of people who are active."""
        now = now or timezone.now()
        alive = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(alive, revoked_at=None, owner__is_active=True)

    def with_digest(self, digest):
        """At most one token, with its owner."""
        return self.filter(digest=digest).select_related("owner")

    def last_used_before(self, moment):
        return self.filter(Q(last_used_at=None) | Q(last_used_at__lt=moment))
