"""The base of every endpoint: strict parameters, versions as ETags, one record as an answer."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from portal.rest.bodies import refuse_misplaced
from portal.rest.errors import Stale, Unreadable, VersionRequired, WrongState
from portal.shared.changes import StaleRecord


class Endpoint(GenericViewSet):
    """A resource of the API. Subclasses say:

    scope: the area of the token scopes that open it, such as "library" (`library:read`, `library:write`);
    verbs: {action: permission} for everything that writes; an action that is not listed is refused;
    parameters: {action: names of query parameters}, besides page and page_size of a list;
    unversioned: verbs on one record that do not change it;
    serializer_class: how a record is answered; input_classes: {action: serializer of the body}.

    `get_queryset` starts from `visible_to(user)`, so that what is hidden is answered like what does not exist.
    """

    scope = ""
    verbs = {}
    parameters = {}
    unversioned = frozenset()
    input_classes = {}
    lookup_value_regex = "[0-9]{1,18}"
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.action and (known := self.known_parameters()) is not None:
            refuse_unknown_parameters(request, known)

    def known_parameters(self):
        """The query parameters of this action; None where the action reads them all itself."""
        pages = {"page", "page_size"} if self.action == "list" else set()
        return pages | set(self.parameters.get(self.action, ()))

    def get_serializer_class(self):
        return self.input_classes.get(self.action, self.serializer_class)

    def list(self, request):
        """A page of the list."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.documents(rows))

    def retrieve(self, request, **lookup):
        """One record, its version as ETag."""
        return self.answer(self.get_object())

    def answer(self, record, *, status=200, headers=None):
        """The record in this endpoint's shape, its version as a strong ETag."""
        versioned = {"ETag": etag_of(record)} if hasattr(record, "version") else {}
        return Response(self.document(record), status=status, headers=versioned | (headers or {}))

    def created(self, record):
        """201 with the record and where it is."""
        public_name = getattr(record, self.lookup_field)
        where = reverse(f"api:{self.basename}-detail", args=[public_name], request=self.request)
        return self.answer(record, status=201, headers={"Location": where})

    def document(self, record):
        return self.serializer_class(record, context=self.get_serializer_context()).data

    def documents(self, records):
        return self.serializer_class(records, many=True, context=self.get_serializer_context()).data

    def valid(self, *, partial=False):
        """The validated values of the body; raises ValidationError or Unreadable."""
        serializer = self.get_serializer(data=self.request.data, partial=partial)
        refuse_misplaced(self.request.data, serializer.fields, self.serializer_class().fields)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def change(self, action, record, *arguments):
        """Call `action(record, …, actor=, version=, via="api")` for the version that the client read.

        Answers 428 without If-Match and 412 with the current record when somebody saved it since.
        """
        version = self._version_read(record)
        try:
            return action(record, *arguments, actor=self.request.user, version=version, via="api")
        except StaleRecord as stale:
            raise Stale(self._current(stale.record), self.request.data) from None

    def move(self, action, record):
        """`change` for a verb without fields: what refuses it is the record's state, so 409."""
        refuse_misplaced(self.request.data, ())
        try:
            return self.change(action, record)
        except ValidationError as refusal:
            raise WrongState(" ".join(refusal.messages)) from None

    def _version_read(self, record):
        header = self.request.headers.get("If-Match")
        if header is None:
            raise VersionRequired
        if header.strip() == "*":
            return None
        if etag_of(record) not in parse_etags(header):
            raise Stale(self._current(record), self.request.data)
        return record.version

    def _current(self, record):
        """The record as it is now, read anew as this endpoint reads it; 404 when it is gone."""
        return self.document(get_object_or_404(self.get_queryset(), pk=record.pk))


def etag_of(record):
    return f'"{record.version}"'


def refuse_unknown_parameters(request, known):
    """Raise Unreadable for every query parameter outside `known`."""
    errors = [
        {"field": name, "code": "unknown_parameter", "message": f"There is no parameter “{name}”."}
        for name in request.query_params
        if name not in known
    ]
    if errors:
        raise Unreadable(errors)
