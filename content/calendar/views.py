"""Pages of the calendar: a month, a list, one piece; plan, change, move, call off."""

from copy import copy
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.calendar import actions, rules
from content.calendar.filters import EntryFilter
from content.calendar.forms import EntryForm, MoveForm
from content.calendar.models import CalendarEntry, EditorialBoard
from content.calendar.pages import CHANGE, EntryPage, MonthPage, Piece, month_url
from portal.activity.history import last_change
from portal.editing.answers import done, saved
from portal.shared.htmx import render_page

MONTH = "content/calendar/month.html"
LIST = "content/calendar/entry_list.html"
NEW = "content/calendar/entry_new.html"
DETAIL = "content/calendar/entry_detail.html"
MOVE = "content/calendar/entry_move.html"

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _board(request):
    if board := EditorialBoard.objects.visible_to(request.user).main():
        return board
    raise Http404("There is no board yet.")


def _page(request, pk):
    entry = get_object_or_404(CalendarEntry.objects.visible_to(request.user).for_reading(), pk=pk)
    return EntryPage(entry, entry.board.today(), request.user)


@require_safe
def calendar_month(request):
    board = _board(request)
    asked = request.GET.get("month", "")
    month = rules.read_month(asked, board.week_start)
    shown = month or rules.month_of(board.today(), board.week_start)
    context = {"page": MonthPage(board, shown, request.user), "unknown": asked if not month else ""}
    return render_page(request, MONTH, context)


@require_safe
def entry_list(request):
    board = _board(request)
    entries = CalendarEntry.objects.visible_to(request.user).of_board(board).for_listing().by_day()
    found = EntryFilter(request.GET, queryset=entries, request=request)
    page = Paginator(found.qs, 25).get_page(request.GET.get("page"))
    pieces = [Piece(entry, board.today(), request.user) for entry in page]
    context = {"filter": found, "page": page, "pieces": pieces}
    return render_page(request, LIST, context, partial="entry-table")


@form_page
@permission_required("content.add_calendarentry", raise_exception=True)
def entry_new(request):
    board = _board(request)
    plans = request.user.has_perm(CHANGE)
    asked = {
        "publish_on": rules.read_day(request.GET.get("on", "")),
        "owner": request.user,
        "status": rules.PLANNED if plans else rules.IDEA,
    }
    form = EntryForm(request.POST or None, viewer=request.user, board=board, initial=asked)

    def save():
        entry = actions.create_entry({"board": board} | form.values, actor=request.user)
        return month_url(entry.publish_on)

    def show(*, form, status):
        return render_page(request, NEW, {"form": form, "plans": plans}, status=status)

    return saved(request, form, save, show, "Piece added to the calendar")


@form_page
def entry_detail(request, pk):
    page = _page(request, pk)
    if request.method == "POST" and not page.may_change:
        raise PermissionDenied
    # A form writes to its instance even when it is invalid; the page goes on showing what is stored.
    entry = copy(page.entry)
    form = EntryForm(request.POST or None, instance=entry, viewer=request.user, board=entry.board)

    def save():
        changed = actions.change_entry(
            page.entry, form.changes, actor=request.user, version=form.base_version
        )
        return month_url(changed.publish_on)

    return saved(request, form, save, partial(_shown, request, DETAIL, page), "Piece saved")


@form_page
def entry_move(request, pk):
    page = _page(request, pk)
    if not page.may_move:
        raise PermissionDenied
    form = MoveForm(request.POST or None, instance=copy(page.entry))

    def save():
        day = form.changes.get("publish_on", page.entry.publish_on)
        entry = actions.move_entry(page.entry, day, actor=request.user, version=form.base_version)
        return month_url(entry.publish_on)

    return saved(request, form, save, partial(_shown, request, MOVE, page), "Piece moved")


def _shown(request, template, page, *, form, conflict=None, current=None, status):
    last = current and last_change(current)
    context = {"page": page, "form": form, "conflict": conflict, "last": last}
    return render_page(request, template, context, status=status)


@require_POST
def entry_cancel(request, pk):
    page = _page(request, pk)
    if not page.may_change:
        raise PermissionDenied
    verb = partial(actions.cancel_entry, page.entry, actor=request.user)
    return done(request, verb, page.entry, "Piece called off")


@require_POST
@permission_required(CHANGE, raise_exception=True)
def entry_reopen(request, pk):
    page = _page(request, pk)
    verb = partial(actions.reopen_entry, page.entry, actor=request.user)
    return done(request, verb, page.entry, "Piece is an idea again")
