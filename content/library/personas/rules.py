"""Who writes persona pages, and which needs no asset answers. Pure."""


def may_write(side, keeps_library):
    """Whether a person may write persona pages: both sides do, and whoever keeps the library."""
    return keeps_library or side in ("sales", "marketing")


def unmet(needs, held):
    """Those of `needs` that nothing in `held` answers, in order; both (persona, stage, format) as ids."""
    held = set(held)
    return [need for need in needs if need not in held]
