"""Verifying and approving for other tools: the asset's verbs, and approvals as a list of their own."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from content.library.models import Approval
from content.library.rules import APPROVAL_STATUSES
from content.library.trust import actions
from portal.rest.errors import Unreadable, WrongState
from portal.rest.fields import Text, Whole
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint
from portal.shared.changes import StaleRecord

DECIDE, CHANGE = "content.publish_asset", "content.change_asset"


class ApprovalSerializer(serializers.Serializer):
    """`changes`: {field: [value when it was asked, proposed value]}, terms by slug; empty for a draft.

    `file_version`: the number of the version that is proposed as the file.
    """

    id = serializers.IntegerField(read_only=True)
    asset = serializers.CharField(source="asset.reference", read_only=True)
    asset_version = serializers.IntegerField(source="asset.version", read_only=True)
    changes = serializers.DictField(read_only=True)
    file_version = serializers.IntegerField(source="file_version.number", read_only=True, default=None)
    note = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(choices=APPROVAL_STATUSES, read_only=True)
    asked_by = PersonSerializer(read_only=True)
    asked_at = serializers.DateTimeField(read_only=True)
    decided_by = PersonSerializer(read_only=True, allow_null=True)
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)
    comment = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_page_url(self, approval) -> str:
        return self.context["request"].build_absolute_uri(approval.get_absolute_url())


class SubmitInput(serializers.Serializer):
    note = Text(max_length=500, allow_blank=True, required=False, help_text="For whoever approves it.")


class ApproveInput(serializers.Serializer):
    asset_version = Whole(
        min_value=1, max_value=2**31 - 1, required=False, help_text="412 if the asset has moved on since."
    )


class SendBackInput(serializers.Serializer):
    comment = Text(max_length=1000, help_text="What has to change.")


class TrustActions(Endpoint):
    """What `AssetEndpoint` offers for trust."""

    @action(detail=True, methods=["post"])
    def verify(self, request, reference):
        """Say that it is still correct today; for its owner, and for who answers for every owner."""
        asset = self.get_object()
        if asset.owner_id != request.user.pk and not request.user.has_perm("content.verify_any_asset"):
            raise PermissionDenied
        return self.answer(self.move(actions.verify_asset, asset))

    @action(detail=True, methods=["post"])
    def submit(self, request, reference):
        """Ask somebody else to approve and publish a draft; for formats that need approval."""
        asset, values = self.get_object(), self.valid()
        submit = _in_state(partial(actions.submit_for_approval, note=values.get("note", "")))
        return self.answer(self.change(submit, asset))

    @action(detail=True, methods=["post"])
    def propose(self, request, reference):
        """Propose a change of what is published, where its format needs approval; readers keep what was approved.

        Fields that are left out stay as they are, or as an open proposal has them.
        """
        asset, values = self.get_object(), self.valid()
        propose = partial(actions.propose_change, note=values.pop("note", ""))
        return self.answer(self.change(propose, asset, values))


class ApprovalEndpoint(Endpoint):
    """What waits for a second editor and what became of it. `submit` and `propose` of an asset make one."""

    scope = "library"
    verbs = {"approve": DECIDE, "request_changes": DECIDE, "take_back": CHANGE}
    parameters = {"list": ("status",)}
    queryset = Approval.objects.none()
    lookup_field = "pk"
    serializer_class = ApprovalSerializer
    input_classes = {"approve": ApproveInput, "request_changes": SendBackInput}

    def get_queryset(self):
        rows = Approval.objects.visible_to(self.request.user).for_reading()
        status = self.request.query_params.get("status") if self.action == "list" else None
        if status is not None and status not in APPROVAL_STATUSES:
            message = f"“status” is one of {', '.join(APPROVAL_STATUSES)}."
            raise Unreadable([{"field": "status", "code": "invalid_value", "message": message}])
        return rows.with_status(status) if status else rows

    @extend_schema(
        parameters=[OpenApiParameter("status", str, enum=APPROVAL_STATUSES, description="Without it, all.")]
    )
    def list(self, request):
        """Approvals, the longest asked for first; for editors, and those that you asked for."""
        return super().list(request)

    @action(detail=True, methods=["post"])
    def approve(self, request, pk):
        """Publish the draft, or let the proposed change reach readers. Not for whoever asked for it."""
        approval, values = self.get_object(), self.valid()
        verb = _in_state(partial(_approved, asset_version=values.get("asset_version")))
        self.change(verb, approval)
        return self.answer(self._fresh(approval))

    @action(detail=True, methods=["post"], url_path="request-changes")
    def request_changes(self, request, pk):
        """Send it back with a comment; whoever asked is told. A draft is a draft again."""
        approval, values = self.get_object(), self.valid()
        self.change(_in_state(actions.request_changes), approval, values["comment"])
        return self.answer(self._fresh(approval))

    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, pk):
        """Stop asking; for whoever asked."""
        approval = self.get_object()
        self.move(actions.take_back, approval)
        return self.answer(self._fresh(approval))

    def _fresh(self, approval):
        return self.get_queryset().get(pk=approval.pk)


def _approved(approval, *, asset_version, **options):
    """`approve`, for which an asset that moved on makes the approval a stale one."""
    try:
        return actions.approve(approval, asset_version=asset_version, **options)
    except StaleRecord:
        raise StaleRecord(approval, {}) from None


def _in_state(verb):
    """The verb; what refuses it is the record's state, so 409."""

    def asked(*arguments, **options):
        try:
            return verb(*arguments, **options)
        except ValidationError as refusal:
            raise WrongState(" ".join(refusal.messages)) from None

    return asked
