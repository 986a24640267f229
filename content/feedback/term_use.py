"""How requests and feedback use vocabulary terms: stage and persona, counted and switched on a merge."""

from django.db.models import F

from content.feedback.models import ContentRequest, Feedback

FIELDS = ("stage", "persona")


class RequestTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _requests(term).count()
        return f"{number} request{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        if term.vocabulary() in FIELDS:
            _requests(term).update(**{term.vocabulary(): successor}, version=F("version") + 1)

    def renamed(self, term, *, actor):
        """Requests show the term by its current label."""


class FeedbackTerms:
    """The same for what the field says, which knows the stage only."""

    def count(self, term):
        number = _said(term).count()
        return f"{number} piece{'' if number == 1 else 's'} of feedback", number

    def switch(self, term, successor, *, actor):
        if term.vocabulary() == "stage":
            _said(term).update(stage=successor, version=F("version") + 1)

    def renamed(self, term, *, actor):
        """Feedback shows the term by its current label."""


def _requests(term):
    name = term.vocabulary()
    return ContentRequest.objects.about_term(name, term) if name in FIELDS else ContentRequest.objects.none()


def _said(term):
    return Feedback.objects.at_stage(term) if term.vocabulary() == "stage" else Feedback.objects.none()
