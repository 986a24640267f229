"""What saved views offer to the features below them, entered at start-up."""


def register_saved_views():
    from portal.saved_views import shelf, term_use
    from portal.shared.registry import registry

    registry.term_uses.append(term_use.SavedViewTerms())
    registry.scopes.append(shelf.scopes)
