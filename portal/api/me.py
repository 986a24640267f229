"""Who the API takes you for."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from portal.rest.views import refuse_unknown_parameters


class TeamSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)


class MeSerializer(serializers.Serializer):
    """`scopes` is null for a session: it may do all that its person may."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)
    email = serializers.EmailField(read_only=True)
    role = serializers.CharField(read_only=True)
    side = serializers.CharField(read_only=True)
    team = TeamSerializer(read_only=True, allow_null=True)
    scopes = serializers.SerializerMethodField()

    def get_scopes(self, user) -> list[str] | None:
        token = self.context["request"].auth
        return None if token is None else token.scopes


class Me(ViewSet):
    """The person behind the token or the session, and what the token may do."""

    @extend_schema(responses=MeSerializer)
    def retrieve(self, request):
        refuse_unknown_parameters(request, ())
        return Response(MeSerializer(request.user, context={"request": request}).data)
