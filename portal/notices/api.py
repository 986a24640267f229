"""One's own notices for other tools: read them, mark them as read, choose what comes and how."""

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from portal.notices import actions
from portal.notices.models import Notice, NoticePreference
from portal.rest.bodies import refuse_misplaced
from portal.rest.errors import Unreadable
from portal.rest.fields import Flag, Whole
from portal.rest.views import Endpoint
from portal.shared.registry import registry

FLAGS = {"true": True, "false": False}


class NoticeSerializer(serializers.Serializer):
    """`url` leads to the page of what the notice is about."""

    id = serializers.IntegerField(read_only=True)
    kind = serializers.CharField(read_only=True)
    sentence = serializers.CharField(read_only=True)
    url = serializers.SerializerMethodField()
    at = serializers.DateTimeField(read_only=True)
    read_at = serializers.DateTimeField(read_only=True, allow_null=True)

    def get_url(self, notice) -> str:
        return settings.PORTAL_URL + notice.url


class UpToInput(serializers.Serializer):
    up_to = Whole(
        min_value=1, max_value=2**63 - 1, help_text="The id of the newest notice that you have read."
    )


class ReadSerializer(serializers.Serializer):
    read = serializers.IntegerField(read_only=True, help_text="How many were unread.")


class NoticeEndpoint(Endpoint):
    """What you were told; nobody sees the notices of others."""

    scope = "library"
    verbs = {"read": "portal.view_notice", "read_all": "portal.view_notice"}
    parameters = {"list": ("kind", "unread")}
    unversioned = frozenset({"read", "read_all"})
    queryset = Notice.objects.none()
    lookup_field = "pk"
    serializer_class = NoticeSerializer
    input_classes = {"read_all": UpToInput}

    def get_queryset(self):
        found = Notice.objects.visible_to(self.request.user).for_listing()
        if self.action != "list":
            return found
        kind, unread = (self.request.query_params.get(name) for name in ("kind", "unread"))
        if kind is not None and kind not in registry.notice_kinds:
            raise _invalid("kind", f"“kind” is one of {', '.join(sorted(registry.notice_kinds))}.")
        if unread is not None and unread not in FLAGS:
            raise _invalid("unread", "“unread” is true or false.")
        found = found.of_kinds([kind]) if kind else found
        return found.unread() if FLAGS.get(unread) else found

    @extend_schema(
        parameters=[
            OpenApiParameter("kind", str, description="Only notices of this kind."),
            OpenApiParameter("unread", bool, description="True leaves out what was read."),
        ]
    )
    def list(self, request):
        """Your notices, the newest first."""
        return super().list(request)

    @extend_schema(responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request, pk):
        """Mark a notice as read."""
        refuse_misplaced(request.data, ())
        return Response(self.document(actions.mark_read(request.user, self.get_object())))

    @extend_schema(responses=ReadSerializer)
    @action(detail=False, methods=["post"], url_path="read")
    def read_all(self, request):
        """Mark all notices as read, up to the newest one that you have seen."""
        number = actions.mark_all_read(request.user, self.valid()["up_to"])
        return Response({"read": number})


def _invalid(field, message):
    return Unreadable([{"field": field, "code": "invalid_value", "message": message}])


class PreferenceSerializer(serializers.Serializer):
    """How you hear of one kind of notice."""

    kind = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)
    in_portal = serializers.BooleanField(read_only=True)
    by_mail = serializers.BooleanField(read_only=True)


class PreferenceInput(serializers.Serializer):
    in_portal = Flag(required=False)
    by_mail = Flag(required=False, help_text="In the daily mail.")


class PreferenceEndpoint(Endpoint):
    """What you hear of, and how: in the portal, in the daily mail, both or neither."""

    scope = "library"
    verbs = {"partial_update": "portal.change_noticepreference"}
    unversioned = frozenset({"partial_update"})
    queryset = NoticePreference.objects.none()
    lookup_field = "kind"
    lookup_value_regex = "[a-z-]{1,30}"
    serializer_class = PreferenceSerializer
    input_classes = {"partial_update": PreferenceInput}
    http_method_names = ["get", "head", "patch"]

    def list(self, request):
        """Every kind of notice with what you chose for it."""
        paginator = self.paginator.open(request)
        rows = actions.preferences_of(request.user)
        paginator.count = len(rows)
        shown = rows[paginator.start : paginator.start + paginator.size]
        return self.get_paginated_response(self.documents(shown))

    def retrieve(self, request, kind):
        """One kind of notice with what you chose for it."""
        return self.answer(self._chosen(kind))

    @extend_schema(responses=PreferenceSerializer)
    def partial_update(self, request, kind):
        """Choose how you hear of one kind of notice."""
        chosen = self._chosen(kind)
        wish = {"in_portal": chosen.in_portal, "by_mail": chosen.by_mail} | self.valid(partial=True)
        actions.set_preferences(request.user, {kind: wish})
        return self.answer(self._chosen(kind))

    def _chosen(self, kind):
        """The person's wish for `kind`; 404 for one that there is not."""
        rows = {row.kind: row for row in actions.preferences_of(self.request.user)}
        if kind not in rows:
            raise NotFound
        return rows[kind]
