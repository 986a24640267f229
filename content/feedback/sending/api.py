"""Sends for other tools: what went to whom, noting it, and the texts for it."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied

from content.battle_cards.api import AccountIdField, AssetField, filtered
from content.feedback.field.api import ID
from content.feedback.models import Send
from content.feedback.sending import actions
from content.feedback.sending.filters import SendFilter
from portal.rest.fields import Text
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

SEND = "content.add_send"


class SendSerializer(serializers.Serializer):
    """`file_version`: the number of the version that went. What went in one message shares `batch`."""

    id = serializers.IntegerField(read_only=True)
    asset = serializers.CharField(source="asset.reference", read_only=True)
    file_version = serializers.IntegerField(source="file_version.number", read_only=True, allow_null=True)
    account = serializers.IntegerField(source="account_id", read_only=True, allow_null=True)
    recipient = serializers.CharField(read_only=True)
    channel = serializers.ChoiceField(choices=Send.Channel.choices, read_only=True)
    batch = serializers.UUIDField(read_only=True)
    sender = PersonSerializer(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class NewSendInput(serializers.Serializer):
    """Name an account, or anybody as `recipient`. The same `batch` with the same content is noted once."""

    asset = AssetField()
    account = AccountIdField(allow_null=True, required=False)
    recipient = Text(max_length=200, allow_blank=True, required=False)
    channel = serializers.ChoiceField(choices=Send.Channel.choices, required=False)
    batch = serializers.UUIDField(required=False)


class LinkInput(serializers.Serializer):
    account = AccountIdField()


class SendEndpoint(Endpoint):
    """What was sent to buyers. Nothing is tracked: whether anybody opened it is not known."""

    scope = "library"
    verbs = {"create": SEND, "link": SEND}
    unversioned = {"link"}
    parameters = {"list": tuple(SendFilter.base_filters)}
    queryset = Send.objects.none()
    lookup_field = "pk"
    serializer_class = SendSerializer
    input_classes = {"create": NewSendInput, "link": LinkInput}

    def get_queryset(self):
        return Send.objects.visible_to(self.request.user).for_listing()

    def filter_queryset(self, sends):
        return filtered(SendFilter, self.request, sends) if self.action == "list" else sends

    @extend_schema(
        parameters=[
            OpenApiParameter("who", str, enum=["me", "all"], description="Without it, everyone."),
            OpenApiParameter("channel", str, enum=Send.Channel.values),
            OpenApiParameter("asset", str, description="Reference."),
            OpenApiParameter("account", ID),
        ]
    )
    def list(self, request):
        """Sends, the newest first."""
        return super().list(request)

    def create(self, request):
        """Note that an asset went to somebody; refused for what may not go to buyers."""
        values = self.valid()
        noted = {
            "account": values.get("account"),
            "recipient": values.get("recipient", ""),
            "channel": values.get("channel", Send.Channel.OTHER),
            "batch": values.get("batch"),
        }
        [sent] = actions.send_assets([values["asset"]], actor=request.user, via="api", **noted)
        return self.created(self.get_queryset().get(pk=sent.pk))

    @extend_schema(responses=SendSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request, pk):
        """Say which account the free name of your send is; your other sends to that name follow."""
        sent = self.get_object()
        if sent.sender_id != request.user.pk:
            raise PermissionDenied
        actions.link_to_account(sent, self.valid()["account"], actor=request.user, via="api")
        return self.answer(self.get_object())
