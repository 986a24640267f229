"""What the pages of assets and personas show of objections, and the way to note one."""

from content.battle_cards.models import Objection

SHOWN = 3


def heard_with_asset(asset, viewer):
    """A panel with the objections that people heard while this asset was in front of a buyer."""
    heard = Objection.objects.visible_to(viewer).heard_with(asset).for_listing()
    context = {"asset": asset, "objections": list(heard[:SHOWN])}
    return "content/battle_cards/asset_panel.html", context


def said_by_persona(persona, viewer):
    """A panel with the objections that most people heard from this persona."""
    said = Objection.objects.visible_to(viewer).about_term("persona", persona).for_listing()
    return "content/battle_cards/persona_panel.html", {"persona": persona, "objections": list(said[:SHOWN])}
