"""Index for Django only: our own code imports the features' modules."""

from content.battle_cards.models import (
    AnswerOutcome,
    BattleCard,
    CardPoint,
    Claim,
    ClaimDispute,
    Hearing,
    Objection,
)
from content.calendar.models import CalendarEntry, EditorialBoard, Theme
from content.feedback.models import ContentRequest, Feedback, RequestVote, Send
from content.files.models import FilePage, StoredFile
from content.library.models import Approval, Asset, AssetTalkingPoint, AssetVersion, Download, TalkingPoint
from content.library.personas.models import PersonaPage, PersonaStage
from content.search.models import (
    SearchChange,
    SearchDocument,
    SearchLog,
    SearchState,
    SearchWord,
    Synonym,
)
from content.upkeep.models import HealthCount
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
    "AnswerOutcome",
    "Approval",
    "Asset",
    "AssetTalkingPoint",
    "AssetVersion",
    "BattleCard",
    "CalendarEntry",
    "CardPoint",
    "Claim",
    "ClaimDispute",
    "Competitor",
    "ContentRequest",
    "Download",
    "EditorialBoard",
    "Feedback",
    "FilePage",
    "Format",
    "HealthCount",
    "Hearing",
    "Industry",
    "Language",
    "Objection",
    "Persona",
    "PersonaPage",
    "PersonaStage",
    "Product",
    "RequestVote",
    "SearchChange",
    "SearchDocument",
    "SearchLog",
    "SearchState",
    "SearchWord",
    "Send",
    "Stage",
    "StoredFile",
    "Synonym",
    "Tag",
    "TalkingPoint",
    "TermAlias",
    "Theme",
    "VocabularyState",
]
