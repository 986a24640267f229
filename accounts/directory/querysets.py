from portal.shared.models import PortalQuerySet


class AccountQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Everyone signed in sees every account; plans and beliefs about people are narrower."""
        return self if user.is_active else self.none()

    def in_tier(self, tier):
        return self.filter(tier=tier)

    def named_like(self, words):
        return self.filter(name__icontains=words)

    def for_listing(self):
        return self.select_related("industry").prefetch_related("domains", "team__user").strict()
