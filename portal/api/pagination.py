"""Lists by page number: {count, next, previous, results}."""

from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from portal.rest.errors import Unreadable

PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 50, 200, 1_000_000


class Pages(BasePagination):
    """`page` from 1 and `page_size` up to 200. A page after the last one is empty, not missing."""

    def paginate_queryset(self, queryset, request, view=None):
        self.open(request)
        self.count = queryset.count()
        return list(queryset[self.start : self.start + self.size])

    def open(self, request):
        """Read the page wanted; an endpoint that counts for itself sets `count` afterwards."""
        self.request = request
        self.size = _number(request, "page_size", PAGE_SIZE, LARGEST_PAGE)
        self.page = _number(request, "page", 1, LAST_PAGE)
        self.start = (self.page - 1) * self.size
        return self

    def get_paginated_response(self, data):
        last = max(1, -(-self.count // self.size))
        return Response(
            {
                "count": self.count,
                "next": self._link(self.page + 1) if self.page < last else None,
                "previous": self._link(min(self.page - 1, last)) if self.page > 1 else None,
                "results": data,
            }
        )

    def _link(self, page):
        return replace_query_param(self.request.build_absolute_uri(), "page", page)

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "How many there are on all pages."},
                "next": link,
                "previous": link,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view):
        return [
            _parameter("page", "The page, from 1.", LAST_PAGE, 1),
            _parameter("page_size", "Results on a page.", LARGEST_PAGE, PAGE_SIZE),
        ]


def _parameter(name, description, maximum, default):
    schema = {"type": "integer", "minimum": 1, "maximum": maximum, "default": default}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _number(request, name, default, highest):
    text = request.query_params.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdigit() and len(text) <= len(str(highest)) and 1 <= int(text) <= highest:
        return int(text)
    message = f"“{name}” is a whole number from 1 to {highest}."
    raise Unreadable([{"field": name, "code": "invalid_value", "message": message}])
