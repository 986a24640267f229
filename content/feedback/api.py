"""Requests for other tools: what people asked marketing for, and asking."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from content.feedback import actions
from content.feedback.models import ContentRequest
from content.library.models import Asset
from content.vocabularies.api import TermField
from portal.rest.errors import Unreadable
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


class RequestEndpoint(Endpoint):
    """“Ask marketing for this”: open to everyone signed in, so that nobody asks twice."""

    scope = "library"
    verbs = {"create": "content.add_contentrequest"}
    parameters = {"list": ("show",)}
    queryset = ContentRequest.objects.none()
    lookup_field = "pk"
    serializer_class = RequestSerializer
    input_classes = {"create": NewRequestInput}

    def get_queryset(self):
        found = ContentRequest.objects.visible_to(self.request.user)
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
        return self.created(actions.ask(self.valid(), actor=request.user, via="api"))

    def documents(self, records):
        assets = Asset.objects.visible_to(self.request.user)
        references = assets.with_ids([asked.delivered_id for asked in records]).values_list("pk", "reference")
        context = self.get_serializer_context() | {"references": dict(references)}
        return self.serializer_class(records, many=True, context=context).data

    def document(self, record):
        return self.documents([record])[0]
