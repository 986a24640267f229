"""How requests use vocabulary terms: stage and persona, counted and switched on a merge."""

from django.db.models import F

from content.feedback.models import ContentRequest

FIELDS = ("stage", "persona")


class RequestTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _using(term).count()
        return f"{number} request{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        if term.vocabulary() in FIELDS:
            _using(term).update(**{term.vocabulary(): successor}, version=F("version") + 1)

    def renamed(self, term, *, actor):
        """Requests show the term by its current label."""


def _using(term):
    name = term.vocabulary()
    return ContentRequest.objects.about_term(name, term) if name in FIELDS else ContentRequest.objects.none()
