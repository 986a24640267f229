"""What a page answers when its form is sent: saved, refused, or changed by somebody else meanwhile."""

from django.contrib import messages
from django.core.exceptions import ValidationError

from portal.shared.changes import StaleRecord
from portal.shared.htmx import go_to

CHANGED = "Somebody changed this in the meantime. Look at it again before you decide."


def saved(request, form, save, show, words):
    """Save a valid form and leave for what `save()` answers; else `show` the page again.

    show: takes `form`, `status` and, after a conflict, `conflict` (rows for components/conflict.html) and
    `current` (the record as it is now). words: what a toast says when it is saved.
    """
    if form.is_valid():
        try:
            target = save()
        except StaleRecord as stale:
            rows = form.conflict_with(stale.record)
            return show(form=form, conflict=rows, current=stale.record, status=409)
        except ValidationError as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, words)
            return go_to(request, target)
    return show(form=form, status=422 if form.is_bound else 200)


def refuse_form(form, refusal):
    """Write an action's refusal to the fields it names; what the form does not have goes above it."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))


def done(request, verb, target, words):
    """Do `verb(version=…)` for the version that the page showed, and leave for `target` with what came of it."""
    try:
        verb(version=int(request.POST.get("version", "")))
    except (StaleRecord, ValueError):
        messages.error(request, CHANGED)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, words)
    return go_to(request, target)
