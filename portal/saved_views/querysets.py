from django.db.models import Q

from portal.shared.models import PortalQuerySet


class SavedViewQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own views and those saved for everyone."""
        return self.filter(Q(owner=user) | Q(visibility="everyone"))

    def of_list(self, kind):
        return self.filter(kind=kind).order_by("name", "id")
