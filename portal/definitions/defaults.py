"""The first version of every definition, and a new one where the portal itself now counts or says otherwise."""

from django.db import connections

from portal.definitions.models import DefinitionVersion
from portal.shared.dates import today
from portal.shared.registry import registry


def install_defaults(using="default", **kwargs):
    """Write what features registered; what an editor worded keeps its text. Safe to run again."""
    if DefinitionVersion._meta.db_table not in connections[using].introspection.table_names():
        return
    versions = DefinitionVersion.objects.using(using)
    newest = {version.key: version for version in versions.newest()}
    worded = set(versions.by_people().values_list("key", flat=True))
    fresh = [_next(key, known, newest.get(key), key in worded) for key, known in registry.definitions.items()]
    versions.bulk_create([version for version in fresh if version])


def _next(key, known, last, worded):
    """The version that follows `last` (None for none yet), or None when that still says what is true.

    worded: whether an editor chose the text.
    """
    text = last.text if worded else known.text
    if last and (last.text, last.formula) == (text, known.formula):
        return None
    number = last.number + 1 if last else 1
    return DefinitionVersion(key=key, number=number, text=text, formula=known.formula, effective_on=today())
