"""Battle cards for other tools, to colleagues only: read, written and verified as on their pages."""

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action

from accounts.directory.models import Account
from content.battle_cards import actions
from content.battle_cards.filters import SHOWS, CardFilter
from content.battle_cards.models import BattleCard, Claim
from content.battle_cards.pages import may_keep
from content.library.models import Asset
from content.library.rules import POINT_LENGTH
from content.vocabularies.api import TermField
from portal.rest.errors import Unreadable
from portal.rest.fields import Text, Whole
from portal.rest.people import PersonIdField, PersonSerializer
from portal.rest.views import Endpoint

WORDS_LIMIT = 100
READS, KEEPS = "content.view_battlecard", "content.change_battlecard"


@extend_schema_field({"type": "string", "maxLength": 120})
class AssetField(serializers.Field):
    """An asset by its public reference; `allow_null`, as it is null where you may not see it."""

    default_error_messages = {
        "kind": "This is a text: the reference of an asset.",
        "unknown": "There is none.",
    }

    def to_representation(self, asset):
        viewer = self.context["request"].user
        seen = asset.status == "published" or viewer.has_perm("content.change_asset")
        return asset.reference if seen else None

    def to_internal_value(self, text):
        if not isinstance(text, str):
            self.fail("kind")
        assets = Asset.objects.visible_to(self.context["request"].user)
        return assets.with_reference(text[:120]).first() or self.fail("unknown")


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": 2**63 - 1})
class AccountIdField(Whole):
    """The id of an account, as that account."""

    default_error_messages = {"unknown": "There is no account with this id."}

    def to_representation(self, account):
        return account.pk

    def to_internal_value(self, number):
        number = super().to_internal_value(number)
        accounts = Account.objects.visible_to(self.context["request"].user)
        account = accounts.with_ids([number]).first() if 0 < number < 2**63 else None
        return account or self.fail("unknown")


class ClaimSerializer(serializers.Serializer):
    """`text` is what buyers ask about where `kind` is comparison; `us` and `them` are the two answers.

    The first ones of a kind, by `position`, stand at a glance. `open_disputes`: how many people say it is wrong.
    """

    id = serializers.IntegerField(read_only=True)
    card = serializers.IntegerField(source="card_id", read_only=True)
    kind = serializers.ChoiceField(choices=Claim.Kind.choices, read_only=True)
    text = serializers.CharField(read_only=True)
    us = serializers.CharField(read_only=True)
    them = serializers.CharField(read_only=True)
    source = serializers.CharField(read_only=True)
    source_url = serializers.CharField(read_only=True)
    seen_on = serializers.DateField(read_only=True, allow_null=True)
    confidence = serializers.ChoiceField(choices=Claim.Confidence.choices, read_only=True)
    review_on = serializers.DateField(read_only=True, allow_null=True)
    verified_on = serializers.DateField(read_only=True, allow_null=True)
    state = serializers.SerializerMethodField()
    proof = AssetField(read_only=True, allow_null=True)
    position = serializers.IntegerField(read_only=True)
    open_disputes = serializers.IntegerField(read_only=True)
    author = PersonSerializer(read_only=True)
    version = serializers.IntegerField(read_only=True)

    def get_state(self, claim) -> str:
        """fresh, due-soon or overdue, by the review date and today."""
        return claim.state.state


class CardRowSerializer(serializers.Serializer):
    """A card in a list. `audience` is always internal: nothing of a card is for buyers."""

    id = serializers.IntegerField(read_only=True)
    competitor = TermField("competitor", read_only=True)
    one_line = serializers.CharField(read_only=True)
    threat = serializers.CharField(read_only=True, help_text="low, medium, high, or empty.")
    meet_when = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(choices=BattleCard.Status.choices, read_only=True)
    audience = serializers.SerializerMethodField()
    owner = PersonSerializer(read_only=True)
    verified_on = serializers.DateField(read_only=True, allow_null=True)
    review_on = serializers.DateField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_audience(self, card) -> str:
        return "internal"

    def get_page_url(self, card) -> str:
        return self.context["request"].build_absolute_uri(card.get_absolute_url())


class CardSerializer(CardRowSerializer):
    """One card with its claims and talking points. Its version counts the changes of its claims too."""

    talking_points = serializers.SerializerMethodField()
    claims = ClaimSerializer(many=True, read_only=True)

    def get_talking_points(self, card) -> list[str]:
        return [link.point.text for link in card.point_links.all()]


