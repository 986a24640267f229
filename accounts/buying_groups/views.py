"""Pages that change buying groups and who is in them. Only the account's team and admins may."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from accounts.buying_groups import actions, forms
from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember, Role
from accounts.directory.models import Account, Contact
from accounts.directory.rules import team_problem
from portal.activity.history import last_change
from portal.editing.answers import done, saved
from portal.shared.htmx import render_page

GROUP = "accounts/buying_groups/group_form.html"
MEMBER = "accounts/buying_groups/member_form.html"
ANY_GROUP = "accounts.change_any_buyinggroup"

form_page = require_http_methods(["GET", "HEAD", "POST"])


def refuse_others(user, account):
    """Answer 403 to whoever is neither in the account's team nor an admin."""
    if team_problem(user.pk, account.team_ids, user.has_perm(ANY_GROUP)):
        raise PermissionDenied


def _group(request, pk):
    group = get_object_or_404(BuyingGroup.objects.visible_to(request.user).for_reading(), pk=pk)
    refuse_others(request.user, group.account)
    return group


def _member(request, pk):
    members = BuyingGroupMember.objects.visible_to(request.user).standing().for_reading()
    member = get_object_or_404(members, pk=pk)
    refuse_others(request.user, member.group.account)
    return member


def _known(request, group):
    """The people of the account who may join the group."""
    taken = BuyingGroupMember.objects.visible_to(request.user).of_group(group).standing().contact_ids()
    return Contact.objects.visible_to(request.user).of_account(group.account).except_for(taken)


@form_page
def group_new(request, pk):
    account = get_object_or_404(Account.objects.visible_to(request.user).for_listing(), pk=pk)
    refuse_others(request.user, account)
    form = forms.GroupForm(request.POST or None, account=account)
    show = partial(_group_page, request, account, None)
    return saved(
        request,
        form,
        lambda: actions.add_group(account, form.values, actor=request.user),
        show,
        "Group added",
    )


@form_page
def group_edit(request, pk):
    group = _group(request, pk)
    form = forms.GroupForm(request.POST or None, instance=group, account=group.account)

    def save():
        return actions.change_group(group, form.changes, actor=request.user, version=form.base_version)

    return saved(request, form, save, partial(_group_page, request, group.account, group), "Group saved")


def _group_page(request, account, group, *, form, conflict=None, current=None, status):
    context = {
        "account": account,
        "group": group,
        "form": form,
        "conflict": conflict,
        "last": current and last_change(current),
    }
    return render_page(request, GROUP, context, status=status)


@form_page
def member_new(request, pk):
    group = _group(request, pk)
    known = _known(request, group)
    form = forms.SomebodyForm(request.POST or None, group=group, known=known, initial=_asked(request))
    show = partial(_member_page, request, group, None)
    return saved(
        request,
        form,
        lambda: actions.add_member(group, form.values, actor=request.user),
        show,
        "Person added",
    )


def _asked(request):
    """What the link to the form says: the role of an empty seat, or who is to come back."""
    role, contact = request.GET.get("role", ""), request.GET.get("contact", "")
    asked = {"roles": [role]} if role in Role.values else {}
    return asked | ({"contact": contact} if contact.isdigit() else {})


@form_page
def member_edit(request, pk):
    member = _member(request, pk)
    if member.contact_id:
        form = forms.MemberForm(request.POST or None, instance=member)
    else:
        known = _known(request, member.group)
        form = forms.SomebodyForm(request.POST or None, instance=member, group=member.group, known=known)

    def save():
        return actions.change_member(member, form.changes, actor=request.user, version=form.base_version)

    return saved(request, form, save, partial(_member_page, request, member.group, member), "Person saved")


def _member_page(request, group, member, *, form, conflict=None, current=None, status):
    context = {
        "group": group,
        "account": group.account,
        "member": member,
        "form": form,
        "conflict": conflict,
        "last": current and last_change(current),
    }
    return render_page(request, MEMBER, context, status=status)


@require_POST
def member_remove(request, pk):
    member = _member(request, pk)
    verb = partial(actions.remove_member, member, actor=request.user)
    return done(request, verb, member.group, f"{member} is no longer in the group")
