"""What buying groups offer to features that may not import them, entered at start-up."""


def register_buying_groups():
    from accounts.buying_groups.term_use import GroupTerms
    from portal.shared.registry import registry

    registry.term_uses.append(GroupTerms())
