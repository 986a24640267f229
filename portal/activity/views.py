import csv

from django.contrib.auth.decorators import permission_required
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.activity import audit
from portal.activity.forms import AuditForm
from portal.editing.cells import guarded
from portal.shared.htmx import render_page

LIST = "portal/activity/audit.html"
PAGE_SIZE = 50
MOST_LINES = 100_000
HEADER = ("at", "person", "e-mail", "verb", "kind", "record", "id", "changes", "via")

may_view_audit = permission_required("portal.view_audit", raise_exception=True)


@require_safe
@may_view_audit
def audit_list(request):
    form = _form(request)
    before = request.GET.get("before", "")
    try:
        events, more = audit.read(request.user, form.wanted, before=before, limit=PAGE_SIZE)
    except ValueError:
        before = ""
        events, more = audit.read(request.user, form.wanted, limit=PAGE_SIZE)
    context = {"form": form, "events": events, "more": more, "before": before}
    return render_page(request, LIST, context)


@require_safe
@may_view_audit
def audit_file(request):
    """The same events as CSV, up to a hundred thousand."""
    form = _form(request)
    events = audit.read_all(request.user, form.wanted, most=MOST_LINES)
    headers = {"Content-Disposition": f'attachment; filename="audit-{timezone.localdate()}.csv"'}
    return StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8", headers=headers)


def _form(request):
    kinds, verbs = audit.words_in_use(request.user)
    return AuditForm(request.GET, viewer=request.user, kinds=kinds, verbs=verbs)


class _Line:
    """What csv.writer writes to; it hands each line on."""

    def write(self, text):
        return text


def _lines(events):
    # Quoted throughout, and with the mark by which spreadsheets recognise UTF-8.
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield ("\ufeff" + writer.writerow(HEADER)).encode()
    for event in events:
        person, address = (event.person.name, event.person.email) if event.person else ("", "")
        changes = "; ".join(f"{one.label}: {one.old} > {one.new}" for one in event.changes)
        named = (event.verb, event.kind, event.label, str(event.object_id), changes, event.via)
        cells = (event.at.isoformat(), person, address, *named)
        yield writer.writerow([guarded(cell) for cell in cells]).encode()
