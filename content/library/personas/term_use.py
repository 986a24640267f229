"""How persona pages use terms: each is about a persona and needs formats; both follow a merge."""

from content.library.personas.actions import hand_to, need_instead
from content.library.personas.models import PersonaPage


class PersonaPageTerms:
    """A `registry.term_uses` entry."""

    def count(self, term):
        number = _using(term).count()
        pages = f"{number} persona page{'' if number == 1 else 's'}"
        if term.vocabulary() == "persona" and number:
            pages += f" (where both have one, the history keeps the text of “{term}”)"
        return pages, number

    def switch(self, term, successor, *, actor):
        if term.vocabulary() == "persona":
            # An empty page goes with its persona.
            for page in _using(term):
                hand_to(page, successor, actor=actor)
        elif term.vocabulary() == "format":
            for page in _using(term):
                need_instead(page, term, successor, actor=actor)

    def renamed(self, term, *, actor):
        """Nothing is copied from a term, so nothing follows its label."""


def _using(term):
    pages = PersonaPage.objects
    if term.vocabulary() == "persona":
        return pages.about(term).with_something()
    return pages.needing(term) if term.vocabulary() == "format" else pages.none()
