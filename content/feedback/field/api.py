"""The field's word for other tools: what was said of assets, saying it, and the owner's answer."""

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from content.battle_cards.api import AccountIdField, AssetField, filtered
from content.feedback.field import actions, rules
from content.feedback.field.filters import UNKNOWN, FeedbackFilter
from content.feedback.field.forms import MOST_PAGES
from content.feedback.models import Feedback
from content.vocabularies.api import TermField
from portal.rest.fields import Text, Whole
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

SAY = "content.add_feedback"
ID = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}


class FeedbackSerializer(serializers.Serializer):
    """A use (`kind` used) with its `outcome`, "" while nobody knows it; or a flag, open until it has an answer."""

    id = serializers.IntegerField(read_only=True)
    asset = serializers.CharField(source="asset.reference", read_only=True)
    kind = serializers.ChoiceField(choices=Feedback.Kind.choices, read_only=True)
    outcome = serializers.CharField(read_only=True, help_text="worked, no_reaction, fell_flat or empty.")
    note = serializers.CharField(read_only=True)
    page = serializers.IntegerField(read_only=True, allow_null=True)
    account = serializers.IntegerField(source="account_id", read_only=True, allow_null=True)
    stage = TermField("stage", read_only=True, allow_null=True)
    person = PersonSerializer(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    status = serializers.ChoiceField(choices=Feedback.Status.choices, read_only=True)
    due_on = serializers.DateField(read_only=True, allow_null=True)
    answer = serializers.CharField(read_only=True)
    answered_by = PersonSerializer(read_only=True, allow_null=True)
    answered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_page_url(self, said) -> str:
        return self.context["request"].build_absolute_uri(said.get_absolute_url())


class UseInput(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=rules.OUTCOMES, required=False, allow_blank=True)
    note = Text(max_length=1000, allow_blank=True, required=False)
    account = AccountIdField(allow_null=True, required=False)
    stage = TermField("stage", allow_null=True, required=False)


class NewFeedbackInput(UseInput):
    """`outcome` is for a use. The same flag while yours is open adds its words to that one."""

    asset = AssetField()
    kind = serializers.ChoiceField(choices=rules.KINDS)
    page = Whole(min_value=1, max_value=MOST_PAGES, allow_null=True, required=False)

    def validate(self, values):
        if values.get("outcome") and values["kind"] != rules.USED:
            raise serializers.ValidationError({"outcome": "Only a use has an outcome."})
        return values


class FlagAnswerInput(serializers.Serializer):
    answer = Text(max_length=2000, help_text="What you changed, or why it stays as it is.")


class FeedbackEndpoint(Endpoint):
    """What people say of assets: used, outdated, wrong, missing something."""

    scope = "library"
    # Who may answer or change one follows from the row: its asset's owner, its own author, editors.
    verbs = {"create": SAY, "partial_update": SAY, "answer_flag": SAY, "take_back": SAY}
    parameters = {"list": tuple(FeedbackFilter.base_filters)}
    queryset = Feedback.objects.none()
    lookup_field = "pk"
    serializer_class = FeedbackSerializer
    input_classes = {"create": NewFeedbackInput, "partial_update": UseInput, "answer_flag": FlagAnswerInput}

    def get_queryset(self):
        return Feedback.objects.visible_to(self.request.user).for_listing()

    def filter_queryset(self, rows):
        return filtered(FeedbackFilter, self.request, rows) if self.action == "list" else rows

    @extend_schema(
        parameters=[
            OpenApiParameter("kind", str, enum=rules.KINDS),
            OpenApiParameter("outcome", str, enum=[*rules.OUTCOMES, UNKNOWN]),
            OpenApiParameter("stage", str, description="Slug."),
            OpenApiParameter("status", str, enum=["open", "answered"], description="Flags only."),
            OpenApiParameter("asset", str, description="Reference."),
            OpenApiParameter("account", ID),
            OpenApiParameter("owner", str, enum=["me"], description="Of assets that you own."),
            OpenApiParameter("person", str, enum=["me"], description="That you said."),
        ]
    )
    def list(self, request):
        """What was said, the newest first."""
        return super().list(request)

    def create(self, request):
        """Say that you used an asset, or flag it; its owner is told of a flag."""
        values = self.valid()
        asset, kind = values.pop("asset"), values.pop("kind")
        if kind == rules.USED:
            said = actions.note_use(asset, values, actor=request.user, via="api")
        else:
            values.pop("outcome", None)
            said = actions.raise_flag(asset, kind, values, actor=request.user, via="api")
        return self.created(self._fresh(said))

    def partial_update(self, request, pk):
        """Say how your use went."""
        use = self.get_object()
        self._refuse_unless(use.person_id == request.user.pk)
        values = self.valid(partial=True)
        return self.answer(self._fresh(self.change(actions.change_use, use, values)))

    @action(detail=True, methods=["post"], url_path="answer")
    def answer_flag(self, request, pk):
        """Close a flag on an asset of yours with an answer; who raised it is told."""
        flag = self.get_object()
        is_editor = request.user.has_perm("content.change_feedback")
        self._refuse_unless(rules.may_answer(request.user.pk, flag.asset.owner_id, is_editor))
        return self.answer(self._fresh(self.change(actions.answer_flag, flag, self.valid()["answer"])))

    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, pk):
        """Close your own flag."""
        flag = self.get_object()
        self._refuse_unless(flag.person_id == request.user.pk)
        return self.answer(self._fresh(self.move(actions.take_back, flag)))

    def _fresh(self, said):
        return self.get_queryset().get(pk=said.pk)

    @staticmethod
    def _refuse_unless(allowed):
        if not allowed:
            raise PermissionDenied
