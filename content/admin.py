"""Index for Django only: the features' own admin modules."""

from content.battle_cards import admin as battle_cards
from content.calendar import admin as calendar
from content.feedback import admin as feedback
from content.library import admin as library
from content.library.personas import admin as personas
from content.search import admin as search
from content.upkeep import admin as upkeep
from content.vocabularies import admin as vocabularies

__all__ = ["battle_cards", "calendar", "feedback", "library", "personas", "search", "upkeep", "vocabularies"]
