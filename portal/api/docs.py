"""The schema and its documentation page; both need a sign-in or a token."""

from django.contrib.auth.views import redirect_to_login
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from portal.api.negotiation import JSONOnly


class SchemaView(SpectacularJSONAPIView):
    """OpenAPI 3.1 as JSON: the same for everyone."""

    content_negotiation_class = JSONOnly
    schema = None


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI, from our own server and without anything inline."""

    url_name = "api:schema"
    template_name = "portal/api/docs.html"

    def dispatch(self, request, *args, **kwargs):
        if "Authorization" not in request.headers and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


schema = SchemaView.as_view()
# Swagger UI draws its marks from data: images; nothing else is let in.
docs = csp_override(
    {
        "default-src": [CSP.SELF],
        "img-src": [CSP.SELF, "data:"],
        "object-src": [CSP.NONE],
        "base-uri": [CSP.NONE],
        "frame-ancestors": [CSP.NONE],
    }
)(DocsView.as_view())
