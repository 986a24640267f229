from django.db.models import Q

from portal.shared.models import PortalQuerySet

LINKS = ("personas", "competitors", "products", "industries", "tags")


class AssetQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Assets whose existence `user` may know: published ones; all for editors; one's own drafts."""
        if not user.is_active:
            return self.none()
        if user.has_perm("content.change_asset"):
            return self
        return self.filter(Q(status="published") | Q(status__in=["draft", "in_review"], created_by=user))

    def live(self, on):
        """Published assets that have not expired on the date `on`."""
        return self.filter(status="published").exclude(expires_on__lt=on)

    def overdue(self, on):
        """Live assets whose review date has passed."""
        return self.live(on).filter(review_on__lt=on).order_by("review_on", "id")

    def owned_by(self, user):
        return self.filter(owner=user).exclude(status="archived")

    def with_reference(self, reference):
        """One asset by its public reference, or by its number where `reference` is digits only."""
        if str(reference).isdigit():
            return self.filter(pk=reference)
        return self.filter(reference=reference)

    def in_order(self, ids):
        """The assets with these ids, in this order, as a list."""
        found = {asset.pk: asset for asset in self.filter(pk__in=ids)}
        return [found[pk] for pk in ids if pk in found]

    def newest_first(self, on):
        """Live assets, the latest published or changed on top."""
        return self.live(on).order_by("-published_on", "-id")

    def titled_like(self, key):
        return self.filter(title_key=key)

    def for_listing(self):
        """What a result row reads."""
        return (
            self.defer("body")
            .select_related("format", "stage", "language", "owner")
            .prefetch_related("personas", "point_links__point")
            .strict()
        )

    def for_reading(self):
        """What the asset page, the API and the index read."""
        return (
            self.select_related("format", "stage", "language", "owner", "created_by")
            .prefetch_related(*LINKS, "point_links__point")
            .strict()
        )


class TalkingPointQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Points of assets that `user` may see."""
        return self.filter(asset_links__asset__in=_assets(self, user)).distinct()

    def with_digests(self, digests):
        return self.filter(digest__in=digests)


def _assets(queryset, user):
    links = queryset.model._meta.get_field("asset_links").related_model
    assets = links._meta.get_field("asset").related_model
    return assets.objects.visible_to(user)
