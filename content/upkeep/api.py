"""Coverage, one's own queue and the library's health for other tools, to read: the pages' own numbers."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from content.library.models import Asset
from content.upkeep.coverage import ROWS, Coverage
from content.upkeep.health import Health, HealthList
from content.upkeep.queue import ORDERS, TABS, Queue
from content.upkeep.rules import VERDICTS
from portal.rest.errors import Unreadable
from portal.rest.views import Endpoint

KEEPS = "content.change_asset"


class CellSerializer(serializers.Serializer):
    """What one term has at one stage; stage null is what has none. `overdue` are among the usable ones."""

    stage = serializers.CharField(source="stage.slug", read_only=True, allow_null=True, default=None)
    usable = serializers.IntegerField(source="count", read_only=True)
    overdue = serializers.IntegerField(read_only=True)
    verdict = serializers.ChoiceField(
        choices=VERDICTS,
        read_only=True,
        allow_blank=True,
        help_text="Empty where nothing is there and nothing is expected.",
    )
    requests = serializers.IntegerField(source="asked.requests", read_only=True)
    searches = serializers.IntegerField(
        source="asked.searches", read_only=True, help_text="Searches that found nothing; for editors."
    )
    needs = serializers.IntegerField(source="asked.needs", read_only=True)


class LineSerializer(serializers.Serializer):
    term = serializers.CharField(source="term.slug", read_only=True)
    label = serializers.CharField(source="term.label", read_only=True)
    cells = CellSerializer(many=True, read_only=True)


class CoverageSerializer(serializers.Serializer):
    by = serializers.ChoiceField(choices=list(ROWS.items()), read_only=True)
    lines = LineSerializer(many=True, read_only=True)


class CoverageEndpoint(Endpoint):
    """What there is for each stage and term, and what is asked for."""

    scope = "library"
    parameters = {"retrieve": ("by",)}
    queryset = Asset.objects.none()
    serializer_class = CoverageSerializer

    @extend_schema(
        parameters=[
            OpenApiParameter("by", str, enum=list(ROWS), description="The rows; without it, personas.")
        ],
        responses=CoverageSerializer,
    )
    def retrieve(self, request):
        """The coverage of every stage, as the page shows it."""
        by = _one_of(request, "by", ROWS, "persona")
        return Response(self.document(Coverage(request.user, by)))


class WaitingSerializer(serializers.Serializer):
    """`late`: days since `due_on`, below 0 while it lies ahead. `opens`: of the asset in the last 90 days."""

    id = serializers.IntegerField(source="record.pk", read_only=True)
    title = serializers.CharField(read_only=True)
    asset = serializers.CharField(
        source="asset.reference", read_only=True, allow_null=True, default=None, help_text="Its reference."
    )
    due_on = serializers.DateField(read_only=True)
    late = serializers.IntegerField(read_only=True)
    opens = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(source="record.version", read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_page_url(self, row) -> str:
        return self.context["request"].build_absolute_uri(row.record.get_absolute_url())


class QueueEndpoint(Endpoint):
    """What waits for you. A list that is not yours, such as approvals for a rep, is empty."""

    scope = "library"
    parameters = {"list": ("tab", "order")}
    queryset = Asset.objects.none()
    serializer_class = WaitingSerializer

    @extend_schema(
        parameters=[
            OpenApiParameter("tab", str, enum=list(TABS), description="Which list; without it, verify."),
            OpenApiParameter(
                "order",
                str,
                enum=["late"],
                description="The longest waiting first; without it, opens × days.",
            ),
        ]
    )
    def list(self, request):
        """One list of your queue, hot but stale first."""
        tab = _one_of(request, "tab", TABS, "verify")
        queue = Queue(request.user, tab, _one_of(request, "order", [one for one in ORDERS if one], ""))
        pages = self.paginator.open(request)
        pages.count, rows = queue.slice(pages.start, pages.size) if tab in queue.lists else (0, [])
        return self.get_paginated_response(self.documents(rows))


class CountSerializer(serializers.Serializer):
    """`change`: against the first count of the last seven days, null without one."""

    check = serializers.CharField(source="check.slug", read_only=True)
    label = serializers.CharField(source="check.label", read_only=True)
    number = serializers.IntegerField(read_only=True)
    change = serializers.IntegerField(source="trend.change", read_only=True, allow_null=True)


class HealthSerializer(serializers.Serializer):
    """`fresh_share` is in percent, null where nothing is usable. `answer_days` is a median, null without answers."""

    usable = serializers.IntegerField(source="usable.number", read_only=True)
    fresh = serializers.IntegerField(source="fresh.number", read_only=True)
    fresh_share = serializers.IntegerField(read_only=True, allow_null=True)
    answer_days = serializers.SerializerMethodField()
    quadrants = CountSerializer(many=True, read_only=True)
    checks = CountSerializer(source="every_line", many=True, read_only=True)

    def get_answer_days(self, health) -> float | None:
        return health.answering[0] if health.answering else None


class FoundSerializer(serializers.Serializer):
    reference = serializers.CharField(source="asset.reference", read_only=True)
    title = serializers.CharField(source="asset.title", read_only=True)
    state = serializers.CharField(source="fact.state", read_only=True)
    opens = serializers.IntegerField(source="fact.opens", read_only=True)
    version = serializers.IntegerField(source="asset.version", read_only=True)


class HealthEndpoint(Endpoint):
    """The library's health, for those who keep it."""

    scope = "library"
    verbs = {"overview": KEEPS, "list": KEEPS}
    queryset = Asset.objects.none()
    serializer_class = FoundSerializer

    @extend_schema(responses=HealthSerializer)
    def overview(self, request):
        """What is right, and how many assets each check finds."""
        return Response(HealthSerializer(Health(request.user)).data)

    def list(self, request, check):
        """The assets that one check finds."""
        found = HealthList(request.user, check)
        pages = self.paginator.open(request)
        pages.count = len(found.facts)
        rows = found.rows(found.facts[pages.start : pages.start + pages.size])
        return self.get_paginated_response(self.documents(rows))


def _one_of(request, name, values, default):
    text = request.query_params.get(name, default)
    if text in values or text == default:
        return text
    message = f"“{name}” is one of {', '.join(values)}."
    raise Unreadable([{"field": name, "code": "invalid_value", "message": message}])
