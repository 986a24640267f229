"""Definitions for other tools: what words and figures mean, since when, and who stands by it."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from portal.definitions import actions
from portal.definitions.agreements import agreements_on
from portal.definitions.models import DefinitionVersion
from portal.definitions.rules import SIDES, STATES
from portal.rest.fields import Text
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint
from portal.shared.registry import registry


class SignatureSerializer(serializers.Serializer):
    side = serializers.ChoiceField(choices=list(SIDES.items()), read_only=True)
    person = PersonSerializer(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class AgreementSerializer(serializers.Serializer):
    """Who stands by a version today. review_on: the last day on which both sides do; waits_for: who has to sign."""

    state = serializers.ChoiceField(choices=STATES, read_only=True)
    review_on = serializers.DateField(read_only=True, allow_null=True)
    waits_for = serializers.ListField(child=serializers.CharField(), source="waiting", read_only=True)
    signatures = serializers.SerializerMethodField()

    def get_signatures(self, agreement) -> SignatureSerializer(many=True):
        signed = [agreement.signatures[side] for side in SIDES if side in agreement.signatures]
        return SignatureSerializer(signed, many=True).data


class DefinitionSerializer(serializers.Serializer):
    """A version of a definition. `formula` is empty for words that the portal does not count."""

    key = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)
    group = serializers.SerializerMethodField()
    version = serializers.IntegerField(read_only=True)
    text = serializers.CharField(read_only=True)
    formula = serializers.CharField(read_only=True)
    effective_on = serializers.DateField(read_only=True)
    author = PersonSerializer(read_only=True, allow_null=True)
    agreement = serializers.SerializerMethodField()
    page_url = serializers.SerializerMethodField()

    def get_group(self, version) -> str:
        return registry.definitions[version.key].group

    def get_agreement(self, version) -> AgreementSerializer:
        return AgreementSerializer(self.context["agreements"][version.pk]).data

    def get_page_url(self, version) -> str:
        return self.context["request"].build_absolute_uri(version.get_absolute_url())


class DefinitionInput(serializers.Serializer):
    text = Text(max_length=2000)
    effective_on = serializers.DateField(required=False, help_text="Today without it; never a day to come.")


class DefinitionEndpoint(Endpoint):
    """What the portal's words and figures mean. Another text is a new version, which nobody has signed."""

    scope = "library"
    verbs = {"partial_update": "portal.change_definitionversion", "sign": "portal.add_signature"}
    queryset = DefinitionVersion.objects.none()
    lookup_field = "key"
    lookup_value_regex = "[A-Za-z0-9_-]{1,60}"
    serializer_class = DefinitionSerializer
    input_classes = {"partial_update": DefinitionInput}

    def _versions(self):
        return DefinitionVersion.objects.visible_to(self.request.user).among(registry.definitions)

    def get_queryset(self):
        return self._versions().newest().for_listing()

    @extend_schema(responses=DefinitionSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def versions(self, request, key):
        """Every version of a definition, the newest first."""
        return Response(self.documents(list(self._versions().of(self.get_object().key).for_listing())))

    def partial_update(self, request, key):
        """Give the definition another text."""
        self.change(actions.word, self.get_object(), self.valid())
        return self.answer(self.get_object())

    @action(detail=True, methods=["post"])
    def sign(self, request, key):
        """Sign the newest version for your side; 409 when your side has signed it, or you the other's."""
        self.move(actions.sign_definition, self.get_object())
        return self.answer(self.get_object())

    def documents(self, records):
        context = self.get_serializer_context() | {"agreements": agreements_on(records)}
        return self.serializer_class(records, many=True, context=context).data

    def document(self, record):
        return self.documents([record])[0]

    def _current(self, record):
        """The newest version: the one that was read stays as it is."""
        return self.document(get_object_or_404(self.get_queryset(), key=record.key))
