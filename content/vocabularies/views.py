"""Pages of the vocabularies. Everyone signed in may look; who may change terms adds, edits, merges, removes."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.vocabularies import actions
from content.vocabularies.forms import MergeForm, form_for
from content.vocabularies.labels import labels
from content.vocabularies.listing import ORDERS, rows_of
from content.vocabularies.models import VOCABULARIES, Tag
from content.vocabularies.wording import FIELD_LABELS, WORDS
from portal.activity.history import history_of, last_change
from portal.editing.answers import done, saved
from portal.shared.htmx import go_to, render_page

INDEX = "content/vocabularies/vocabulary_list.html"
LIST = "content/vocabularies/term_list.html"
FORM = "content/vocabularies/term_form.html"
MERGE = "content/vocabularies/term_merge.html"
PAGE_SIZE = 100
HISTORY_LINES = 20
may_change = permission_required("content.change_term", raise_exception=True)


@require_safe
def vocabulary_list(request):
    terms = labels()
    numbers = {name: len(terms.by_slug[name]) for name in WORDS}
    if not request.user.has_perm("content.change_asset"):
        numbers["tag"] = Tag.objects.visible_to(request.user).count()
    shelves = [(words, numbers[name]) for name, words in WORDS.items()]
    return render_page(request, INDEX, {"shelves": shelves})


@require_safe
def term_list(request, vocabulary):
    order = request.GET.get("sort", "")
    words = " ".join(request.GET.get("q", "").split())[:120]
    rows = rows_of(vocabulary, request.user, words=words, order=order if order in ORDERS else "")
    context = {
        "words": WORDS[vocabulary],
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": words,
        "orders": ORDERS,
        "order": order,
    }
    return render_page(request, LIST, context, partial="term-table")


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def term_new(request, vocabulary):
    form = form_for(vocabulary, adding=True)(request.POST if request.method == "POST" else None)

    def save():
        actions.add_term(vocabulary, form.values, actor=request.user)
        return reverse("content:term-list", args=[vocabulary])

    def show(**context):
        status = context.pop("status")
        return render_page(
            request, FORM, context | {"words": WORDS[vocabulary], "conflict": None}, status=status
        )

    return saved(request, form, save, show, "Added.")


@require_http_methods(["GET", "HEAD", "POST"])
def term_edit(request, vocabulary, slug):
    """One term: its words, where it is used, what happened to it. Who may change terms finds a form here.

    The address of a term that was merged leads to the one that stayed.
    """
    terms = VOCABULARIES[vocabulary].objects.visible_to(request.user)
    term = terms.with_slug(slug).first()
    if term is None:
        stayed = labels().match(vocabulary, slug)
        return go_to(request, get_object_or_404(terms, slug=stayed.slug if stayed else ""))
    if request.method == "POST":
        return _change(request, term)
    return _term_page(
        request, term, form=_form(term) if request.user.has_perm("content.change_term") else None
    )


@may_change
def _change(request, term):
    form = _form(term, request.POST)

    def save():
        actions.change_term(term, form.changes, actor=request.user, version=form.base_version)
        return term

    return saved(request, form, save, lambda **context: _term_page(request, term, **context), "Saved.")


def _form(term, data=None):
    # A form writes what is typed into its own copy; the page's heading keeps the saved word.
    return form_for(term.vocabulary())(data, instance=type(term).objects.get(pk=term.pk))


def _term_page(request, term, *, form, status=200, conflict=None, current=None):
    context = {
        "words": WORDS[term.vocabulary()],
        "term": term,
        "form": form,
        "conflict": conflict,
        "last": current and last_change(current),
        "aliases": actions.aliases_of(term),
        "uses": [use for use in actions.uses_of(term) if use[1]] if form else [],
        "assets_url": f"{reverse('content:asset-list')}?{term.vocabulary()}={term.slug}",
        "others": _others(term),
        "history": history_of(term, limit=HISTORY_LINES, labels=FIELD_LABELS),
    }
    return render_page(request, FORM, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def term_merge(request, vocabulary, slug):
    """What a merge would change, and the merge itself."""
    term = _term(request, vocabulary, slug)
    form = MergeForm(request.POST if request.method == "POST" else request.GET or None, term=term)
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data["into"]
        return done(
            request,
            lambda version: actions.merge_term(term, successor, actor=request.user, version=version),
            successor,
            f"“{term}” is now “{successor}”.",
        )
    context = {
        "words": WORDS[vocabulary],
        "term": term,
        "form": form,
        "successor": form.cleaned_data["into"] if form.is_valid() else None,
        "uses": [use for use in actions.uses_of(term) if use[1]],
        "kept": [term.label, *actions.aliases_of(term)],
        "others": _others(term),
    }
    return render_page(request, MERGE, context, status=422 if form.errors else 200)


@require_POST
@may_change
def term_remove(request, vocabulary, slug):
    term = _term(request, vocabulary, slug)
    done(
        request,
        lambda version: actions.remove_term(term, actor=request.user, version=version),
        term,
        f"Removed “{term}”.",
    )
    gone = not VOCABULARIES[vocabulary].objects.visible_to(request.user).with_slug(slug).exists()
    return go_to(request, reverse("content:term-list", args=[vocabulary]) if gone else term)


def _term(request, vocabulary, slug):
    terms = VOCABULARIES[vocabulary].objects.visible_to(request.user)
    return get_object_or_404(terms, slug=slug)


def _others(term):
    """The other terms of its vocabulary, for the list to choose a successor from."""
    return [entry for entry in labels().entries(term.vocabulary()) if entry.id != term.pk]
