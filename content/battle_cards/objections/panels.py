"""What an asset's page shows of objections: those that were heard with it, and the way to note one."""

from content.battle_cards.models import Objection

SHOWN = 3


def heard_with_asset(asset, viewer):
    """A panel with the objections that people heard while this asset was in front of a buyer."""
    heard = Objection.objects.visible_to(viewer).heard_with(asset).for_listing()
    context = {"asset": asset, "objections": list(heard[:SHOWN])}
    return "content/battle_cards/asset_panel.html", context
