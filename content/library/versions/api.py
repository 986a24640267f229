"""An asset's files for other tools: the versions, a new one, an old one again, the bytes."""

from functools import partial

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from content.files.models import StoredFile
from content.files.rules import SLUGS
from content.library.actions import changes_by_approval
from content.library.models import AssetVersion
from content.library.recall.gone import missing, refuse_bytes
from content.library.trust.actions import propose_file, propose_version
from content.library.versions import actions
from content.library.versions.handing_out import hand_out
from portal.rest.fields import Text
from portal.rest.people import PersonSerializer
from portal.rest.views import Endpoint

# Whole, a part, what the browser has already, a range outside.
BYTES = {
    (200, "*/*"): OpenApiTypes.BINARY,
    (206, "*/*"): OpenApiTypes.BINARY,
    304: OpenApiResponse(description="The content has not changed."),
    416: OpenApiResponse(description="The range lies outside the file."),
}
NUMBER = r"versions/(?P<number>[0-9]{1,6})"


class FileSerializer(serializers.Serializer):
    """The file of a version. pages: null until it was read and for what has none.

    reading: whether its pages were read; problem: why not.
    """

    version = serializers.IntegerField(source="number", read_only=True)
    name = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(choices=SLUGS, source="file.kind", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True)
    sha256 = serializers.CharField(source="file.digest", read_only=True)
    pages = serializers.IntegerField(source="file.page_count", read_only=True, allow_null=True)
    reading = serializers.ChoiceField(choices=StoredFile.State.choices, source="file.state", read_only=True)
    problem = serializers.CharField(source="file.problem", read_only=True)


class VersionSerializer(FileSerializer):
    note = serializers.CharField(read_only=True)
    author = PersonSerializer(read_only=True)
    withheld = serializers.BooleanField(read_only=True, help_text="Proposed, and not approved yet.")
    created_at = serializers.DateTimeField(read_only=True)
    is_current = serializers.SerializerMethodField()

    @extend_schema_field(serializers.BooleanField)
    def get_is_current(self, version):
        return version.asset.current_version_id == version.pk


class VersionInput(serializers.Serializer):
    """`file`: the bytes under their name. `note`: what has changed, for people who know the old one."""

    file = serializers.FileField(max_length=250)
    note = Text(max_length=500, allow_blank=True, required=False)


class VersionActions(Endpoint):
    """What `AssetEndpoint` offers for files."""

    @extend_schema(responses=VersionSerializer(many=True))
    @action(detail=True, pagination_class=None, parser_classes=[MultiPartParser])
    def versions(self, request, reference):
        """Every version of the asset's file, the newest first."""
        rows = AssetVersion.objects.visible_to(request.user).of_asset(self.get_object()).with_file()
        return Response(VersionSerializer(rows, many=True).data)

    @extend_schema(description=None)
    @versions.mapping.post
    def add_version(self, request, reference):
        """Make this file what people get; reference, address, terms and numbers of the asset stay.

        Where the format of a published asset asks for approval, the file waits for it, and `file` stays.
        """
        asset = self.get_object()
        self._version_read(asset)
        values = self.valid()
        file, name, _ = actions.take_upload(values["file"])
        verb = propose_file if changes_by_approval(asset) else actions.add_version
        add = partial(verb, note=values.get("note", ""))
        return self.answer(self.change(add, asset, file, name))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path=f"{NUMBER}/restore")
    def restore_version(self, request, reference, number):
        """Make the file of an old version what people get, as a new version; by approval where the format asks."""
        asset = self.get_object()
        self._numbered(reference, number)
        return self.answer(self.move(partial(_restored, number=int(number)), asset))

    @extend_schema(responses=BYTES)
    @action(detail=True, pagination_class=None)
    def file(self, request, reference):
        """The bytes of the current file; answers `Range` and `If-None-Match`."""
        return hand_out(request, self._numbered(self.get_object().reference, None))

    @extend_schema(responses=BYTES)
    @action(detail=True, pagination_class=None, url_path=f"{NUMBER}/file")
    def version_file(self, request, reference, number):
        """The bytes of one version, the same for ever."""
        return hand_out(request, self._numbered(self.get_object().reference, number))

    def _numbered(self, reference, number):
        rows = AssetVersion.objects.visible_to(self.request.user).with_file()
        version = rows.numbered(reference, number).first() or missing(reference, self.request.user)
        refuse_bytes(version, self.request.user)
        return version


def _restored(asset, *, number, **options):
    verb = propose_version if changes_by_approval(asset) else actions.restore_version
    return verb(asset, number, **options)
