from portal.shared.models import PortalQuerySet


class PersonaPageQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Persona pages are for everyone who signs in."""
        return self if user.is_active else self.none()

    def about(self, persona):
        """The page of one persona (a term)."""
        return self.filter(persona=persona)

    def for_reading(self):
        """A page with its stages and their formats."""
        return self.select_related("persona").prefetch_related("stages__stage", "stages__formats").strict()

    def for_listing(self):
        return self.select_related("persona").strict()


class PersonaStageQuerySet(PortalQuerySet):
    def needs(self):
        """(persona id, stage id, format id) of every format that a persona needs at a stage."""
        rows = self.exclude(formats=None).order_by("page__persona__position", "stage__position")
        return rows.values_list("page__persona", "stage", "formats")

    def with_format(self, term):
        return self.filter(formats=term)

    def of_persona(self, term):
        return self.filter(page__persona=term)
