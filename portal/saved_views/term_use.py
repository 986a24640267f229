"""How saved views and default scopes use vocabulary terms: a merge rewrites them, so that no list grows wider."""

from portal.activity.actions import line, record_many
from portal.saved_views import rules
from portal.saved_views.models import SavedView
from portal.users.models import User


class SavedViewTerms:
    """A `registry.term_uses` entry; a term is anything with `vocabulary()` and `slug`."""

    def count(self, term):
        number = len(_using(term))
        return f"{number} saved view{'' if number == 1 else 's'}", number

    def switch(self, term, successor, *, actor):
        lines = []
        for view in _using(term):
            old = view.query
            view.query = rules.rewritten(old, term.vocabulary(), term.slug, successor.slug)
            view.version += 1
            lines.append(
                line("changed", view, actor=actor, changes={"query": [old, view.query]}, via="merge")
            )
            view.save(update_fields=["query", "version"])
        record_many(lines)
        for user in User.objects.with_scope_naming(term.slug):
            user.default_scope = rules.rewritten(
                user.default_scope, term.vocabulary(), term.slug, successor.slug
            )
            user.save(update_fields=["default_scope"])

    def renamed(self, term, *, actor):
        """Views name terms by slug, and the slug stays."""


def _using(term):
    views = SavedView.objects.naming(term.slug)
    return [view for view in views if rules.mentions(view.query, term.vocabulary(), term.slug)]
