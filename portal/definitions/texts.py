"""What definitions say now, in memory: figures show it beside themselves on every page."""

from portal.definitions.models import DefinitionVersion
from portal.shared.registry import registry

_held = ("", {})


def text_of(key, stamp):
    """The text of a registered definition as it is now.

    stamp: of the portal's settings, which every new wording replaces; "" or None where nobody is signed in or
    nobody changed anything yet: then the registered text.
    """
    global _held
    if stamp and _held[0] != stamp:
        _held = (stamp, dict(DefinitionVersion.objects.newest().values_list("key", "text")))
    return (_held[1].get(key) if stamp else None) or registry.definitions[key].text
