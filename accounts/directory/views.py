"""Pages that change an account, its team and the people we know there."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from accounts.directory import actions, forms, rules
from accounts.directory.models import Account, AccountTeamMember, Contact
from portal.activity.history import last_change
from portal.editing.answers import saved
from portal.shared.htmx import go_to, render_page

ACCOUNT = "accounts/directory/account_form.html"
CONTACT = "accounts/directory/contact_form.html"
ANY_ACCOUNT = "accounts.change_any_buyinggroup"

form_page = require_http_methods(["GET", "HEAD", "POST"])
add_only = permission_required("accounts.add_account", raise_exception=True)
change_only = permission_required("accounts.change_account", raise_exception=True)


@form_page
@add_only
def account_new(request):
    form = forms.AccountForm(request.POST or None, initial=_own_seat(request.user))
    show = partial(_account_page, request, None)
    return saved(
        request, form, lambda: actions.add_account(form.values, actor=request.user), show, "Account added"
    )


def _own_seat(user):
    """Whoever adds an account is likely to own it on their side."""
    field = {"sales": "sales_owner", "marketing": "marketing_owner"}.get(user.side)
    return {field: user} if field else {}


@form_page
@change_only
def account_edit(request, pk):
    account = get_object_or_404(Account.objects.visible_to(request.user).for_listing(), pk=pk)
    form = forms.AccountForm(request.POST or None, instance=account)

    def save():
        return actions.change_account(account, form.changes, actor=request.user, version=form.base_version)

    return saved(request, form, save, partial(_account_page, request, account), "Account saved")


def _account_page(request, account, *, form, conflict=None, current=None, status):
    context = {
        "account": account,
        "form": form,
        "conflict": conflict,
        "last": current and last_change(current),
    }
    return render_page(request, ACCOUNT, context, status=status)


@require_POST
@change_only
def team_add(request, pk):
    account = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    form = forms.TeamForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a person and a role.")
        return go_to(request, account)
    try:
        actions.add_to_team(account, **form.cleaned_data, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{form.cleaned_data['user']} is in the team")
    return go_to(request, account)


@require_POST
@change_only
def team_remove(request, pk):
    member = get_object_or_404(AccountTeamMember.objects.visible_to(request.user).for_reading(), pk=pk)
    actions.remove_from_team(member, actor=request.user)
    messages.success(request, f"{member.user} left the team")
    return go_to(request, member.account)


@form_page
def contact_edit(request, pk):
    contact = get_object_or_404(Contact.objects.visible_to(request.user).for_reading(), pk=pk)
    team_ids = {member.user_id for account in contact.accounts for member in account.team.all()}
    if rules.team_problem(request.user.pk, team_ids, request.user.has_perm(ANY_ACCOUNT)):
        raise PermissionDenied
    form = forms.ContactForm(request.POST or None, instance=contact)
    account = contact.accounts[0]

    def save():
        actions.change_contact(contact, form.changes, actor=request.user, version=form.base_version)
        return account

    return saved(request, form, save, partial(_contact_page, request, contact, account), "Person saved")


def _contact_page(request, contact, account, *, form, conflict=None, current=None, status):
    context = {
        "contact": contact,
        "account": account,
        "form": form,
        "conflict": conflict,
        "last": current and last_change(current),
    }
    return render_page(request, CONTACT, context, status=status)
