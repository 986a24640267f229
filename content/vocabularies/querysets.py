from portal.shared.models import PortalQuerySet
from portal.shared.registry import registry


class TermQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Terms are no secret, everyone signed in sees them; but a tag may be the words of a hidden draft."""
        if not user.is_active:
            return self.none()
        if not self.model.may_be_hidden or user.has_perm("content.change_asset") or not registry.term_seen:
            return self
        return self.filter(registry.term_seen(self.model.vocabulary(), user))

    def with_slug(self, slug):
        return self.filter(slug=slug)

    def with_slugs(self, slugs):
        return self.filter(slug__in=slugs)

    def slugs(self):
        return self.values_list("slug", flat=True)

    def with_keys(self, keys):
        return self.filter(key__in=keys)

    def for_listing(self):
        """What a row of a vocabulary's page reads."""
        return self.strict()


class TermAliasQuerySet(PortalQuerySet):
    def in_vocabulary(self, vocabulary):
        return self.filter(vocabulary=vocabulary)

    def of(self, term):
        return self.filter(vocabulary=term.vocabulary(), term_id=term.pk)

    def with_keys(self, keys):
        return self.filter(key__in=keys)

    def labels(self):
        return self.values_list("label", flat=True)
