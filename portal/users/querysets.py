from django.db.models import Q
from django.utils import timezone

from portal.shared.models import PortalQuerySet


class UserQuerySet(PortalQuerySet):
    def active(self):
        return self.filter(is_active=True)

    def admins(self):
        return self.filter(is_active=True, role="admin")

    def for_listing(self):
        return self.select_related("team").order_by("name", "email").strict()

    def with_email(self, email):
        return self.filter(email__iexact=email.strip())


class ApiTokenQuerySet(PortalQuerySet):
    def of(self, user):
        return self.filter(owner=user)

    def usable(self, now=None):
        """Tokens that neither were revoked nor ran out, of people who are active."""
        now = now or timezone.now()
        alive = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(alive, revoked_at=None, owner__is_active=True)
