from portal.shared.models import PortalQuerySet


class TermQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Terms are no secret: everyone signed in sees them."""
        return self if user.is_active else self.none()

    def with_slug(self, slug):
        return self.filter(slug=slug)

    def with_slugs(self, slugs):
        return self.filter(slug__in=slugs)
