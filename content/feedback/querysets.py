from django.db.models import Count

from portal.shared.models import PortalQuerySet


class ContentRequestQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Requests are open to everyone signed in, so that nobody asks twice."""
        return self if user.is_active else self.none()

    def open(self):
        return self.filter(status__in=["new", "accepted", "in_calendar"])

    def answered(self):
        return self.filter(status__in=["delivered", "declined"])

    def by(self, user):
        return self.filter(requester=user)

    def titles(self):
        """(id, title) of each, the newest first."""
        return self.order_by("-id").values_list("pk", "title")

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def about_term(self, field, term):
        """Requests that name `term`, or the term with this id, in `field` ("stage" or "persona")."""
        return self.filter(**{field: term})

    def delivered_with(self, asset):
        """Requests that were answered with this asset."""
        return self.filter(delivered=asset)

    def counted_by(self, field):
        """(term id, how many of these requests name it) for "stage" or "persona"."""
        return self.exclude(**{field: None}).order_by().values_list(field).annotate(number=Count("pk"))

    def for_listing(self):
        return (
            self.select_related("stage", "persona", "requester", "delivered")
            .order_by("-created_at", "-id")
            .strict()
        )
