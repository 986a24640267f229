"""The portal's addresses, and an empty page of its base template to measure against."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_safe


@require_safe
def floor(request):
    template = engines["django"].from_string('{% extends "base.html" %}')
    return HttpResponse(template.render({}, request))


urlpatterns = [path("benchmark/floor/", floor), path("", include("portal.urls"))]
