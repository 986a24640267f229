"""Pages of saved views: save, rename, update, remove, and the counts in the navigation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.saved_views import actions
from portal.saved_views.forms import ChangeViewForm, NewViewForm, UpdateQueryForm
from portal.saved_views.models import SavedView
from portal.saved_views.shelf import counted, in_words, views_of
from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to, render_page

FORM = "portal/saved_views/view_form.html"
LIST = "portal/saved_views/view_list.html"
NAV = "portal/saved_views/nav_views.html"


@require_safe
def view_list(request):
    """Every view that the person sees, in words."""
    views = views_of(request)
    words = in_words(views, request.user)
    shown = [(view, words[view.pk], view.may_be_changed_by(request.user)) for view in views]
    return render_page(request, LIST, {"views": shown})


def view_save(request):
    """Save a list's filters under a name."""
    form = NewViewForm(request.POST or None, initial=request.GET.dict(), user=request.user)
    if form.is_valid():
        try:
            return go_to(request, actions.save_view(form.values, actor=request.user))
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render_page(request, FORM, {"form": form}, status=422 if form.is_bound else 200)


def view_edit(request, pk):
    """Rename a view or change who sees it."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user).changeable_by(request.user), pk=pk)
    form = ChangeViewForm(request.POST or None, initial=_initial(view), user=request.user)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            return go_to(request, actions.change_view(view, form.values, actor=request.user, version=version))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except StaleRecord as stale:
            form, status = _again(form, stale, request.user), 409
    context = {"form": form, "view": view, "sentence": in_words([view], request.user)[view.pk]}
    return render_page(request, FORM, context, status=status)


def _initial(view):
    return {"name": view.name, "everyone": view.visibility == "everyone", "version": view.version}


def _again(form, stale, user):
    """The form with what was typed and the version that is current now."""
    values = form.data.dict() | {"version": stale.record.version}
    again = ChangeViewForm(values, user=user)
    again.add_error(None, f"Somebody else changed this view; it is named “{stale.record.name}” now.")
    return again


@require_POST
def view_update(request, pk):
    """Give a view the filters that its list has now."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user).changeable_by(request.user), pk=pk)
    form = UpdateQueryForm(request.POST)
    try:
        if form.is_valid():
            values = form.cleaned_data
            actions.change_view(
                view, {"query": values["query"]}, actor=request.user, version=values["version"]
            )
            messages.success(request, f"“{view.name}” now shows these filters.")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    except StaleRecord:
        messages.error(
            request, "Somebody else changed this view meanwhile. Look at it again, then update it."
        )
    view.refresh_from_db()
    return redirect(view)


@require_POST
def view_delete(request, pk):
    """Forget a view."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user).changeable_by(request.user), pk=pk)
    actions.remove_view(view, actor=request.user)
    messages.success(request, f"The view “{view.name}” is gone.")
    return redirect("view-list")


@require_safe
def view_counts(request):
    """The navigation's views with how many results each has now."""
    return render(request, NAV, {"nav_views": counted(request)})
