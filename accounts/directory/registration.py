"""What accounts offer to features that may not import them, entered at start-up."""

from django.urls import reverse


def register_directory():
    from accounts.directory.actions import hand_over_accounts
    from accounts.directory.models import Account
    from accounts.directory.term_use import AccountTerms
    from portal.shared.registry import Found, Owned, registry

    def find(words, viewer, limit):
        """Accounts by name or domain, the closest first."""
        accounts = Account.objects.visible_to(viewer).matching(words).for_listing().in_order("tier")
        return [
            Found(account.name, account.get_absolute_url(), account.domain, "building-2")
            for account in accounts[:limit]
        ]

    registry.finders.append(("Accounts", find))
    registry.term_uses.append(AccountTerms())
    registry.owned.append(
        Owned(
            "accounts",
            Account.objects.owned_by,
            lambda person: f"{reverse('accounts:account-list')}?owner={person.pk}",
            hand_over_accounts,
        )
    )
