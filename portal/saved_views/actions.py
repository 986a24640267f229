"""Save, change and remove views; follow a value that gets another name."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.activity.actions import record
from portal.saved_views import rules
from portal.saved_views.models import SavedView
from portal.shared.changes import apply_changes, refuse

SHARE = "portal.share_savedview"


@transaction.atomic
def save_view(values, *, actor):
    """Keep a list's query {kind, name, query, visibility} under a name. Raises ValidationError."""
    _refuse_sharing(values, actor)
    taken = SavedView.objects.by(actor).of_list(values["kind"]).names()
    refuse(rules.saving_problem(values["name"], values["query"], taken))
    view = SavedView(owner=actor, **values)
    view.full_clean()
    view.save()
    record("saved", view, actor=actor)
    return view


@transaction.atomic
def change_view(view, changes, *, actor, version):
    """Rename a view, show it to others or give it another query. Raises StaleRecord or ValidationError."""
    _refuse_sharing(changes, actor)
    others = SavedView.objects.by(view.owner).of_list(view.kind).but(view)
    wanted = {"name": view.name, "query": view.query} | changes
    refuse(rules.saving_problem(wanted["name"], wanted["query"], others.names()))
    moved = apply_changes(view, changes, version=version)
    if moved:
        record("changed", view, actor=actor, changes=moved)
    return view


@transaction.atomic
def remove_view(view, *, actor):
    """Forget a view; the list that it named stays reachable by its filters."""
    record("removed", view, actor=actor, changes={"name": [view.name, None], "query": [view.query, None]})
    view.delete()


def _refuse_sharing(values, actor):
    if values.get("visibility") == SavedView.Visibility.EVERYONE and not actor.has_perm(SHARE):
        raise PermissionDenied
