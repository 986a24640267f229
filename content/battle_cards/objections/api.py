"""Objections, what was heard and what came of the answers, for other tools."""

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from content.battle_cards.api import WORDS_LIMIT, AccountIdField, AssetField, filtered
from content.battle_cards.claims.api import ID, RowIdField, number_of
from content.battle_cards.models import AnswerOutcome, Hearing, Objection
from content.battle_cards.objections import actions
from content.battle_cards.objections.filters import ALL, SHOWS, ObjectionFilter
from content.vocabularies.api import TermField
from portal.rest.errors import WrongState
from portal.rest.fields import Flag, Text
from portal.rest.people import PersonIdField, PersonSerializer
from portal.rest.views import Endpoint

KEEPS = "content.change_objection"


class ObjectionIdField(RowIdField):
    def rows(self, user):
        return Objection.objects.visible_to(user)


class ObjectionSerializer(serializers.Serializer):
    """`heard`: how many people, `times`: how often, in the period asked for. `worked` of `tried`: the answer."""

    id = serializers.IntegerField(read_only=True)
    words = serializers.CharField(read_only=True)
    answer = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(choices=Objection.Status.choices, read_only=True)
    stage = TermField("stage", read_only=True, allow_null=True)
    persona = TermField("persona", read_only=True, allow_null=True)
    competitor = TermField("competitor", read_only=True, allow_null=True)
    proof = AssetField(read_only=True, allow_null=True)
    owner = PersonSerializer(read_only=True, allow_null=True)
    heard = serializers.IntegerField(read_only=True)
    times = serializers.IntegerField(read_only=True)
    last_heard = serializers.DateTimeField(read_only=True, allow_null=True)
    worked = serializers.IntegerField(read_only=True)
    tried = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_page_url(self, objection) -> str:
        return self.context["request"].build_absolute_uri(objection.get_absolute_url())


class ObjectionInput(serializers.Serializer):
    """`answer` has at most 40 words; with the first one everybody who heard it is told."""

    words = Text(max_length=300, required=False)
    answer = Text(max_length=600, allow_blank=True, required=False)
    proof = AssetField(allow_null=True, required=False)
    stage = TermField("stage", allow_null=True, required=False)
    persona = TermField("persona", allow_null=True, required=False)
    competitor = TermField("competitor", allow_null=True, required=False)
    owner = PersonIdField(allow_null=True, required=False)


class MergeObjectionInput(serializers.Serializer):
    into = ObjectionIdField(help_text="Id of the one that stays.")


class ObjectionEndpoint(Endpoint):
    """What buyers say against us, what to answer. A new one comes by noting what was heard."""

    scope = "library"
    verbs = {"partial_update": KEEPS, "merge": KEEPS}
    parameters = {"list": tuple(ObjectionFilter.base_filters)}
    queryset = Objection.objects.none()
    lookup_field = "pk"
    serializer_class = ObjectionSerializer
    input_classes = {"partial_update": ObjectionInput, "merge": MergeObjectionInput}

    def get_queryset(self):
        found = Objection.objects.visible_to(self.request.user)
        return found if self.action == "list" else found.for_listing()

    def filter_queryset(self, objections):
        return filtered(ObjectionFilter, self.request, objections) if self.action == "list" else objections

    def document(self, record):
        fresh = Objection.objects.visible_to(self.request.user).for_listing().get(pk=record.pk)
        return super().document(fresh)

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "q", {"type": "string", "maxLength": WORDS_LIMIT}, description="Words, in any form."
            ),
            OpenApiParameter("show", str, enum=[name for name, _ in SHOWS], description="Without it, all."),
            OpenApiParameter("competitor", str, description="Slug."),
            OpenApiParameter("persona", str, description="Slug."),
            OpenApiParameter("stage", str, description="Slug."),
            OpenApiParameter("owner", str, description="Id of a person, or `me`."),
            OpenApiParameter("period", str, enum=[ALL], description="Without it, the last 90 days count."),
        ]
    )
    def list(self, request):
        """Objections, those that most people heard first."""
        return super().list(request)

    def partial_update(self, request, pk):
        """Answer it, or change the fields that are sent."""
        return self.answer(self.change(actions.change_objection, self.get_object(), self.valid(partial=True)))

    @action(detail=True, methods=["post"])
    def merge(self, request, pk):
        """Count what was heard of it as heard of another one, and remove it."""
        objection = self.get_object()
        try:
            return self.answer(self.change(actions.merge_objections, objection, self.valid()["into"]))
        except ValidationError as refusal:
            raise WrongState(" ".join(refusal.messages)) from None


class HearingSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    objection = serializers.IntegerField(source="objection_id", read_only=True)
    words = serializers.CharField(read_only=True)
    person = PersonSerializer(read_only=True)
    stage = TermField("stage", read_only=True, allow_null=True)
    persona = TermField("persona", read_only=True, allow_null=True)
    competitor = TermField("competitor", read_only=True, allow_null=True)
    account = serializers.IntegerField(source="account_id", read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)


class NewHearingInput(serializers.Serializer):
    """With `objection` it joins that one; without, these words are a new objection."""

    words = Text(max_length=300, help_text="As they fell.")
    objection = ObjectionIdField(required=False, allow_null=True)
    stage = TermField("stage", allow_null=True, required=False)
    persona = TermField("persona", allow_null=True, required=False)
    competitor = TermField("competitor", allow_null=True, required=False)
    account = AccountIdField(allow_null=True, required=False)
    asset = AssetField(allow_null=True, required=False)


class OutcomeSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    objection = serializers.IntegerField(source="objection_id", read_only=True)
    worked = serializers.BooleanField(read_only=True)
    person = PersonSerializer(read_only=True)
    account = serializers.IntegerField(source="account_id", read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)


class NewOutcomeInput(serializers.Serializer):
    objection = ObjectionIdField()
    worked = Flag()
    account = AccountIdField(allow_null=True, required=False)


class _OfObjection(Endpoint):
    """What belongs to objections: listed, narrowed to one of them, added."""

    scope = "library"
    parameters = {"list": ("objection",)}
    lookup_field = "pk"

    def get_queryset(self):
        return type(self).queryset.model.objects.visible_to(self.request.user).for_listing()

    def filter_queryset(self, rows):
        number = self.request.query_params.get("objection") if self.action == "list" else None
        return rows if number is None else rows.of(number_of("objection", number))

    def document(self, record):
        return super().document(self.get_queryset().get(pk=record.pk))


class HearingEndpoint(_OfObjection):
    """Who heard which objection, in which words."""

    verbs = {"create": "content.add_hearing"}
    queryset = Hearing.objects.none()
    serializer_class = HearingSerializer
    input_classes = {"create": NewHearingInput}

    @extend_schema(parameters=[OpenApiParameter("objection", ID)])
    def list(self, request):
        """What was heard, the latest first."""
        return super().list(request)

    def create(self, request):
        """Note what a buyer said. The same twice within hours is once."""
        values = self.valid()
        objection = values.pop("objection", None)
        return self.created(actions.hear(values, actor=request.user, objection=objection, via="api"))


class OutcomeEndpoint(_OfObjection):
    """Whether answers worked."""

    verbs = {"create": "content.add_answeroutcome"}
    queryset = AnswerOutcome.objects.none()
    serializer_class = OutcomeSerializer
    input_classes = {"create": NewOutcomeInput}

    @extend_schema(parameters=[OpenApiParameter("objection", ID)])
    def list(self, request):
        """Uses of answers, the latest first."""
        return super().list(request)

    def create(self, request):
        """Say whether an answer worked; 422 while there is none."""
        values = self.valid()
        objection, worked = values["objection"], values["worked"]
        account = values.get("account")
        outcome = actions.note_outcome(objection, worked, actor=request.user, account=account, via="api")
        return self.created(outcome)
