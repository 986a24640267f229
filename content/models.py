"""Index for Django only: our own code imports the features' modules."""

from content.calendar.models import CalendarEntry, EditorialBoard, Theme
from content.feedback.models import ContentRequest
from content.library.models import Asset, AssetTalkingPoint, TalkingPoint
from content.vocabularies.models import (
    Competitor,
    Format,
    Industry,
    Language,
    Persona,
    Product,
    Stage,
    Tag,
    TermAlias,
    VocabularyState,
)

__all__ = [
    "Asset",
    "AssetTalkingPoint",
    "CalendarEntry",
    "Competitor",
    "ContentRequest",
    "EditorialBoard",
    "Format",
    "Industry",
    "Language",
    "Persona",
    "Product",
    "Stage",
    "Tag",
    "TalkingPoint",
    "TermAlias",
    "Theme",
    "VocabularyState",
]
