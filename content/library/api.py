"""Assets for other tools: the same filters, the same search, the same actions as the pages."""

from dataclasses import replace

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.settings import api_settings

from content.library import actions
from content.library.criteria import FACETS, NONE, WORDS_LIMIT
from content.library.filters import FIXED, NO_NAME, read_query, viewer_of
from content.library.models import Asset
from content.library.recall.api import RecallActions, SupersedeInput, WithdrawInput
from content.library.recall.gone import missing
from content.library.rows import read_rows, with_links
from content.library.rules import FRESHNESS, KINDS, MAX_POINTS, POINT_LENGTH
from content.library.trust.api import SubmitInput, TrustActions
from content.library.versions.api import FileSerializer, VersionActions, VersionInput
from content.search import engine
from content.search.query import ORDERINGS
from content.vocabularies.api import TagsField, TermField, TermsField
from content.vocabularies.labels import labels
from content.vocabularies.models import Language
from portal.rest.bodies import refuse_misplaced
from portal.rest.errors import Unreadable
from portal.rest.fields import Flag, Text
from portal.rest.people import PersonIdField, PersonSerializer
from portal.users.current import portal_settings

CHANGE = "content.change_asset"
SHORT_TEXT = {"type": "string", "maxLength": WORDS_LIMIT}
# What a field is when a PUT leaves it out.
EMPTY = {
    "external_id": "",
    "summary": "",
    "body": "",
    "stage": None,
    "personas": [],
    "competitors": [],
    "products": [],
    "industries": [],
    "tags": [],
    "talking_points": [],
    "url": "",
    "is_video": False,
    "audience": Asset.Audience.INTERNAL,
    "review_on": None,
    "expires_on": None,
}


class FreshnessSerializer(serializers.Serializer):
    """Computed from the dates, today.

    days: until the review or the expiry, whichever comes first (fresh, due-soon), since (overdue, expired).
    """

    state = serializers.ChoiceField(choices=FRESHNESS)
    days = serializers.IntegerField(allow_null=True)


class SlugsField(serializers.ListField):
    """The slugs of a row's terms of one vocabulary, sorted by label."""

    child = serializers.CharField()

    def __init__(self, vocabulary, **options):
        super().__init__(read_only=True, source=f"terms.{vocabulary}", **options)

    def to_representation(self, entries):
        return [entry.slug for entry in entries]


class AssetRowSerializer(serializers.Serializer):
    """An asset in a list: everything but the body. Made from a `rows.Row`."""

    id = serializers.IntegerField(source="asset.pk", read_only=True)
    reference = serializers.CharField(source="asset.reference", read_only=True)
    external_id = serializers.CharField(source="asset.external_id", read_only=True)
    title = serializers.CharField(source="asset.title", read_only=True)
    summary = serializers.CharField(source="asset.summary", read_only=True)
    format = serializers.CharField(source="format.slug", read_only=True, allow_null=True)
    stage = serializers.CharField(source="stage.slug", read_only=True, allow_null=True)
    language = serializers.CharField(source="language.slug", read_only=True, allow_null=True)
    personas = SlugsField("persona")
    competitors = SlugsField("competitor")
    products = SlugsField("product")
    industries = SlugsField("industry")
    tags = SlugsField("tag")
    talking_points = serializers.ListField(child=serializers.CharField(), source="points", read_only=True)
    url = serializers.CharField(source="asset.url", read_only=True)
    is_video = serializers.BooleanField(source="asset.is_video", read_only=True)
    kind = serializers.ChoiceField(choices=KINDS, source="asset.kind", read_only=True)
    audience = serializers.ChoiceField(
        choices=Asset.Audience.choices, source="asset.audience", read_only=True
    )
    status = serializers.ChoiceField(choices=Asset.Status.choices, source="asset.status", read_only=True)
    freshness = serializers.SerializerMethodField()
    owner = PersonSerializer(source="asset.owner", read_only=True)
    verified_on = serializers.DateField(source="asset.verified_on", read_only=True, allow_null=True)
    verified_by = PersonSerializer(source="asset.verified_by", read_only=True, allow_null=True)
    disputed = serializers.BooleanField(source="asset.is_disputed", read_only=True)
    published_on = serializers.DateField(source="asset.published_on", read_only=True, allow_null=True)
    review_on = serializers.DateField(source="asset.review_on", read_only=True, allow_null=True)
    expires_on = serializers.DateField(source="asset.expires_on", read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(source="asset.created_at", read_only=True)
    updated_at = serializers.DateTimeField(source="asset.updated_at", read_only=True)
    version = serializers.IntegerField(source="asset.version", read_only=True)
    page_url = serializers.SerializerMethodField()

    @extend_schema_field(FreshnessSerializer)
    def get_freshness(self, row):
        freshness = row.asset.freshness()
        return {"state": freshness.state, "days": freshness.days}

    @extend_schema_field(
        {"type": "string", "format": "uri", "description": "The asset's page in the portal."}
    )
    def get_page_url(self, row):
        return self.context["request"].build_absolute_uri(row.asset.get_absolute_url())


class AssetSerializer(AssetRowSerializer):
    """One asset with its body and the file that people get."""

    body = serializers.CharField(source="asset.body", read_only=True)
    file = FileSerializer(source="asset.current_version", read_only=True, allow_null=True)


class AssetInput(serializers.Serializer):
    """What a change may say. Terms are named by slug; a word among `tags` that is no tag yet becomes one."""

    title = Text(max_length=300)
    format = TermField("format")
    language = TermField("language", required=False, help_text="Without it, the portal's own language.")
    external_id = Text(max_length=200, allow_blank=True, required=False)
    summary = Text(max_length=2000, allow_blank=True, required=False)
    body = Text(max_length=200_000, allow_blank=True, required=False)
    stage = TermField("stage", allow_null=True, required=False)
    personas = TermsField("persona", required=False)
    competitors = TermsField("competitor", required=False)
    products = TermsField("product", required=False)
    industries = TermsField("industry", required=False)
    tags = TagsField("tag", required=False)
    talking_points = serializers.ListField(
        child=Text(max_length=POINT_LENGTH), max_length=MAX_POINTS, required=False
    )
    url = serializers.URLField(max_length=2000, allow_blank=True, required=False)
    is_video = Flag(required=False, help_text="Known places of videos are found without it.")
    audience = serializers.ChoiceField(choices=Asset.Audience.choices, required=False)
    owner = PersonIdField(required=False)
    review_on = serializers.DateField(allow_null=True, required=False)
    expires_on = serializers.DateField(allow_null=True, required=False)


class NewAssetInput(AssetInput):
    """The public reference may be chosen once; without it, it is made from the format."""

    reference = Text(max_length=120, required=False)


class ProposalInput(SubmitInput, AssetInput):
    """The fields that are to change."""

    title = Text(max_length=300, required=False)
    format = TermField("format", required=False)


class FacetValueSerializer(serializers.Serializer):
    """`value` is what the filter's parameter takes."""

    value = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer):
    """count: how many results there were if the value were the only one chosen of its facet."""

    total = serializers.IntegerField()
    facets = serializers.DictField(child=FacetValueSerializer(many=True))


