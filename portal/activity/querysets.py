from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from portal.shared.models import PortalQuerySet


class Audited(PortalQuerySet):
    """Rows of events with `at`, annotated with `audit_person`, `audit_object` (ids) and `audit_label` (text)."""

    def audited_for(self, user):
        """Everything, for those who may look through what everybody did."""
        return self if user.has_perm("portal.view_audit") else self.none()

    def audit_matching(self, wanted):
        """Those that a `portal.activity.audit.Wanted` asks for, but for kind and verb of other sources."""
        found = self
        if wanted.person is not None:
            found = found.filter(audit_person=wanted.person.pk)
        if wanted.object_id is not None:
            found = found.filter(audit_object=wanted.object_id)
        for word in wanted.words.split():
            found = found.filter(audit_label__icontains=word)
        if wanted.since:
            found = found.filter(at__gte=_midnight(wanted.since))
        if wanted.until:
            found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
        return found

    def audit_before(self, place, number):
        """Those after `place` (moment, source, id) in the order newest first; `number` is this source's own."""
        moment, source, pk = place
        same = {"pk__lt": pk} if number == source else {} if number > source else {"pk": None}
        return self.filter(Q(at__lt=moment) | Q(at=moment, **same))

    def audit_values(self, kind):
        """Plain values, newest first; only the history (without a kind of its own) has a verb and changes."""
        more = [] if kind else ["verb", "kind", "changes", "via"]
        columns = ["pk", "at", "audit_person", "audit_object", "audit_label", *more]
        return self.order_by("-at", "-pk").values(*columns)


class ActivityQuerySet(Audited):
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

    def audit_matching(self, wanted):
        """As for every source; the history tells kinds and verbs apart itself."""
        found = super().audit_matching(wanted)
        found = found.filter(kind=wanted.kind) if wanted.kind else found
        return found.filter(verb=wanted.verb) if wanted.verb else found

    def kinds_and_verbs(self):
        """(kind, verb) of everything that was ever done, each pair once."""
        return self.order_by().values_list("kind", "verb").distinct()


def _midnight(day):
    """When `day` begins in the portal's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
