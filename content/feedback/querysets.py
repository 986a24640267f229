from portal.shared.models import PortalQuerySet


class ContentRequestQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Requests are open to everyone signed in, so that nobody asks twice."""
        return self if user.is_active else self.none()

    def open(self):
        return self.filter(status__in=["new", "accepted", "in_calendar"])

    def by(self, user):
        return self.filter(requester=user)

    def for_listing(self):
        return self.select_related("stage", "persona", "requester", "delivered").order_by("-id").strict()
