from django.db.models import Q

from portal.shared.models import PortalQuerySet


class ActivityQuerySet(PortalQuerySet):
    def about(self, record):
        """The history of one record, newest first, with who did it."""
        return self.filter(kind=record._meta.label, object_id=record.pk).select_related("actor").strict()

    def about_any(self, records):
        """One history of several records, newest first, with who did it."""
        wanted = Q(pk=None)
        for record in records:
            wanted |= Q(kind=record._meta.label, object_id=record.pk)
        return self.filter(wanted).select_related("actor").strict()

    def by(self, user):
        return self.filter(actor=user)
