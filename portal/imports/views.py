from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.imports import actions
from portal.imports.download import result_lines
from portal.imports.forms import ColumnsForm, ConfirmForm, UploadForm, WordsForm
from portal.imports.models import ImportRow, ImportRun
from portal.imports.pages import RunPage, importers_for
from portal.shared.htmx import go_to, render_page

START = "portal/imports/import_start.html"
COLUMNS = "portal/imports/import_columns.html"
RUN = "portal/imports/import_detail.html"
SHOWN = 20

may_import = permission_required("portal.import_assets", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def import_start(request):
    asked = {"kind": request.GET.get("kind", "asset")}
    importers = importers_for(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, importers=importers, initial=asked)
    if form.is_valid():
        run = actions.start_run(**form.parts(), actor=request.user)
        return redirect("import-columns", run.pk)
    runs = ImportRun.objects.visible_to(request.user).for_listing()[:SHOWN]
    return render_page(request, START, {"form": form, "runs": runs}, status=422 if form.is_bound else 200)


@require_safe
@may_import
def import_detail(request, pk):
    page = RunPage(request, _run(request, pk))
    if page.run.status == ImportRun.Status.COLUMNS:
        return go_to(request, page.columns_url)
    return render_page(request, RUN, {"page": page, "run": page.run}, partial="import-run")


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def import_columns(request, pk):
    page = RunPage(request, _run(request, pk))
    if page.run.status not in actions.RESTING:
        return redirect(page.run)
    form = ColumnsForm(request.POST or None, run=page.run, importer=page.importer)
    if form.is_valid():
        verb = partial(actions.map_columns, page.run, page.importer, form.cleaned_data, actor=request.user)
        return _done(request, page.run, verb)
    context = {"page": page, "run": page.run, "form": form}
    return render_page(request, COLUMNS, context, status=422 if form.is_bound else 200)


@require_POST
@may_import
def import_words(request, pk):
    page = RunPage(request, _run(request, pk))
    form = WordsForm(request.POST, run=page.run, importer=page.importer)
    decided = page.create_all() if "create-all" in request.POST else form.choices()
    return _done(request, page.run, partial(actions.decide_words, page.run, decided, actor=request.user))


@require_POST
@may_import
def import_confirm(request, pk):
    run = _run(request, pk)
    form = ConfirmForm(request.POST)
    skip_bad = form.is_valid() and form.cleaned_data["skip_bad"]
    return _done(request, run, partial(actions.confirm_run, run, skip_bad=skip_bad, actor=request.user))


@require_POST
@may_import
def import_restart(request, pk):
    run = _run(request, pk)
    return _done(request, run, partial(actions.restart_run, run, actor=request.user))


@require_POST
@may_import
def import_discard(request, pk):
    run = _run(request, pk)
    try:
        actions.discard_run(run, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
        return redirect(run)
    messages.success(request, f"“{run}” was discarded. What it imported stays.")
    return redirect("import-start")


@require_POST
@may_import
def import_undo(request, pk):
    """Take back what it imported; what stands in the way is listed on its page."""
    run = _run(request, pk)
    try:
        problems = actions.undo_run(run, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return go_to(request, run)
    if problems:
        page = RunPage(request, run, problems)
        return render_page(request, RUN, {"page": page, "run": run}, status=409)
    messages.success(request, f"“{run}” was undone. New words stay in the vocabularies.")
    return go_to(request, run)


@require_safe
@may_import
def import_result(request, pk):
    run = _run(request, pk)
    rows = ImportRow.objects.visible_to(request.user).of_run(run)
    rows = rows.with_messages() if request.GET.get("show") == "problems" else rows
    lines = result_lines(rows, actions.table_of(run), run.unmatched)
    name = f"import-{run.pk}-result.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _run(request, pk):
    return get_object_or_404(ImportRun.objects.visible_to(request.user).for_page(), pk=pk)


def _done(request, run, verb):
    """Do the verb and show the run; a refusal stands above it."""
    try:
        verb()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return go_to(request, run)
