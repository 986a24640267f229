"""What words and figures mean: everyone reads, editors word anew, sales and marketing sign."""

from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.activity.history import last_change
from portal.definitions import actions
from portal.definitions.forms import DefinitionForm
from portal.definitions.pages import Book, DefinitionPage
from portal.editing.answers import done, saved
from portal.shared.htmx import render_page

LIST = "portal/definitions/definition_list.html"
DETAIL = "portal/definitions/definition_detail.html"
FORM = "portal/definitions/definition_form.html"


@require_safe
def definition_list(request):
    book = Book(request.user, request.GET.get("q", ""), request.GET.get("state", ""))
    return render_page(request, LIST, {"book": book}, partial="definition-table")


@require_safe
def definition_detail(request, key):
    return render_page(request, DETAIL, {"page": DefinitionPage(key, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("portal.change_definitionversion", raise_exception=True)
def definition_edit(request, key):
    """Word a definition anew: a version that nobody has signed."""
    page = DefinitionPage(key, request.user)
    data = request.POST if request.method == "POST" else None
    # The form writes what is typed into its own copy; the page keeps the saved words.
    form = DefinitionForm(data, instance=DefinitionPage(key, request.user).now)

    def save():
        return actions.word(page.now, form.changes, actor=request.user, version=form.base_version)

    def show(*, status, conflict=None, current=None, **context):
        context |= {"page": page, "conflict": conflict, "last": current and last_change(current)}
        return render_page(request, FORM, context, status=status)

    return saved(request, form, save, show, "Saved as a new version. Sales and marketing sign it now.")


@require_POST
@permission_required("portal.add_signature", raise_exception=True)
def definition_sign(request, key):
    page = DefinitionPage(key, request.user)

    def sign(version):
        actions.sign_definition(page.now, actor=request.user, version=version)

    return done(request, sign, reverse("definition", args=[key]), f"You signed “{page.known.label}”.")
