"""Whether an asset is disputed: people who used it say that it is wrong or outdated, and nobody has answered yet.

A plain mark: it is no edit, so the version stays and the search index is not written.
"""

from content.library.models import Asset


def mark_disputed(asset, at):
    """Set the moment since which an asset is disputed; call it inside a transaction."""
    Asset.objects.with_ids([asset.pk]).update(disputed_at=at)


def mark_settled(asset):
    """Take the mark away; call it inside a transaction."""
    Asset.objects.with_ids([asset.pk]).update(disputed_at=None)
