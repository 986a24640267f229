from django.db.models import Q

from portal.shared.models import PortalQuerySet


class PersonaPageQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Persona pages are for everyone who signs in."""
        return self if user.is_active else self.none()

    def about(self, persona):
        """The page of one persona (a term)."""
        return self.filter(persona=persona)

    def with_slug(self, slug):
        return self.filter(persona__slug=slug)

    def with_something(self):
        """Pages on which anything is written."""
        written = ~Q(job="") | ~Q(words="") | ~Q(not_them="") | Q(stages__concerns__gt="")
        return self.filter(written | Q(stages__formats__isnull=False)).distinct()

    def needing(self, term):
        """Pages that need a format at some stage."""
        return self.filter(stages__formats=term).distinct()

    def for_reading(self):
        """A page with its stages and their formats."""
        return self.select_related("persona").prefetch_related("stages__stage", "stages__formats").strict()

    def for_listing(self):
        return self.select_related("persona").strict()


class PersonaStageQuerySet(PortalQuerySet):
    def about_page(self, page):
        return self.filter(page=page)

    def at(self, stage):
        return self.filter(stage=stage)

    def needs(self):
        """(persona id, stage id, format id) of every format that a persona needs at a stage, in order."""
        rows = self.filter(formats__isnull=False).order_by(
            "page__persona__position", "page__persona__label", "stage__position", "formats__position"
        )
        return rows.values_list("page__persona", "stage", "formats")
