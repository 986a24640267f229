"""One's own profile: name, theme, shortcuts, default scope, sessions, API tokens."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from portal.shared.htmx import go_to, render_page
from portal.shared.registry import panels_of, registry
from portal.users import actions
from portal.users.forms import ProfileForm, ScopeForm, ThemeForm, TokenForm
from portal.users.models import ApiToken, User

PROFILE = "portal/users/profile.html"


def _profile(request, *, status=200, **more):
    user = request.user
    in_words = registry.in_words.get("assets", lambda queries, viewer: queries)
    context = {
        "form": ProfileForm(instance=user),
        "token_form": TokenForm(owner=user),
        "tokens": ApiToken.objects.visible_to(user),
        "scope_words": in_words([user.default_scope], user)[0] if user.default_scope else "",
        "panels": panels_of("profile", user, user),
        "scopes": [choice for offer in registry.scopes for choice in offer(user)],
    }
    return render_page(request, PROFILE, context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    stored = User.objects.visible_to(request.user).get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=stored)
    if not form.is_valid():
        return _profile(request, form=form, status=422 if form.is_bound else 200)
    preferences = dict(form.cleaned_data)
    actions.change_own_name(request.user, preferences.pop("name"))
    actions.set_preferences(request.user, **preferences)
    messages.success(request, "Profile saved")
    return go_to(request, "profile")


@require_POST
def profile_theme(request):
    """Light, dark or as the system: chosen in the menu of any page, to which this goes back."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Unknown theme", status=422, content_type="text/plain")
    actions.set_preferences(request.user, theme=form.cleaned_data["theme"])
    return redirect(_back(request))


@require_POST
def profile_scope(request):
    """Take a set of library filters as default scope; an empty one takes it away."""
    form = ScopeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "These filters are too many for a default scope. Nothing was saved.")
        return redirect(_back(request))
    scope = form.cleaned_data["query"]
    actions.set_preferences(request.user, default_scope=scope)
    messages.success(request, "Default scope saved" if scope else "The library opens with everything")
    return redirect(_back(request))


def _back(request):
    """The page that a small form stood on (`next`), if it is one of ours; else the profile."""
    url = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours else "profile"


@require_POST
def profile_sessions(request):
    """Sign out everywhere but here."""
    actions.end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, "Signed out everywhere else")
    return go_to(request, "profile")


@require_POST
def token_create(request):
    """Make a token. The answer is the one page that ever shows its secret."""
    form = TokenForm(request.POST, owner=request.user)
    if form.is_valid():
        name, scopes = form.cleaned_data["name"], form.cleaned_data["scopes"]
        try:
            made = actions.create_token(request.user, name, scopes, form.expires_at, actor=request.user)
            return _profile(request, made=made)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _profile(request, token_form=form, status=422)


@require_POST
def token_revoke(request, pk):
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    actions.revoke_token(token, actor=request.user)
    messages.success(request, f"“{token.name}” revoked")
    return go_to(request, "profile")
