"""People and teams, for those who may change them; and the page on which an invited person joins."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.shared.htmx import go_to, render_page
from portal.shared.registry import owned_by, panels_of, what_is_owned
from portal.users import actions, mails, rules
from portal.users.current import first_run_waits_for
from portal.users.filters import PersonFilter
from portal.users.forms import InviteForm, JoinForm, LeavingForm, PersonForm, TeamForm
from portal.users.models import Team, User
from portal.users.views.answers import done, saved

PEOPLE = "portal/users/person_list.html"
PERSON = "portal/users/person_edit.html"
LEAVING = "portal/users/person_deactivate.html"
INVITE = "portal/users/person_invite.html"
TEAM = "portal/users/team_form.html"
JOIN = "portal/users/join.html"

may_change_people = permission_required("portal.change_people", raise_exception=True)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@may_change_people
def person_list(request):
    people = User.objects.visible_to(request.user).for_listing()
    found = PersonFilter(request.GET, queryset=people, request=request)
    page = Paginator(found.qs, 50).get_page(request.GET.get("page"))
    teams = Team.objects.visible_to(request.user).for_listing()
    return render_page(
        request, PEOPLE, {"filter": found, "page": page, "teams": teams}, partial="people-table"
    )


# Invitations


@form_page
@may_change_people
def person_invite(request):
    form = InviteForm(request.POST or None)
    if form.is_valid():
        values = dict(form.cleaned_data)
        wants_mail = values.pop("send_mail")
        try:
            person = actions.invite_person(values, actor=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _tell_invited(request, person, wants_mail)
            return go_to(request, person)
    return render_page(request, INVITE, {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@may_change_people
def person_invitation(request, pk):
    """A new link for somebody who has not joined yet; the old one stops working."""
    person = _person_of(request, pk)
    try:
        person = actions.renew_invitation(person, actor=request.user)
    except ValidationError as refusal:
        return _person_page(request, person, refusal=" ".join(refusal.messages), status=409)
    _tell_invited(request, person, "mail" in request.POST)
    return go_to(request, person)


def _tell_invited(request, person, wants_mail):
    problem = mails.send_invitation(person, _link(request, person), sender=request.user) if wants_mail else ""
    if problem:
        messages.error(request, f"{problem} Copy the link and send it yourself.")
    elif wants_mail and not mails.mail_stays_here():
        messages.success(request, f"Invitation sent to {person.email}")
    else:
        messages.success(request, f"{person} is invited. Copy the link and send it")


def _link(request, person):
    """The link of an open invitation, else an empty text."""
    if person.state != "invited":
        return ""
    return request.build_absolute_uri(reverse("join", args=[person.invitation_token]))


def _join_page(request, *, status=200, **context):
    return render_page(request, JOIN, context, status=status)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@form_page
def join(request, token):
    """An invited person's own name and password; works once."""
    person = User.objects.invited_by(token)
    if problem := person.invitation_problem(timezone.now()) if person else rules.INVITATION_GONE:
        return _join_page(request, problem=problem, status=410)
    form = JoinForm(request.POST or None, person=person)

    def save():
        values = form.cleaned_data
        actions.accept_invitation(person, name=values["name"], password=values["password1"])
        login(request, person)
        return "first-run" if first_run_waits_for(person) else "home"

    return saved(request, form, save, partial(_join_page, request, person=person), "Welcome")


# One person


def _person_of(request, pk):
    return get_object_or_404(User.objects.visible_to(request.user).for_listing(), pk=pk)


def _person_page(request, person, *, form=None, status=200, **more):
    context = {
        "person": person,
        "form": form or PersonForm(instance=person, editor=request.user),
        "owned": owned_by(person),
        "link": _link(request, person),
        "panels": panels_of("person", person, request.user),
    }
    return render_page(request, PERSON, context | more, status=status)


@form_page
@may_change_people
def person_edit(request, pk):
    person = _person_of(request, pk)
    form = PersonForm(request.POST or None, instance=person, editor=request.user)
    change = partial(actions.change_person, person, actor=request.user)
    show = partial(_person_page, request, person)
    return saved(request, form, lambda: change(form.changes, version=form.base_version), show, "Saved")


@form_page
@may_change_people
def person_deactivate(request, pk):
    """What somebody owns goes to others, and the person's access ends, in one step."""
    person = _person_of(request, pk)
    owned = what_is_owned(person)
    form = LeavingForm(request.POST if request.method == "POST" else None, person=person, owned=owned)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return _leaving_page(request, person, form=form, owned=owned, status=status)
    verb = partial(actions.deactivate_person, person, actor=request.user, successors=form.successors)
    show = partial(_leaving_page, request, person, form=form, owned=owned)
    return done(request, verb, person, show, f"{person} is deactivated. Sessions and tokens have ended")


def _leaving_page(request, person, *, form, owned, status=200, **more):
    context = {
        "person": person,
        "form": form,
        "owned": [(words, entry.url(person)) for entry, words in owned],
        "led": Team.objects.visible_to(request.user).led_by(person),
    }
    return render_page(request, LEAVING, context | more, status=status)


@require_POST
@may_change_people
def person_reactivate(request, pk):
    person = _person_of(request, pk)
    verb = partial(actions.reactivate_person, person, actor=request.user)
    return done(request, verb, person, partial(_person_page, request, person), f"{person} is active again")


# Teams


def _team_page(request, *, form, status=200, **more):
    team = form.instance
    panels = panels_of("team", team, request.user) if team.pk else []
    return render_page(request, TEAM, {"form": form, "team": team, "panels": panels} | more, status=status)


@form_page
@may_change_people
def team_new(request):
    form = TeamForm(request.POST or None, instance=Team())

    def save():
        actions.add_team(form.changes, actor=request.user)
        return "people"

    return saved(request, form, save, partial(_team_page, request), "Team added")


@form_page
@may_change_people
def team_edit(request, pk):
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    form = TeamForm(request.POST or None, instance=team)

    def save():
        actions.change_team(team, form.changes, actor=request.user, version=form.base_version)
        return "people"

    return saved(request, form, save, partial(_team_page, request), "Team saved")


@require_POST
@may_change_people
def team_remove(request, pk):
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    verb = partial(actions.remove_team, team, actor=request.user)
    show = partial(_team_page, request, form=TeamForm(instance=team))
    return done(request, verb, "people", show, f"{team} removed. Its people stay")
