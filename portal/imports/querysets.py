from django.db.models import Count

from portal.shared.models import PortalQuerySet


class ImportRunQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own imports; every import for those who look after the portal."""
        if not user.is_active or not user.has_perm("portal.import_assets"):
            return self.none()
        return self if user.has_perm("portal.view_admin") else self.filter(created_by=user)

    def for_listing(self):
        return self.defer("words", "columns", "mapping", "choices").select_related("created_by").strict()

    def for_page(self):
        return self.select_related("created_by", "owner").strict()

    def alike(self, kind, layout):
        """Finished runs of files with the same columns, the latest first."""
        return self.filter(kind=kind, layout=layout, status="done")

    def standing_at(self, pk, statuses):
        """The run, if it stands at one of these; what moves it on updates this, so that only one click counts."""
        return self.filter(pk=pk, status__in=statuses)

    def older_than(self, moment):
        return self.filter(moved_at__lt=moment)


class ImportRowQuerySet(PortalQuerySet):
    def visible_to(self, user):
        runs = self.model._meta.get_field("run").related_model.objects
        return self.filter(run__in=runs.visible_to(user))

    def of_run(self, run):
        return self.filter(run=run)

    def with_messages(self):
        return self.filter(has_messages=True)

    def outcomes(self):
        """{outcome: number of rows}."""
        return dict(self.order_by().values_list("outcome").annotate(number=Count("pk")))

    def written(self):
        return self.filter(is_written=True)