class CardInput(serializers.Serializer):
    """Caps in words: one_line 30, meet_when 25; the first screen as a whole 250."""

    one_line = Text(max_length=300, allow_blank=True, required=False)
    threat = serializers.ChoiceField(choices=BattleCard.Threat.choices, allow_blank=True, required=False)
    meet_when = Text(max_length=300, allow_blank=True, required=False)
    owner = PersonIdField(required=False)
    talking_points = serializers.ListField(
        child=Text(max_length=POINT_LENGTH), max_length=50, required=False, source="points"
    )


class NewCardInput(CardInput):
    competitor = TermField("competitor")


class CardEndpoint(Endpoint):
    """Battle cards: one live card a competitor, for colleagues only."""

    scope = "library"
    verbs = {"create": KEEPS} | dict.fromkeys(
        ("partial_update", "publish", "verify", "archive", "restore"), READS
    )
    parameters = {"list": tuple(CardFilter.base_filters)}
    queryset = BattleCard.objects.none()
    lookup_field = "pk"
    serializer_class = CardSerializer
    input_classes = {"create": NewCardInput, "partial_update": CardInput}

    def get_queryset(self):
        cards = BattleCard.objects.visible_to(self.request.user)
        return (
            cards.for_page().order_by("competitor__label", "pk") if self.action == "list" else cards.for_api()
        )

    def documents(self, records):
        return CardRowSerializer(records, many=True, context=self.get_serializer_context()).data

    def document(self, record):
        whole = BattleCard.objects.visible_to(self.request.user).for_api().get(pk=record.pk)
        return super().document(whole)

    def filter_queryset(self, cards):
        return filtered(CardFilter, self.request, cards) if self.action == "list" else cards

    @extend_schema(
        parameters=[
            OpenApiParameter("q", {"type": "string", "maxLength": WORDS_LIMIT}, description="Name."),
            OpenApiParameter("threat", str, enum=BattleCard.Threat.values),
            OpenApiParameter("owner", str, description="Id of a person, or `me`."),
            OpenApiParameter(
                "show", str, enum=[name for name, _ in SHOWS], description="Without it, current ones."
            ),
        ],
        responses=CardRowSerializer(many=True),
    )
    def list(self, request):
        """Battle cards by the competitor's name."""
        return super().list(request)

    def create(self, request):
        """A new draft; 422 when the competitor has a card already."""
        return self.created(actions.create_card(self.valid(), actor=request.user, via="api"))

    def partial_update(self, request, pk):
        """Change the card's own fields that are sent; claims have an address of their own."""
        return self.answer(self.change(actions.change_card, self.kept(), self.valid(partial=True)))

    @action(detail=True, methods=["post"])
    def publish(self, request, pk):
        """Show it to everybody."""
        return self.answer(self.move(actions.publish_card, self.kept()))

    @action(detail=True, methods=["post"])
    def verify(self, request, pk):
        """Say that it is still correct; the next review counts from today."""
        return self.answer(self.move(actions.verify_card, self.kept()))

    @action(detail=True, methods=["post"])
    def archive(self, request, pk):
        """Take it away; it can be restored."""
        return self.answer(self.move(actions.archive_card, self.kept()))

    @action(detail=True, methods=["post"])
    def restore(self, request, pk):
        """Bring it back as a draft."""
        return self.answer(self.move(actions.restore_card, self.kept()))

    def kept(self):
        return kept(self.request.user, self.get_object())


def kept(user, thing):
    """The card, or the claim of a card, that this person may write; 403 for who may only see it."""
    if not may_keep(user, getattr(thing, "card", thing)):
        raise PermissionDenied
    return thing


def filtered(filter_class, request, rows):
    """What a list's parameters leave of `rows`; raises Unreadable for values that are not known."""
    found = filter_class(request.query_params, queryset=rows, request=request)
    errors = [
        {"field": name, "code": "invalid_value", "message": " ".join(messages)}
        for name, messages in found.form.errors.items()
    ]
    if len(request.query_params.get("q", "")) > WORDS_LIMIT:
        message = f"The words may have {WORDS_LIMIT} characters."
        errors.append({"field": "q", "code": "invalid_value", "message": message})
    if errors:
        raise Unreadable(errors)
    return found.qs
