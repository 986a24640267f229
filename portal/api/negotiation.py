"""Every endpoint answers JSON, whatever the Accept header says."""

from rest_framework.negotiation import DefaultContentNegotiation


class JSONOnly(DefaultContentNegotiation):
    """A browser that opens an address of the API sees the answer and not 406."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
