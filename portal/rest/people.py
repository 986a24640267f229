"""People as other records name them: {id, name} when read, the id when written."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.rest.fields import Whole
from portal.users.models import User


class PersonSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True, source="__str__")


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": 2**63 - 1})
class PersonIdField(Whole):
    """The id of an active person, as that person."""

    default_error_messages = {"unknown": "There is no active person with this id."}

    def to_internal_value(self, number):
        number = super().to_internal_value(number)
        people = User.objects.visible_to(self.context["request"].user).active()
        person = people.with_id(number).first() if 0 < number < 2**63 else None
        if person is None:
            self.fail("unknown")
        return person
