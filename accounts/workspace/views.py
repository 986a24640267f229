"""The list of accounts and the account page."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.buying_groups.board import boards_of
from accounts.directory.filters import AccountFilter
from accounts.directory.models import Account
from accounts.workspace.pages import AccountPage, AccountRow, headings, tier_counts
from portal.shared.htmx import render_page

LIST = "accounts/workspace/account_list.html"
DETAIL = "accounts/workspace/account_detail.html"


@require_safe
def account_list(request):
    accounts = Account.objects.visible_to(request.user)
    found = AccountFilter(request.GET, queryset=accounts.for_listing(), request=request)
    page = Paginator(found.qs, 25).get_page(request.GET.get("page"))
    boards = boards_of(list(page), request.user)
    context = {
        "filter": found,
        "page": page,
        "rows": [AccountRow(account, boards.get(account.pk, [])) for account in page],
        "tiers": tier_counts(accounts.counted_by_tier()),
        "headings": headings(request.GET),
    }
    return render_page(request, LIST, context, partial="account-table")


@require_safe
def account_detail(request, pk):
    account = get_object_or_404(Account.objects.visible_to(request.user).for_listing(), pk=pk)
    return render_page(request, DETAIL, {"page": AccountPage(account, request.user)})
