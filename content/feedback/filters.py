"""What a list of requests is narrowed to."""

from django.http import Http404

from content.vocabularies.labels import labels


def persona_of(params):
    """The persona that `persona=<slug>` names (a vocabulary's entry); None without the parameter.

    Raises Http404 for one that there is not: every request would be the wrong answer, and none would be too.
    """
    slug = params.get("persona")
    if not slug:
        return None
    if entry := labels().match("persona", slug):
        return entry
    raise Http404("There is no such persona.")
