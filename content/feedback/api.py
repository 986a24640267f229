"""Requests for other tools: what people asked marketing for; asking, voting and answering."""

from functools import partial

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from content.battle_cards.api import AssetField
from content.feedback import actions
from content.feedback.models import ContentRequest
from content.library.models import Asset
from content.vocabularies.api import TermField
from portal.rest.bodies import refuse_misplaced
from portal.rest.errors import Unreadable, WrongState
from portal.rest.fields import Text
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

SHOWS = ("open", "mine", "answered")


class RequestSerializer(serializers.Serializer):
    """`delivered` is the reference of the asset that answered it, where you may see that asset."""

    id = serializers.IntegerField(read_only=True)
    title = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)
    query = serializers.CharField(
        read_only=True, help_text="What was searched for, as the library's parameters."
    )
    stage = TermField("stage", read_only=True, allow_null=True)
    persona = TermField("persona", read_only=True, allow_null=True)
    requester = PersonSerializer(read_only=True)
    status = serializers.ChoiceField(choices=ContentRequest.Status.choices, read_only=True)
    answer = serializers.CharField(read_only=True)
    delivered = serializers.SerializerMethodField()
    votes = serializers.IntegerField(source="wanted", read_only=True)
    voted = serializers.BooleanField(read_only=True, help_text="Whether you gave one.")
    created_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_delivered(self, asked) -> str | None:
        return self.context["references"].get(asked.delivered_id)

    def get_page_url(self, asked) -> str:
        return self.context["request"].build_absolute_uri(asked.get_absolute_url())


class NewRequestInput(serializers.Serializer):
    title = Text(max_length=200, help_text="As you would search for it.")
    note = Text(max_length=2000, allow_blank=True, required=False)
    query = Text(max_length=2000, allow_blank=True, required=False)
    stage = TermField("stage", allow_null=True, required=False)
    persona = TermField("persona", allow_null=True, required=False)


class RequestAnswerInput(serializers.Serializer):
    answer = Text(max_length=2000, allow_blank=True, required=False)


class DeclineInput(serializers.Serializer):
    answer = Text(max_length=2000, help_text="Why not, and what to use instead.")


class DeliverInput(RequestAnswerInput):
    asset = AssetField(help_text="Reference of the published asset that answers it.")


ANSWER = "content.change_contentrequest"
VOTE = "content.add_contentrequest"


class RequestEndpoint(Endpoint):
    """“Ask marketing for this”: open to everyone signed in, so that nobody asks twice."""

    scope = "library"
    verbs = {
        "create": VOTE,
        "vote": VOTE,
        "take_vote_back": VOTE,
        "accept": ANSWER,
        "plan": ANSWER,
        "deliver": ANSWER,
        "decline": ANSWER,
    }
    parameters = {"list": ("show",)}
    queryset = ContentRequest.objects.none()
    lookup_field = "pk"
    serializer_class = RequestSerializer
    unversioned = {"vote", "take_vote_back"}
    input_classes = {
        "create": NewRequestInput,
        "accept": RequestAnswerInput,
        "plan": RequestAnswerInput,
        "deliver": DeliverInput,
        "decline": DeclineInput,
    }

    def get_queryset(self):
        found = ContentRequest.objects.visible_to(self.request.user).with_votes(self.request.user)
        show = self.request.query_params.get("show") if self.action == "list" else None
        if show is not None and show not in SHOWS:
            message = f"“show” is one of {', '.join(SHOWS)}."
            raise Unreadable([{"field": "show", "code": "invalid_value", "message": message}])
        shown = {
            None: found,
            "open": found.open(),
            "mine": found.by(self.request.user),
            "answered": found.answered(),
        }
        return shown[show].for_listing()

    @extend_schema(parameters=[OpenApiParameter("show", str, enum=SHOWS, description="Without it, all.")])
    def list(self, request):
        """Requests, the newest first."""
        return super().list(request)

    def create(self, request):
        """Ask marketing for content."""
        asked = actions.ask(self.valid(), actor=request.user, via="api")
        return self.created(self.get_queryset().get(pk=asked.pk))

    @extend_schema(responses=RequestSerializer)
    @action(detail=True, methods=["put"])
    def vote(self, request, pk):
        """Say that you need the same; a second time changes nothing."""
        return self._voted(actions.vote)

    @extend_schema(responses=RequestSerializer)
    @vote.mapping.delete
    def take_vote_back(self, request, pk):
        """Say that you do not need it any more."""
        return self._voted(actions.take_vote_back)

    def _voted(self, verb):
        refuse_misplaced(self.request.data, ())
        try:
            verb(self.get_object(), actor=self.request.user, via="api")
        except ValidationError as refusal:
            raise WrongState(" ".join(refusal.messages)) from None
        return self.answer(self.get_object())

    @action(detail=True, methods=["post"])
    def accept(self, request, pk):
        """Say that it will be made; who asked and who voted is told."""
        return self._decided(actions.accept)

    @action(detail=True, methods=["post"])
    def plan(self, request, pk):
        """Say that it stands in the plan."""
        return self._decided(actions.plan)

    @action(detail=True, methods=["post"])
    def deliver(self, request, pk):
        """Answer it with an asset."""
        return self._decided(actions.deliver, "asset")

    @action(detail=True, methods=["post"])
    def decline(self, request, pk):
        """Answer that it will not be made, and why."""
        return self._decided(actions.decline)

    def _decided(self, verb, *names):
        asked, values = self.get_object(), self.valid()
        arguments = [values.pop(name) for name in names]
        try:
            self.change(partial(verb, **values), asked, *arguments)
        except ValidationError as refusal:
            raise WrongState(" ".join(refusal.messages)) from None
        return self.answer(self.get_object())

    def documents(self, records):
        assets = Asset.objects.visible_to(self.request.user)
        references = assets.with_ids([asked.delivered_id for asked in records]).values_list("pk", "reference")
        context = self.get_serializer_context() | {"references": dict(references)}
        return self.serializer_class(records, many=True, context=context).data

    def document(self, record):
        return self.documents([record])[0]
