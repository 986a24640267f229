from portal.shared.models import PortalQuerySet


class HealthCountQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Numbers about the whole library, for those who see all of it."""
        return self if user.has_perm("content.change_asset") else self.none()

    def between(self, first, last):
        """The counts of these days and those between them, the oldest first."""
        return self.filter(day__gte=first, day__lte=last)
