from django.db.models import Q

from portal.shared.models import PortalQuerySet


class SavedViewQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own views and those saved for everyone."""
        return self.filter(Q(owner=user) | Q(visibility="everyone"))

    def changeable_by(self, user):
        """One's own views; who may save for everyone may also change what is for everyone."""
        own = Q(owner=user)
        return self.filter(own | Q(visibility="everyone") if user.has_perm("portal.share_savedview") else own)

    def of_list(self, kind):
        return self.filter(kind=kind).order_by("name", "id")

    def by(self, user):
        return self.filter(owner=user)

    def but(self, view):
        return self.exclude(pk=view.pk)

    def names(self):
        return self.values_list("name", flat=True)

    def naming(self, value):
        """Views whose query holds this text somewhere; to be looked at more closely."""
        return self.filter(query__contains=value)

    def for_listing(self):
        return self.select_related("owner").order_by("name", "id").strict()
