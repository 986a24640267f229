"""Claims and disputes for other tools."""

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from content.battle_cards.api import READS, AssetField, ClaimSerializer, kept
from content.battle_cards.claims import actions
from content.battle_cards.models import BattleCard, Claim, ClaimDispute
from content.battle_cards.pages import may_keep
from portal.rest.errors import Unreadable
from portal.rest.fields import Text, Whole
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

ID = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}


class RowIdField(Whole):
    """The id of a row that you may see, as that row. Subclasses say which."""

    default_error_messages = {"unknown": "There is none with this id."}

    def to_internal_value(self, number):
        number = super().to_internal_value(number)
        rows = self.rows(self.context["request"].user)
        row = rows.with_ids([number]).first() if 0 < number < 2**63 else None
        return row or self.fail("unknown")


class CardIdField(RowIdField):
    def rows(self, user):
        return BattleCard.objects.visible_to(user).for_page()


class ClaimIdField(RowIdField):
    def rows(self, user):
        return Claim.objects.visible_to(user).for_page()


class ClaimInput(serializers.Serializer):
    """The kinds have caps, in words and in number; a comparison needs `us` and `them`."""

    text = Text(max_length=600)
    us = Text(max_length=200, allow_blank=True, required=False)
    them = Text(max_length=200, allow_blank=True, required=False)
    source = Text(max_length=300, allow_blank=True, required=False)
    source_url = serializers.URLField(max_length=2000, allow_blank=True, required=False)
    seen_on = serializers.DateField(required=False)
    confidence = serializers.ChoiceField(choices=Claim.Confidence.choices, required=False)
    review_on = serializers.DateField(required=False)
    proof = AssetField(required=False, allow_null=True)


class NewClaimInput(ClaimInput):
    card = CardIdField()
    kind = serializers.ChoiceField(choices=Claim.Kind.choices)


class MoveInput(serializers.Serializer):
    to = serializers.ChoiceField(choices=["up", "down"])


class ClaimEndpoint(Endpoint):
    """Claims one by one. Who keeps the card writes them; anybody may add intel."""

    scope = "library"
    verbs = {"create": "content.add_intel"} | dict.fromkeys(
        ("partial_update", "verify", "move_to", "destroy"), READS
    )
    parameters = {"list": ("card", "kind")}
    queryset = Claim.objects.none()
    lookup_field = "pk"
    serializer_class = ClaimSerializer
    input_classes = {"create": NewClaimInput, "partial_update": ClaimInput, "move_to": MoveInput}

    def get_queryset(self):
        return Claim.objects.visible_to(self.request.user).for_page()

    def filter_queryset(self, claims):
        params = self.request.query_params if self.action == "list" else {}
        if "card" in params:
            claims = claims.of_card(number_of("card", params["card"]))
        if "kind" in params:
            if params["kind"] not in Claim.Kind.values:
                message = f"“kind” is one of {', '.join(Claim.Kind.values)}."
                raise Unreadable([{"field": "kind", "code": "invalid_value", "message": message}])
            claims = claims.of_kind(params["kind"])
        return claims

    def document(self, record):
        return super().document(self.get_queryset().get(pk=record.pk))

    @extend_schema(
        parameters=[OpenApiParameter("card", ID), OpenApiParameter("kind", str, enum=Claim.Kind.values)]
    )
    def list(self, request):
        """Claims of the cards that you may see, in the order of their cards' pages."""
        return super().list(request)

    def create(self, request):
        """Add a claim to a card, at the end of its kind."""
        values = self.valid()
        card = values.pop("card")
        if values["kind"] != "intel" and not may_keep(request.user, card):
            raise PermissionDenied
        return self.created(actions.add_claim(card, values, actor=request.user, via="api"))

    def partial_update(self, request, pk):
        """Change the fields that are sent."""
        return self.answer(self.change(actions.change_claim, self.kept(), self.valid(partial=True)))

    @action(detail=True, methods=["post"])
    def verify(self, request, pk):
        """Say that it is still correct; the next review counts from today."""
        return self.answer(self.move(actions.verify_claim, self.kept()))

    @action(detail=True, methods=["post"], url_path="move")
    def move_to(self, request, pk):
        """One place up or down among those of its kind."""
        by = -1 if self.valid()["to"] == "up" else 1
        return self.answer(self.change(actions.move_claim, self.kept(), by))

    def destroy(self, request, pk):
        """Take it off the card; refused while somebody waits for an answer about it."""
        self.move(actions.remove_claim, self.kept())
        return Response(status=204)

    def kept(self):
        return kept(self.request.user, self.get_object())


class DisputeSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    claim = serializers.IntegerField(source="claim_id", read_only=True)
    person = PersonSerializer(read_only=True)
    note = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    answer = serializers.CharField(read_only=True)
    closed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    closed_by = PersonSerializer(read_only=True, allow_null=True)
    version = serializers.IntegerField(read_only=True)


class NewDisputeInput(serializers.Serializer):
    claim = ClaimIdField()
    note = Text(max_length=500, help_text="What is wrong, and how you know.")


class AnswerInput(serializers.Serializer):
    answer = Text(max_length=1000)


class DisputeEndpoint(Endpoint):
    """What people say is wrong on a card, and the answers."""

    scope = "library"
    verbs = {"create": "content.add_claimdispute", "answer_it": READS}
    parameters = {"list": ("claim", "show")}
    queryset = ClaimDispute.objects.none()
    lookup_field = "pk"
    serializer_class = DisputeSerializer
    input_classes = {"create": NewDisputeInput, "answer_it": AnswerInput}

    def get_queryset(self):
        return ClaimDispute.objects.visible_to(self.request.user).for_listing()

    def filter_queryset(self, disputes):
        params = self.request.query_params if self.action == "list" else {}
        if "claim" in params:
            disputes = disputes.of_claim(number_of("claim", params["claim"]))
        if "show" in params:
            shown = {"open": disputes.open, "closed": disputes.closed}
            if params["show"] not in shown:
                message = "“show” is one of open, closed."
                raise Unreadable([{"field": "show", "code": "invalid_value", "message": message}])
            disputes = shown[params["show"]]()
        return disputes

    @extend_schema(
        parameters=[OpenApiParameter("claim", ID), OpenApiParameter("show", str, enum=["open", "closed"])]
    )
    def list(self, request):
        """Disputes, the newest first."""
        return super().list(request)

    def create(self, request):
        """Say that a claim is wrong; the card's owner is told."""
        values = self.valid()
        return self.created(
            actions.dispute_claim(values["claim"], values["note"], actor=request.user, via="api")
        )

    @action(detail=True, methods=["post"], url_path="answer")
    def answer_it(self, request, pk):
        """Answer and close it; whoever raised it is told."""
        dispute = self.get_object()
        kept(request.user, dispute.claim)
        return self.answer(self.change(actions.close_dispute, dispute, self.valid()["answer"]))

    def document(self, record):
        return super().document(self.get_queryset().get(pk=record.pk))


def number_of(name, text):
    """The id that a parameter names; raises Unreadable."""
    if text.isascii() and text.isdigit() and 0 < len(text) < 19:
        return int(text)
    raise Unreadable([{"field": name, "code": "invalid_value", "message": f"“{name}” is a number."}])
