from django.db.models import OuterRef, Subquery

from portal.shared.models import PortalQuerySet


class DefinitionVersionQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Definitions are for everyone who signs in."""
        return self if user.is_active else self.none()

    def of(self, key):
        """The versions of one definition, the newest first."""
        return self.filter(key=key).order_by("-number")

    def among(self, keys):
        """Versions of these definitions only: what no feature defines any more stays, but is not shown."""
        return self.filter(key__in=list(keys))

    def newest(self):
        """The version of each definition that is valid now."""
        latest = self.model.objects.filter(key=OuterRef("key")).order_by("-number").values("number")[:1]
        return self.filter(number=Subquery(latest))

    def by_people(self):
        """Versions that an editor wrote, not the portal itself."""
        return self.exclude(author=None)

    def for_listing(self):
        return self.select_related("author").strict()


class SignatureQuerySet(PortalQuerySet):
    def under(self, kind, ids):
        """The signatures of all versions of these records."""
        return self.filter(kind=kind, object_id__in=list(ids))

    def of(self, kind, pk, number):
        """The signatures of one version of one record."""
        return self.filter(kind=kind, object_id=pk, number=number)

    def with_people(self):
        return self.select_related("person").strict()
