from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.editing.answers import done, refuse_form
from portal.notices import actions
from portal.notices.forms import ChannelForm, PreferencesForm, UpToForm
from portal.notices.models import Notice, TeamChannel
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page
from portal.shared.registry import registry
from portal.users.models import Team

LIST = "portal/notices/notice_list.html"
CHANNEL = "portal/notices/channel_form.html"
PAGE_SIZE = 30

may_change_people = permission_required("portal.change_people", raise_exception=True)


@require_safe
def notices(request):
    """One's own notices, the newest first; of one kind, or only what is unread."""
    found = Notice.objects.visible_to(request.user)
    kind = request.GET.get("kind", "")
    kind = kind if kind in registry.notice_kinds else ""
    unread = request.GET.get("show") == "unread"
    found = found.of_kinds([kind]) if kind else found
    found = found.unread() if unread else found
    page = Paginator(found.for_listing(), PAGE_SIZE).get_page(request.GET.get("page"))
    kinds = sorted((entry.label, name) for name, entry in registry.notice_kinds.items())
    context = {"page": page, "kind": kind, "kinds": kinds, "only_unread": unread}
    return render_page(request, LIST, context)


@require_POST
def notice_read(request, pk):
    """Mark one as read. The page's script asks for no page back, as the reader is on the way to another."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.mark_read(request.user, notice)
    if "quietly" in request.POST:
        return HttpResponse(status=204)
    return redirect("notices")


@require_POST
def notices_read(request):
    """Mark all as read that the page has shown, not what came since."""
    form = UpToForm(request.POST)
    if form.is_valid():
        actions.mark_all_read(request.user, form.cleaned_data["up_to"])
    return redirect("notices")


@require_POST
def notice_preferences(request):
    form = PreferencesForm(request.POST)
    if form.is_valid():
        actions.set_preferences(request.user, form.wishes)
        messages.success(request, "Saved what you hear of")
    return go_to(request, "profile")


# The channel of a team


def _team_of(request, pk):
    return get_object_or_404(Team.objects.visible_to(request.user), pk=pk)


def _channel_of(request, pk):
    return get_object_or_404(TeamChannel.objects.visible_to(request.user).for_listing(), team_id=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change_people
def team_channel(request, pk):
    team = _team_of(request, pk)
    channel = TeamChannel.objects.visible_to(request.user).of(team).first()
    form = ChannelForm(request.POST or None, channel=channel)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.set_channel(team, form.changes, actor=request.user, version=version)
            messages.success(request, "Channel saved")
            return go_to(request, reverse("team-channel", args=[pk]))
        except StaleRecord as stale:
            form, status = form.again(stale.record), 409
        except ValidationError as refusal:
            refuse_form(form, refusal)
    return render_page(request, CHANNEL, {"team": team, "channel": channel, "form": form}, status=status)


@require_POST
@may_change_people
def team_channel_test(request, pk):
    channel = _channel_of(request, pk)
    actions.send_test(channel, actor=request.user)
    messages.success(request, "A test is on its way. Look into the chat in a minute")
    return redirect(channel)


@require_POST
@may_change_people
def team_channel_remove(request, pk):
    channel = _channel_of(request, pk)
    verb = partial(actions.remove_channel, channel, actor=request.user)
    return done(request, verb, channel.team.get_absolute_url(), "Channel removed")
