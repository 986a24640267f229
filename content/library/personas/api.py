"""Persona pages for other tools: what both sides know about a persona, and signing it."""

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404

from content.library.personas import actions
from content.library.personas.models import PersonaPage
from content.vocabularies.api import TermField, TermsField
from portal.definitions.agreements import agreements_on
from portal.definitions.api import AgreementSerializer
from portal.rest.errors import WrongState
from portal.rest.fields import Text
from portal.rest.views import Endpoint
from portal.shared.changes import StaleRecord

LONGEST = 2000


class PersonaStageSerializer(serializers.Serializer):
    stage = TermField("stage", read_only=True)
    concerns = serializers.CharField(read_only=True)
    formats = TermsField("format", read_only=True)


class PersonaPageSerializer(serializers.Serializer):
    """`stages` has a line for each stage of which anything is written."""

    persona = TermField("persona", read_only=True)
    job = serializers.CharField(read_only=True)
    words = serializers.CharField(read_only=True)
    not_them = serializers.CharField(read_only=True)
    stages = serializers.SerializerMethodField()
    agreement = serializers.SerializerMethodField()
    updated_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    @extend_schema_field(PersonaStageSerializer(many=True))
    def get_stages(self, page):
        return PersonaStageSerializer(page.stages.all(), many=True, context=self.context).data

    @extend_schema_field(AgreementSerializer)
    def get_agreement(self, page):
        return AgreementSerializer(self.context["agreements"][page.pk]).data

    def get_page_url(self, page) -> str:
        return self.context["request"].build_absolute_uri(page.get_absolute_url())


class PersonaStageInput(serializers.Serializer):
    """What is left out stays as it is."""

    stage = TermField("stage")
    concerns = Text(max_length=LONGEST, allow_blank=True, required=False)
    formats = TermsField("format", required=False)

    def to_internal_value(self, data):
        """A PATCH asks for no field of its own, so the stage is asked for here; and nothing is passed over."""
        if isinstance(data, dict):
            unknown = {name: "There is no such field." for name in data if name not in self.fields}
            if unknown or "stage" not in data:
                raise serializers.ValidationError(unknown or {"stage": "Say which stage this is about."})
        return super().to_internal_value(data)


class PersonaPageInput(serializers.Serializer):
    job = Text(max_length=LONGEST, allow_blank=True, required=False)
    words = Text(max_length=LONGEST, allow_blank=True, required=False, help_text="One on each line.")
    not_them = Text(max_length=LONGEST, allow_blank=True, required=False)
    stages = PersonaStageInput(many=True, required=False)

    def validate_stages(self, rows):
        stages = {row["stage"]: row for row in rows}
        if len(stages) < len(rows):
            raise serializers.ValidationError("A stage stands here twice.")
        return {
            stage: {name: value for name, value in row.items() if name != "stage"}
            for stage, row in stages.items()
        }


class NewPersonaPageInput(PersonaPageInput):
    persona = TermField("persona")


class PersonaPageEndpoint(Endpoint):
    """Who the people are that content speaks to. Whoever belongs to sales or marketing writes and signs."""

    scope = "library"
    verbs = {
        "create": "content.change_personapage",
        "partial_update": "content.change_personapage",
        "sign": "portal.add_signature",
    }
    queryset = PersonaPage.objects.none()
    lookup_field = "slug"
    lookup_value_regex = "[A-Za-z0-9_-]{1,80}"
    serializer_class = PersonaPageSerializer
    input_classes = {"create": NewPersonaPageInput, "partial_update": PersonaPageInput}

    def get_queryset(self):
        return PersonaPage.objects.visible_to(self.request.user).for_reading()

    def get_object(self):
        return get_object_or_404(self.get_queryset(), persona__slug=self.kwargs["slug"])

    def create(self, request):
        """Write the page of a persona that has none yet; 409 when it has one."""
        values = self.valid()
        try:
            page = actions.write_page(values.pop("persona"), values, actor=request.user, version=0, via="api")
        except StaleRecord:
            raise WrongState("This persona has a page already.") from None
        if page.pk is None:
            raise ValidationError("Nothing is written: send at least one text or format.")
        return self.created(self.get_queryset().about(page.persona).get())

    def partial_update(self, request, slug):
        """Change the fields that are sent; nobody has signed the new version."""
        page = self.get_object()
        self.change(_write, page, self.valid(partial=True))
        return self.answer(self.get_object())

    @action(detail=True, methods=["post"])
    def sign(self, request, slug):
        """Sign the page for your side; 409 when your side has signed it, or you the other's."""
        self.move(actions.sign_page, self.get_object())
        return self.answer(self.get_object())

    def documents(self, records):
        context = self.get_serializer_context() | {"agreements": agreements_on(records)}
        return self.serializer_class(records, many=True, context=context).data

    def document(self, record):
        return self.documents([record])[0]


def _write(page, changes, **who):
    return actions.write_page(page.persona, changes, **who)
