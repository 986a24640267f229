from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.directory.rules import PAIR, name_key
from portal.shared.models import PortalQuerySet

ORDERS = {
    "name": ["name", "id"],
    "-name": ["-name", "-id"],
    "tier": [F("tier").asc(nulls_last=True), "name", "id"],
    "-tier": [F("tier").desc(nulls_last=True), "name", "id"],
    "updated": ["updated_at", "id"],
    "-updated": ["-updated_at", "-id"],
}


class AccountQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Everyone signed in sees every account; what a team believes about people is narrower."""
        return self if user.is_active else self.none()

    def in_tier(self, tier):
        return self.filter(tier=tier)

    def without_tier(self):
        return self.filter(tier=None)

    def in_industry(self, industry):
        return self.filter(industry=industry)

    def matching(self, words):
        """Accounts whose name or one of whose domains contains every word."""
        found = self
        for word in words.split():
            domains = self._related("domains").filter(account=OuterRef("pk"), domain__contains=word.lower())
            found = found.filter(Q(name_key__contains=name_key(word)) | Exists(domains))
        return found

    def owned_by(self, user):
        """Accounts whose owner in sales or in marketing is `user`."""
        owners = self._related("team").filter(account=OuterRef("pk"), user=user, role__in=PAIR.values())
        return self.filter(Exists(owners))

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def named(self, key):
        """Accounts of one name; `key` as `rules.name_key` makes it."""
        return self.filter(name_key=key)

    def except_for(self, pk):
        return self.exclude(pk=pk)

    def in_order(self, order):
        """One of ORDERS; accounts without a tier come last."""
        return self.order_by(*ORDERS[order])

    def counted_by_tier(self):
        """{tier or None: number of accounts}."""
        return dict(self.order_by().values_list("tier").annotate(number=Count("pk")))

    def for_listing(self):
        return self.select_related("industry").prefetch_related("domains", "team__user").strict()

    def _related(self, name):
        return self.model._meta.get_field(name).related_model._default_manager


class DomainQuerySet(PortalQuerySet):
    def named(self, domains):
        return self.filter(domain__in=domains).select_related("account")

    def of_others(self, account):
        return self.exclude(account=account)


class TeamQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of_pair(self, user):
        """The seats in which `user` owns an account, in sales or in marketing."""
        return self.filter(user=user, role__in=PAIR.values())

    def holding(self, role):
        return self.filter(role=role)

    def for_reading(self):
        return self.select_related("account", "user").strict()


class ContactQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of_account(self, account):
        return self.filter(employments__account=account)

    def except_for(self, ids):
        return self.exclude(pk__in=ids)

    def with_email(self, email):
        return self.filter(email__iexact=email)

    def for_reading(self):
        return self.prefetch_related("employments__account__team").strict()
