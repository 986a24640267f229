from portal.shared.models import PortalQuerySet


class BuyingGroupQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Everyone signed in sees who is in a group; only the account's team edits it."""
        return self if user.is_active else self.none()

    def of_account(self, account):
        return self.filter(account=account)

    def for_reading(self):
        return self.select_related("account", "product").prefetch_related(
            "members__contact", "members__roles"
        )


class MemberQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if user.is_active else self.none()

    def of_group(self, group):
        return self.filter(group=group)

    def for_reading(self):
        return self.select_related("contact", "group__account").prefetch_related("roles").strict()
