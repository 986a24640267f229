"""The four answers and the scorecard of assets for other tools, to read."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from content.battle_cards.api import filtered
from content.feedback.scorecard.card import Scorecard
from content.feedback.scorecard.filters import SHOWS, AnswerFilter
from content.feedback.scorecard.querysets import with_answers
from content.library.models import Asset
from portal.rest.views import Endpoint
from portal.shared.dates import today


class AnswersSerializer(serializers.Serializer):
    """How often a live asset was used, worked, fell flat and was sent, and by how many different people."""

    asset = serializers.CharField(source="reference", read_only=True)
    title = serializers.CharField(read_only=True)
    published_on = serializers.DateField(read_only=True)
    uses = serializers.IntegerField(read_only=True)
    users = serializers.IntegerField(read_only=True)
    worked = serializers.IntegerField(read_only=True)
    fell_flat = serializers.IntegerField(source="flat", read_only=True)
    sends = serializers.IntegerField(read_only=True)
    senders = serializers.IntegerField(read_only=True)


class QuestionSerializer(serializers.Serializer):
    """`number` is null for what is not counted, and `unknown` says why. `definition` is a key of /definitions/."""

    title = serializers.CharField()
    definition = serializers.CharField(source="key")
    number = serializers.IntegerField(allow_null=True)
    words = serializers.CharField()
    note = serializers.CharField()
    unknown = serializers.CharField()


class FlatSerializer(serializers.Serializer):
    stage = serializers.CharField()
    number = serializers.IntegerField()


class ScorecardSerializer(serializers.Serializer):
    """The last 90 days for the questions; the answers since the beginning."""

    asset = serializers.CharField(source="asset.reference")
    never_used = serializers.BooleanField(source="is_never_used")
    uses = serializers.IntegerField(source="uses.ever")
    users = serializers.IntegerField(source="uses.people_ever")
    worked = serializers.IntegerField()
    fell_flat = FlatSerializer(many=True, source="flat_by_stage")
    sends = serializers.IntegerField(source="sends.ever")
    senders = serializers.IntegerField(source="sends.people_ever")
    questions = QuestionSerializer(many=True)


class ScorecardEndpoint(Endpoint):
    """What the field's word adds up to."""

    scope = "library"
    parameters = {"list": tuple(AnswerFilter.base_filters)}
    queryset = Asset.objects.none()
    serializer_class = AnswersSerializer
    lookup_field = "reference"
    lookup_value_regex = "[A-Za-z0-9_-]{1,120}"

    def get_queryset(self):
        assets = Asset.objects.visible_to(self.request.user)
        return with_answers(assets.live(today()).order_by("id")) if self.action == "list" else assets

    def filter_queryset(self, assets):
        return filtered(AnswerFilter, self.request, assets) if self.action == "list" else assets

    @extend_schema(
        parameters=[
            OpenApiParameter("show", str, enum=list(SHOWS), description="Without it, all live assets."),
            OpenApiParameter("stage", str, description="Slug."),
            OpenApiParameter("format", str, description="Slug."),
            OpenApiParameter("owner", str, enum=["me"]),
        ]
    )
    def list(self, request):
        """Live assets with their four answers."""
        return super().list(request)

    @extend_schema(responses=ScorecardSerializer)
    def retrieve(self, request, reference):
        """The scorecard of one asset."""
        asset = get_object_or_404(self.get_queryset().with_reference(reference))
        return Response(ScorecardSerializer(Scorecard(asset)).data)