def _filter(facet):
    """The two parameters of a facet: chosen values, and values left out."""
    values = "A value, or several with commas between; `__none` for not assigned."
    return [
        OpenApiParameter(facet, str, description=values),
        OpenApiParameter(f"{facet}!", str, description=f"Leave out: as `{facet}`."),
    ]


FILTERS = [
    OpenApiParameter(
        "q", SHORT_TEXT, description='Words, "phrases", -left -out; typing errors are corrected.'
    ),
    OpenApiParameter("ordering", str, enum=ORDERINGS, description="Without it the best match first."),
    *(parameter for facet in FACETS for parameter in _filter(facet)),
]


class FoundPages(api_settings.DEFAULT_PAGINATION_CLASS):
    """A page of what a search found; `corrected` are the words that were searched instead of those asked."""

    corrected = None

    def get_paginated_response(self, data):
        response = super().get_paginated_response(data)
        response.data["corrected"] = self.corrected
        return response

    def get_paginated_response_schema(self, schema):
        schema = super().get_paginated_response_schema(schema)
        schema["required"].append("corrected")
        words = "The words that were searched instead, where `q` as typed finds nothing."
        schema["properties"]["corrected"] = {"type": ["string", "null"], "description": words}
        return schema


class AssetEndpoint(RecallActions, TrustActions, VersionActions):
    """The library as its pages show it, to each person what that person may see."""

    scope = "library"
    verbs = {
        "create": "content.add_asset",
        "update": CHANGE,
        "partial_update": CHANGE,
        "publish": "content.publish_asset",
        "archive": "content.archive_asset",
        "restore": "content.archive_asset",
        "duplicate": "content.add_asset",
        "add_version": CHANGE,
        "restore_version": CHANGE,
        # Owners verify, whatever their role.
        "verify": "content.view_asset",
        "submit": CHANGE,
        "propose": CHANGE,
        "withdraw": "content.archive_asset",
        "supersede": "content.archive_asset",
        "destroy": "content.delete_asset",
    }
    unversioned = {"duplicate"}
    queryset = Asset.objects.none()
    serializer_class = AssetSerializer
    pagination_class = FoundPages
    input_classes = {
        "create": NewAssetInput,
        "update": AssetInput,
        "partial_update": AssetInput,
        "add_version": VersionInput,
        "submit": SubmitInput,
        "propose": ProposalInput,
        "withdraw": WithdrawInput,
        "supersede": SupersedeInput,
    }
    lookup_field = "reference"
    lookup_value_regex = "[A-Za-z0-9_-]{1,120}"

    def get_queryset(self):
        return Asset.objects.visible_to(self.request.user).with_owner()

    def get_object(self):
        reference = self.kwargs["reference"]
        return self.get_queryset().with_reference(reference).first() or missing(reference, self.request.user)

    def known_parameters(self):
        return None if self.action in ("list", "facets") else set()

    def documents(self, rows):
        return AssetRowSerializer(rows, many=True, context=self.get_serializer_context()).data

    def document(self, asset):
        [row] = with_links([asset], labels())
        return AssetSerializer(row, context=self.get_serializer_context()).data

    @extend_schema(parameters=FILTERS, responses=AssetRowSerializer(many=True))
    def list(self, request):
        """Assets that match, the best first; the same as on the library's page with the same parameters."""
        pages = self.paginator.open(request)
        query = replace(self._reading().query, offset=pages.start, limit=pages.size)
        answer = engine.run(query, viewer_of(request.user))
        pages.count, pages.corrected = answer.total, answer.corrected or None
        rows, _ = read_rows(request.user, answer.ids, labels(answer.vocabulary_version))
        return pages.get_paginated_response(self.documents(rows))

    @extend_schema(parameters=FILTERS, responses=FacetsSerializer)
    @action(detail=False, pagination_class=None)
    def facets(self, request):
        """How many assets match, and how many there are for each value of each facet."""
        reading = self._reading()
        answer = engine.run(replace(reading.query, limit=1), reading.viewer)
        return Response({"total": answer.total, "facets": facets_of(answer, reading.owners)})

    def create(self, request):
        """A new draft, yours unless `owner` says otherwise."""
        values = self._with_language(self.valid())
        return self.created(actions.create_asset(values, actor=request.user, via="api"))

    def retrieve(self, request, reference):
        """One asset, by its reference or its id."""
        return self.answer(self.get_object())

    def update(self, request, reference):
        """Replace what the fields say: one that is left out becomes empty; only the owner stays."""
        asset = self.get_object()
        values = EMPTY | self._with_language(self.valid())
        return self.answer(self.change(actions.change_asset, asset, values))

    def partial_update(self, request, reference):
        """Change the fields that are sent, and only those. What needs approval is refused: `propose` it."""
        asset = self.get_object()
        return self.answer(self.change(actions.change_asset, asset, self.valid(partial=True)))

    @action(detail=True, methods=["post"])
    def publish(self, request, reference):
        """Make it findable for everyone."""
        return self.answer(self.move(actions.publish_asset, self.get_object()))

    @action(detail=True, methods=["post"])
    def archive(self, request, reference):
        """Take it out of the library; it can be restored."""
        return self.answer(self.move(actions.archive_asset, self.get_object()))

    @action(detail=True, methods=["post"])
    def restore(self, request, reference):
        """Bring it back from the archive as what it was."""
        return self.answer(self.move(actions.restore_asset, self.get_object()))

    @action(detail=True, methods=["post"])
    def duplicate(self, request, reference):
        """A draft of yours with the same words and terms."""
        refuse_misplaced(request.data, ())
        return self.created(actions.duplicate_asset(self.get_object(), actor=request.user, via="api"))

    def destroy(self, request, reference):
        """Remove it for good; refused unless it is archived and nothing refers to it."""
        self.move(actions.delete_asset, self.get_object())
        return Response(status=204)

    def _reading(self):
        reading = read_query(self.request.query_params, self.request.user, strict=True, also=("page_size",))
        if reading.problems:
            raise Unreadable(
                [
                    {"field": problem.parameter, "code": "invalid_parameter", "message": problem.sentence}
                    for problem in reading.problems
                ]
            )
        return reading

    def _with_language(self, values):
        """The portal's own language where the body names none."""
        if "language" in values:
            return values
        own = (
            Language.objects.visible_to(self.request.user)
            .with_slug(portal_settings().default_language)
            .first()
        )
        if own is None:
            raise serializers.ValidationError({"language": "Name the language of the asset."}, "required")
        return values | {"language": own}


def facets_of(answer, owners):
    """{facet: [{value, label, count}]}: what has results; states and stages in their order, others by number.

    owners: {id: name}.
    """
    terms = labels(answer.vocabulary_version)
    return {facet: _values(facet, answer.counts.get(facet, {}), terms, owners) for facet in FACETS}


def _values(facet, counts, terms, owners):
    if facet in FIXED:
        return [_value(slug, label, counts[slug]) for slug, label in FIXED[facet].items() if counts.get(slug)]
    if facet == "owner":
        values = [_value(str(pk), owners[pk], count) for pk, count in counts.items() if pk in owners]
    else:
        known = [(entry.slug, entry.label, counts.get(entry.id)) for entry in terms.entries(facet)]
        known.append((NONE, NO_NAME, counts.get(None)))
        values = [_value(*entry) for entry in known if entry[2]]
    if facet != "stage":
        values.sort(key=lambda value: (-value["count"], value["label"].casefold()))
    return values


def _value(slug, label, count):
    return {"value": slug, "label": label, "count": count}
