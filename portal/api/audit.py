"""What everybody did, for an admin's own tools."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param

from portal.activity import audit
from portal.activity.forms import AuditForm
from portal.activity.models import Activity
from portal.rest.errors import Unreadable
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

MOST = 200
FILTERS = {
    "q": "Words in the record's name.",
    "person": "Id of whoever did it.",
    "kind": "What the record is, such as content.Asset.",
    "object": "Id of the record.",
    "verb": "What was done, such as published.",
    "since": "From this day on.",
    "until": "Up to this day.",
    "before": "Where the page begins: take it from `next`.",
}
WHOLE = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
DAY = {"type": "string", "format": "date"}
SHAPES = {"person": WHOLE, "object": WHOLE, "since": DAY, "until": DAY}


class ChangeSerializer(serializers.Serializer):
    """One field, in words; of lists what went and what came."""

    label = serializers.CharField(read_only=True)
    old = serializers.CharField(read_only=True)
    new = serializers.CharField(read_only=True)


class EventSerializer(serializers.Serializer):
    """`person` null is the portal itself; `via` says how: page, api, import, bulk, hand-over."""

    at = serializers.DateTimeField(read_only=True)
    person = PersonSerializer(read_only=True, allow_null=True)
    verb = serializers.CharField(read_only=True)
    kind = serializers.CharField(read_only=True)
    object_id = serializers.IntegerField(read_only=True)
    label = serializers.CharField(read_only=True, help_text="The record's name at that time.")
    changes = ChangeSerializer(many=True, read_only=True)
    via = serializers.CharField(read_only=True)


class AuditSerializer(serializers.Serializer):
    next = serializers.URLField(read_only=True, allow_null=True)
    results = EventSerializer(many=True, read_only=True)


class Audit(Endpoint):
    """Changes, files taken out and things sent: for admins, by a token with the scope admin."""

    scope = "admin"
    verbs = {"retrieve": "portal.view_audit"}
    parameters = {"retrieve": tuple(FILTERS)}
    queryset = Activity.objects.none()
    serializer_class = AuditSerializer

    @extend_schema(
        parameters=[
            OpenApiParameter(name, SHAPES.get(name, {"type": "string", "maxLength": 100}), description=words)
            for name, words in FILTERS.items()
        ],
        responses=AuditSerializer,
    )
    def retrieve(self, request):
        """What everybody did, the newest first, up to 200 at a time."""
        if empty := [name for name in SHAPES if request.query_params.get(name) == ""]:
            raise _unreadable(dict.fromkeys(empty, "Nothing is given. Leave the parameter out."))
        kinds, verbs = audit.words_in_use(request.user)
        form = AuditForm(request.query_params, viewer=request.user, kinds=kinds, verbs=verbs)
        wanted = form.wanted
        if form.errors:
            raise _unreadable({name: " ".join(errors) for name, errors in form.errors.items()})
        before = request.query_params.get("before", "")
        try:
            events, more = audit.read(request.user, wanted, before=before, limit=MOST)
        except ValueError:
            raise _unreadable({"before": "This is no cursor. Take it from “next”."}) from None
        here = reverse("api:audit", request=request)
        query = request.META.get("QUERY_STRING", "")
        link = replace_query_param(f"{here}?{query}", "before", more) if more else None
        return Response(self.document({"next": link, "results": events}))


def _unreadable(errors):
    return Unreadable(
        [{"field": name, "code": "invalid_value", "message": words} for name, words in errors.items()]
    )
