"""Pages of the synonyms: everyone signed in may look, who may change synonyms edits."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.search import actions
from content.search.forms import SynonymForm
from content.search.models import Synonym
from portal.activity.history import last_change
from portal.editing.answers import done, saved
from portal.shared.htmx import render_page

LIST = "content/search/synonym_list.html"
FORM = "content/search/synonym_form.html"
may_change = permission_required("content.change_synonym", raise_exception=True)


@require_safe
def synonym_list(request):
    return render_page(request, LIST, {"groups": Synonym.objects.visible_to(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def synonym_new(request):
    form = SynonymForm(_posted(request))

    def save():
        actions.add_synonym(form.values["terms"], actor=request.user)
        return reverse("content:synonym-list")

    return saved(request, form, save, lambda **context: _form_page(request, None, **context), "Added.")


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def synonym_edit(request, pk):
    group = _group(request, pk)
    form = SynonymForm(_posted(request), instance=group)

    def save():
        terms = form.changes["terms"]
        actions.change_synonym(group, terms, actor=request.user, version=form.base_version)
        return reverse("content:synonym-list")

    return saved(request, form, save, lambda **context: _form_page(request, group, **context), "Saved.")


@require_POST
@may_change
def synonym_remove(request, pk):
    group = _group(request, pk)

    def verb(version):
        actions.remove_synonym(group, actor=request.user, version=version)

    return done(request, verb, reverse("content:synonym-list"), f"Removed “{group}”.")


def _form_page(request, group, *, form, status, conflict=None, current=None):
    last = current and last_change(current)
    context = {"form": form, "group": group, "conflict": conflict, "last": last}
    return render_page(request, FORM, context, status=status)


def _group(request, pk):
    return get_object_or_404(Synonym.objects.visible_to(request.user), pk=pk)


def _posted(request):
    return request.POST if request.method == "POST" else None
