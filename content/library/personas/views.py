"""Persona pages: everyone reads, sales and marketing write and sign them together."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.library.personas import actions
from content.library.personas.forms import PersonaPageForm
from content.library.personas.models import PersonaPage
from content.library.personas.pages import PersonaView, rows_of
from content.vocabularies.labels import labels
from portal.activity.history import last_change
from portal.editing.answers import done, saved
from portal.shared.htmx import go_to, render_page

LIST = "content/library/personas/persona_list.html"
DETAIL = "content/library/personas/persona_page.html"
FORM = "content/library/personas/persona_form.html"


@require_safe
def persona_list(request):
    return render_page(request, LIST, {"rows": rows_of(request.user)})


@require_safe
def persona_page(request, slug):
    """One persona; another spelling of it, such as a term that was merged into it, leads there."""
    entry = labels().match("persona", slug)
    if entry and entry.slug != slug:
        return go_to(request, reverse("content:persona-page", args=[entry.slug]))
    return render_page(request, DETAIL, {"view": PersonaView(slug, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("content.change_personapage", raise_exception=True)
def persona_edit(request, slug):
    """Write a persona's page, the first time too; nobody has signed what is saved."""
    view = PersonaView(slug, request.user)
    if not view.may_write:
        raise PermissionDenied
    form = PersonaPageForm(request.POST if request.method == "POST" else None, instance=_copy(view))

    def save():
        actions.write_page(view.persona, form.written, actor=request.user, version=form.base_version)
        return reverse("content:persona-page", args=[slug])

    def show(*, status, conflict=None, current=None, **context):
        context |= {"view": view, "conflict": conflict, "last": current and last_change(current)}
        return render_page(request, FORM, context, status=status)

    return saved(request, form, save, show, "Saved. Sales and marketing sign it now.")


def _copy(view):
    """A page of the form's own: it writes into it what is typed."""
    page = PersonaPage.objects.visible_to(view.user).about(view.persona).for_reading().first()
    return page or PersonaPage(persona=view.persona, version=0)


@require_POST
@permission_required("portal.add_signature", raise_exception=True)
def persona_sign(request, slug):
    view = PersonaView(slug, request.user)
    if view.page is None:
        raise PermissionDenied

    def sign(version):
        actions.sign_page(view.page, actor=request.user, version=version)

    return done(request, sign, reverse("content:persona-page", args=[slug]), f"You signed “{view.persona}”.")
