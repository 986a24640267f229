"""The only place where all apps meet."""

from django.contrib import admin
from django.urls import include, path, re_path

from portal.api.errors import unknown_address

urlpatterns = [
    path("", include("portal.home.urls")),
    path("", include("portal.activity.urls")),
    path("", include("portal.users.urls")),
    path("", include("portal.definitions.urls")),
    path("", include("portal.imports.urls")),
    path("", include("portal.notices.urls")),
    path("", include("portal.saved_views.urls")),
    path("", include("content.urls")),
    path("", include("accounts.urls")),
    path("api/v1/", include("portal.api.urls")),
    re_path("^api/", unknown_address),
    path("admin/", admin.site.urls),
]

handler400 = "portal.home.errors.bad_request"
handler500 = "portal.home.errors.server_error"
