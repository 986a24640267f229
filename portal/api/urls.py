"""The whole API on one screen."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from accounts.directory.api import AccountEndpoint
from content.battle_cards.api import CardEndpoint
from content.battle_cards.claims.api import ClaimEndpoint, DisputeEndpoint
from content.battle_cards.objections.api import HearingEndpoint, ObjectionEndpoint, OutcomeEndpoint
from content.feedback.api import RequestEndpoint
from content.feedback.field.api import FeedbackEndpoint
from content.feedback.scorecard.api import ScorecardEndpoint
from content.feedback.sending.api import SendEndpoint
from content.library.api import AssetEndpoint
from content.library.personas.api import PersonaPageEndpoint
from content.library.trust.api import ApprovalEndpoint
from content.upkeep.api import CoverageEndpoint, HealthEndpoint, QueueEndpoint
from content.vocabularies import api as vocabularies
from portal.api import docs
from portal.api.audit import Audit
from portal.api.errors import unknown_address
from portal.api.me import Me
from portal.definitions.api import DefinitionEndpoint
from portal.notices.api import NoticeEndpoint, PreferenceEndpoint

app_name = "api"

router = SimpleRouter()
router.register("assets", AssetEndpoint, "asset")
router.register("approvals", ApprovalEndpoint, "approval")
router.register("personas", vocabularies.PersonaEndpoint, "persona")
router.register("persona-pages", PersonaPageEndpoint, "persona-page")
router.register("formats", vocabularies.FormatEndpoint, "format")
router.register("stages", vocabularies.StageEndpoint, "stage")
router.register("competitors", vocabularies.CompetitorEndpoint, "competitor")
router.register("products", vocabularies.ProductEndpoint, "product")
router.register("industries", vocabularies.IndustryEndpoint, "industry")
router.register("languages", vocabularies.LanguageEndpoint, "language")
router.register("tags", vocabularies.TagEndpoint, "tag")
router.register("battle-cards", CardEndpoint, "battle-card")
router.register("claims", ClaimEndpoint, "claim")
router.register("claim-disputes", DisputeEndpoint, "claim-dispute")
router.register("objections", ObjectionEndpoint, "objection")
router.register("hearings", HearingEndpoint, "hearing")
router.register("answer-outcomes", OutcomeEndpoint, "answer-outcome")
router.register("requests", RequestEndpoint, "request")
router.register("feedback", FeedbackEndpoint, "feedback")
router.register("sends", SendEndpoint, "send")
router.register("scorecards", ScorecardEndpoint, "scorecard")
router.register("definitions", DefinitionEndpoint, "definition")
router.register("queue", QueueEndpoint, "queue")
router.register("accounts", AccountEndpoint, "account")
router.register("notices", NoticeEndpoint, "notice")
router.register("notice-preferences", PreferenceEndpoint, "notice-preference")

urlpatterns = [
    *router.urls,
    path("me/", Me.as_view({"get": "retrieve"}, basename="me"), name="me"),
    path("coverage/", CoverageEndpoint.as_view({"get": "retrieve"}, basename="coverage"), name="coverage"),
    path("health/", HealthEndpoint.as_view({"get": "overview"}, basename="health"), name="health"),
    path(
        "health/<slug:check>/",
        HealthEndpoint.as_view({"get": "list"}, basename="health-check"),
        name="health-check",
    ),
    path("audit/", Audit.as_view({"get": "retrieve"}, basename="audit"), name="audit"),
    path("schema/", docs.schema, name="schema"),
    path("docs/", docs.docs, name="docs"),
    re_path("", unknown_address, name="unknown"),
]
