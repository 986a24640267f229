from django.db.models import Prefetch

from portal.shared.models import PortalQuerySet


class RequirementQuerySet(PortalQuerySet):
    def of_product(self, product):
        return self.filter(product=product)

    def as_values(self):
        """(product id or None, role, how many are needed), in the order of the seats."""
        return list(self.values_list("product_id", "role", "min_count"))


class BuyingGroupQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Everyone signed in sees who is in a group; only the account's team changes it and knows its stances."""
        return self if user.is_active else self.none()

    def of_accounts(self, accounts):
        return self.filter(account__in=accounts)

    def of_product(self, product):
        return self.filter(product=product)

    def open(self):
        return self.exclude(stage__in=self.model.CLOSED)

    def with_people(self):
        """Groups with product, members, their roles and names: what a role board reads."""
        members = self.model._meta.get_field("members").related_model._default_manager
        people = members.select_related("contact").prefetch_related("roles").strict()
        return self.select_related("product").prefetch_related(Prefetch("members", people)).strict()

    def for_reading(self):
        """One group with its account's team, to decide who may change it."""
        return self.select_related("account", "product").prefetch_related("account__team").strict()


class MemberQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of_group(self, group):
        return self.filter(group=group)

    def standing(self):
        """Members who were not taken out."""
        return self.exclude(state="dismissed")

    def contact_ids(self):
        return self.exclude(contact=None).values_list("contact", flat=True)

    def with_contact(self, contact):
        return self.filter(contact=contact)

    def for_reading(self):
        return (
            self.select_related("contact", "group__account", "group__product")
            .prefetch_related("roles", "group__account__team")
            .strict()
        )


class MemberChangeQuerySet(PortalQuerySet):
    def about(self, member):
        """What was believed about a member, newest first, with who believed it."""
        return self.filter(member=member).select_related("actor").strict()
