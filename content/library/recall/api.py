"""Taking assets back through other tools: where one is used and who has it, withdraw, supersede."""

from functools import partial

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from content.library.models import Asset
from content.library.recall import actions, rules
from content.library.recall.places import Uses, holders
from portal.rest.errors import WrongState
from portal.rest.fields import Text
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

PERMISSION = "content.archive_asset"


class PlaceSerializer(serializers.Serializer):
    """A place that refers to the asset. `key` names it in `places` of withdraw and supersede; `can` what it takes."""

    key = serializers.CharField()
    kind = serializers.CharField(source="reference.kind")
    sentence = serializers.CharField()
    page_url = serializers.SerializerMethodField()
    can = serializers.SerializerMethodField()

    def get_page_url(self, place) -> str:
        return self.context["request"].build_absolute_uri(place.url)

    def get_can(self, place) -> list[str]:
        taken = {rules.LEAVE: True, rules.SWITCH: place.can_switch, rules.REVOKE: place.can_revoke}
        return [choice for choice in rules.CHOICES if taken[choice]]


class HolderSerializer(serializers.Serializer):
    person = PersonSerializer()
    sentences = serializers.ListField(child=serializers.CharField())


class UsesSerializer(serializers.Serializer):
    """hidden: places that you may not see. holders: who took it out or sent it; null where you may not withdraw."""

    places = PlaceSerializer(many=True)
    hidden = serializers.IntegerField()
    holders = HolderSerializer(many=True, allow_null=True)


class SuccessorField(Text):
    """The reference of an asset that you may see, as that asset."""

    default_error_messages = {"unknown": "There is no asset with this reference."}

    def to_internal_value(self, reference):
        found = Asset.objects.visible_to(self.context["request"].user)
        asset = found.with_reference(super().to_internal_value(reference)).first()
        if asset is None:
            self.fail("unknown")
        return asset


class WithdrawInput(serializers.Serializer):
    """`reason` is read by everyone who has it. `places`: what becomes of each place of `used-in`, by its key."""

    reason = Text(max_length=500)
    successor = SuccessorField(max_length=120, required=False)
    places = serializers.DictField(child=serializers.ChoiceField(choices=rules.CHOICES), required=False)


class SupersedeInput(WithdrawInput):
    successor = SuccessorField(max_length=120)


class RecallActions(Endpoint):
    """What `AssetEndpoint` offers for taking an asset back."""

    @extend_schema(responses=UsesSerializer)
    @action(detail=True, pagination_class=None, url_path="used-in")
    def used_in(self, request, reference):
        """Where the asset is used, and for those who may withdraw it who has it."""
        asset = self.get_object()
        uses = Uses(asset, request.user)
        having = holders(asset) if request.user.has_perm(PERMISSION) else None
        answer = {"places": uses.places, "hidden": uses.hidden, "holders": having}
        return Response(UsesSerializer(answer, context=self.get_serializer_context()).data)

    @action(detail=True, methods=["post"])
    def withdraw(self, request, reference):
        """Take it back because it is wrong: its file is served to nobody, and those who have it are told."""
        return self._take_back(actions.withdraw_asset)

    @action(detail=True, methods=["post"])
    def supersede(self, request, reference):
        """Archive it because another asset takes its place; its address then says so."""
        return self._take_back(actions.supersede_asset)

    def _take_back(self, verb):
        asset, values = self.get_object(), self.valid()
        named = {"reason": values["reason"], "choices": values.get("places", {})}
        if "successor" in values:
            named["successor"] = values["successor"]
        if problem := rules.recalling_problem(asset.published_on, asset.is_taken_back):
            self._version_read(asset)
            raise WrongState(problem)
        return self.answer(self.change(partial(verb, **named), asset))
