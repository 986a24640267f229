"""Index for Django only: the features' own admin modules."""

from content.calendar import admin as calendar
from content.feedback import admin as feedback
from content.library import admin as library
from content.search import admin as search
from content.vocabularies import admin as vocabularies

__all__ = ["calendar", "feedback", "library", "search", "vocabularies"]
