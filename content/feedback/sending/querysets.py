"""Words about assets that sending needs; each takes a queryset of assets."""


def sendable(assets, on):
    """Those that may go to buyers on the date `on`, the newest first."""
    found = assets.live(on).filter(audience="shareable", disputed_at=None, withdrawn_at=None)
    return found.exclude(format__slug="battle-card").order_by("-published_on", "-id")


def with_references(assets, references):
    return assets.filter(reference__in=references)


def at_stages(assets, stages):
    return assets.filter(stage__in=stages)
