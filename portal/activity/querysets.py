from portal.shared.models import PortalQuerySet


class ActivityQuerySet(PortalQuerySet):
    def about(self, record):
        """The history of one record, newest first, with who did it."""
        return self.filter(kind=record._meta.label, object_id=record.pk).select_related("actor").strict()

    def by(self, user):
        return self.filter(actor=user)
