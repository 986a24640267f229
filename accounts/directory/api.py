"""Accounts for other tools, to read: what the list of accounts and an account's head show.

What the account's team believes about people is not part of it.
"""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from accounts.directory.filters import NONE, AccountFilter
from accounts.directory.models import Account, AccountTeamMember
from accounts.directory.querysets import ORDERS
from content.vocabularies.api import TermField
from portal.rest.errors import Unreadable
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

WORDS_LIMIT = 100
FILTERS = [
    OpenApiParameter(
        "q", {"type": "string", "maxLength": WORDS_LIMIT}, description="Words of the name or a domain."
    ),
    OpenApiParameter(
        "tier", str, enum=["1", "2", "3", NONE], description="`__none` for accounts without a tier."
    ),
    OpenApiParameter("owner", str, description="Id of the owner in sales or in marketing, or `me`."),
    OpenApiParameter("industry", str, description="Slug of an industry."),
    OpenApiParameter("ordering", str, enum=list(ORDERS), description="Without it by tier, then by name."),
]


class TeamMemberSerializer(serializers.Serializer):
    person = PersonSerializer(source="user", read_only=True)
    role = serializers.ChoiceField(choices=AccountTeamMember.Role.choices, read_only=True)


class AccountSerializer(serializers.Serializer):
    """`domain` is the main one of `domains`; the two owners are also in `team`."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)
    domain = serializers.CharField(read_only=True)
    domains = serializers.ListField(child=serializers.CharField(), source="domain_names", read_only=True)
    tier = serializers.ChoiceField(choices=Account.Tier.choices, read_only=True, allow_null=True)
    industry = TermField("industry", read_only=True, allow_null=True)
    country = serializers.CharField(read_only=True)
    employees = serializers.IntegerField(read_only=True, allow_null=True)
    summary = serializers.CharField(read_only=True)
    sales_owner = PersonSerializer(read_only=True, allow_null=True)
    marketing_owner = PersonSerializer(read_only=True, allow_null=True)
    team = TeamMemberSerializer(many=True, read_only=True)
    external_id = serializers.CharField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    page_url = serializers.SerializerMethodField()

    def get_page_url(self, account) -> str:
        return self.context["request"].build_absolute_uri(account.get_absolute_url())


class AccountEndpoint(Endpoint):
    """The companies we sell to, as everyone signed in sees them."""

    scope = "accounts"
    parameters = {"list": tuple(AccountFilter.base_filters)}
    queryset = Account.objects.none()
    lookup_field = "pk"
    serializer_class = AccountSerializer

    def get_queryset(self):
        return Account.objects.visible_to(self.request.user).for_listing()

    @extend_schema(parameters=FILTERS)
    def list(self, request):
        """Accounts, filtered and ordered as on their page."""
        return super().list(request)

    def filter_queryset(self, accounts):
        if self.action != "list":
            return accounts
        found = AccountFilter(self.request.query_params, queryset=accounts, request=self.request)
        if errors := [*_too_long(self.request), *_errors(found)]:
            raise Unreadable(errors)
        return found.qs


def _errors(found):
    for name, messages in found.form.errors.items():
        yield {"field": name, "code": "invalid_value", "message": " ".join(messages)}


def _too_long(request):
    if len(request.query_params.get("q", "")) > WORDS_LIMIT:
        message = f"The words may have {WORDS_LIMIT} characters."
        yield {"field": "q", "code": "invalid_value", "message": message}
