"""What the forms of this feature have in common: saved, refused, or changed by somebody else meanwhile."""

from django.contrib import messages
from django.core.exceptions import ValidationError

from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to


def saved(request, form, save, show, words):
    """Save a valid form and leave for what `save()` answers; else `show` the page again.

    show: takes `form`, `status` and, after a conflict, `conflict` (rows for components/conflict.html).
    """
    if form.is_valid():
        try:
            target = save()
        except StaleRecord as stale:
            return show(form=form, conflict=form.conflict_with(stale.record), status=409)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, words)
            return go_to(request, target)
    return show(form=form, status=422 if form.is_bound else 200)


def done(request, verb, record, show, words):
    """Do `verb(version=…)` for the version that the page showed and leave for `record`; else `show` why not."""
    try:
        verb(version=int(request.POST.get("version", "")))
    except (StaleRecord, ValueError):
        refusal = "Somebody changed this in the meantime. Look at it again before you decide."
        return show(refusal=refusal, status=409)
    except ValidationError as refused:
        return show(refusal=" ".join(refused.messages), status=409)
    messages.success(request, words)
    return go_to(request, record)
