"""One template, two answers: the whole page for browsers, a part of it for htmx."""

from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def wants_partial(request):
    """True for an htmx request that swaps part of a page; boosted links and history need it all."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(request, template, context=None, *, partial=None, status=200, otherwise=None) -> HttpResponse:
    """Render `template`, or only its `partial` when htmx asked; redirect browsers to `otherwise`.

    otherwise: an object, URL name or URL that a browser without htmx is sent to instead.
    """
    if partial and wants_partial(request):
        template = f"{template}#{partial}"
    elif otherwise:
        return redirect(otherwise)
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request, target):
    """Leave this page for `target` (object, URL name or URL): a redirect, or HX-Redirect for htmx."""
    url = resolve_url(target)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
