"""Everything the library's page shows around its rows: names, words, links. Made from Found."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from content.library.asset_page import PREVIEW_LINES, AssetPage
from content.library.criteria import SIZES, VIEWS, pairs_of, write_query
from content.library.filters import list_url, read_query
from content.library.found import Found
from content.library.models import Asset
from content.library.wording import count_words, sentence_of
from content.search import engine
from content.search.log import log_search
from portal.shared.registry import panels_of

# value of `ordering`: words. "" is relevance where there are words.
ORDERS = {
    "": "Current first",
    "newest": "Newest",
    "updated": "Last changed",
    "review": "Review due",
    "title": "Title",
}
# Heading, and for those that sort: id, the ordering asked for first, and what that is called.
COLUMNS = (
    ("Title", "title", "title", "ascending"),
    ("Stage",),
    ("Format",),
    ("Personas",),
    ("Freshness", "review", "review", "ascending"),
    ("Audience",),
    ("Owner",),
    ("Changed", "updated", "updated", "descending"),
)
SYMBOLS = {"cards": ("Cards", "list"), "table": ("Table", "table-2")}


@dataclass(frozen=True)
class Link:
    """A word with an address and, for removals and "search everything", how much stands behind it."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    name: str = ""
    icon: str = ""


class ListPage(Found):
    """The library's page for one person. views: the saved views that the person sees."""

    def __init__(self, reading, answer, views):
        super().__init__(reading, answer)
        self.views = views
        if self.saved:
            self.criteria = reading.criteria = self.criteria.showing(saved=self.saved.pk)

    @cached_property
    def panels(self):
        """(template, context) of what higher features found for the words; none beside a preview, or on later pages."""
        if not self.criteria.words or self.criteria.page > 1 or "sel" in self.criteria.page_only:
            return []
        return panels_of("asset-list", self, self.reading.user)

    # What it is called

    @cached_property
    def saved(self):
        """The saved view that this page is, or was before it was changed."""
        asked = write_query(self.criteria.plain())
        same = [view for view in self.views if view.query == asked] if asked else []
        named = [view for view in self.views if str(view.pk) == self.criteria.page_only.get("saved")]
        return next(iter(same + named), None)

    @property
    def is_modified(self):
        return bool(self.saved) and self.saved.query != self.query_to_save

    @property
    def query_to_save(self):
        return write_query(self.criteria.plain())

    @property
    def save_url(self):
        """The page that saves these filters as a view."""
        return f"{reverse('view-save')}?{urlencode({'kind': 'assets', 'query': self.query_to_save})}"

    @property
    def may_change_view(self):
        return self.saved.may_be_changed_by(self.reading.user)

    @property
    def view_name(self):
        return self.saved.name if self.saved else ""

    @property
    def is_empty(self):
        """A library without any asset, as far as this person sees."""
        return not self.answer.total and self.criteria.is_bare and not self.reading.problems

    @property
    def announcement(self):
        return count_words(self.answer.total)

    @property
    def count_sentence(self):
        """“26–50 of 143”, or “12 results” where one page shows them all."""
        page, total = self.page, self.answer.total
        if page.paginator.num_pages == 1:
            return count_words(total)
        return f"{page.start_index():,}–{page.end_index():,} of {total:,}"

    @property
    def sentence(self):
        """What is shown in words; of words that were corrected, those that were searched."""
        words = self.answer.corrected or self.criteria.words
        return sentence_of(replace(self.criteria, words=words), self.reading.label)

    @property
    def problems(self):
        return self.reading.problems

    def note(self, opened="", place=None):
        """Note the search for marketing, after the answer. opened, place: reference and rank of what was opened."""
        asset = Asset.objects.visible_to(self.reading.user).with_reference(opened).first() if opened else None
        log_search(
            self.reading.user.pk,
            self.criteria.words,
            self.query_to_save,
            self.answer.total,
            opened_id=asset.pk if asset else None,
            rank=place if asset else None,
        )

    # Where it leads

    def url(self, criteria):
        """The address of a list; with a default scope the bare address would be another list."""
        return list_url(write_query(criteria) or ("q=" if self.reading.user.default_scope else ""))

    @property
    def self_url(self):
        return self.url(self.criteria)

    @property
    def cleared(self):
        return self.url(self.criteria.cleared().showing(saved=None))

    @property
    def everything_url(self):
        return self.url(self.criteria.only_words())

    @property
    def literal_url(self):
        return self.url(self.criteria.first_page().showing(literal="1"))

    @property
    def preview_base(self):
        query = write_query(self.criteria.showing(sel=None))
        return f"?{query}&" if query else "?"

    @property
    def closed_address(self):
        return self.url(self.criteria.showing(sel=None))

    @cached_property
    def preview(self):
        """The page of the asset that is open in the preview, or None."""
        return AssetPage(self.opened, self.reading.user, lines=PREVIEW_LINES) if self.opened else None

    @property
    def sel(self):
        return self.opened.asset.reference if self.opened else ""

    @property
    def before(self):
        """How many results stand on the pages before this one."""
        return (self.criteria.page - 1) * self.reading.page_size

    @property
    def is_table(self):
        return self.criteria.page_only.get("view") == "table"

    @property
    def layouts(self):
        now = "table" if self.is_table else "cards"
        return [
            Link(
                SYMBOLS[name][0],
                self.url(self.criteria.showing(view=name if name != VIEWS[0] else "", sel=None)),
                name == now,
                name=name,
                icon=SYMBOLS[name][1],
            )
            for name in VIEWS
        ]

    @property
    def orders(self):
        now = self.criteria.ordering
        return [
            Link(self._order_label(name), self.url(self.criteria.ordered(name)), name == now)
            for name in ORDERS
        ]

    @property
    def order_label(self):
        return self._order_label(self.criteria.ordering)

    def _order_label(self, name):
        return "Relevance" if not name and self.criteria.words else ORDERS.get(name, ORDERS[name.strip("-")])

    @property
    def columns(self):
        """Headings of the table; those with an address sort the list."""
        return [self._column(label, *sorting) for label, *sorting in COLUMNS]

    def _column(self, label, name="", first="", way=""):
        """first: the ordering that a click on the heading asks for, `way` what that is for screen readers."""
        if not name:
            return {"label": label}
        now, turned = self.criteria.ordering, first[1:] if first.startswith("-") else f"-{first}"
        other = {"ascending": "descending", "descending": "ascending"}[way]
        return {
            "label": label,
            "name": name,
            "url": self.url(self.criteria.ordered(turned if now == first else first)),
            "sort": {first: way, turned: other}.get(now, ""),
        }

    @property
    def has_sizes(self):
        """Whether another page size would show anything else."""
        return self.answer.total > SIZES[0]

    @property
    def sizes(self):
        now = self.reading.page_size
        smaller = self.criteria.first_page()
        return [
            Link(str(size), self.url(smaller.showing(size=size if size != SIZES[0] else "")), size == now)
            for size in SIZES
        ]

    # What forms keep

    @property
    def hidden_pairs(self):
        """What the form of the rail keeps beside its own boxes."""
        kept = replace(self.criteria.first_page().showing(all=None), included={}, excluded={})
        stages = ",".join(self.criteria.values("stage", True))
        return pairs_of(kept) + ([("stage!", stages)] if stages else [])

    @property
    def kept_pairs(self):
        """What a search in the top bar keeps: filters, order and layout."""
        return pairs_of(self.criteria.saying("").showing(all=None))

    # Filters that are set

    @cached_property
    def scope(self):
        """The criteria of the person's default scope, when this page stands in it; else None."""
        wanted = self.reading.user.default_scope
        if not wanted:
            return None
        scope = read_query(
            QueryDict(wanted), self.reading.user, terms=self.reading.terms, people=self.reading.people
        ).criteria
        return scope if self.criteria.holds(scope) else None

    @property
    def may_be_scope(self):
        """Whether these filters could be the person's default scope and are not yet part of it."""
        return bool(self.criteria.chosen) and not self.scope

    @property
    def scope_chip(self):
        if not self.scope:
            return None
        reading = self.reading
        labels = [chip.name for chip in reading.chips_for(self.scope.saying(""))]
        return {"labels": labels, "url": self.url(self.criteria.minus(self.scope))}

    @property
    def chips(self):
        """One for the words and each side of a facet, but for what the scope's chip says."""
        rest = self.criteria.minus(self.scope) if self.scope else self.criteria
        kept = {chip.name for chip in self.reading.chips_for(rest)}
        return [
            {
                "key": chip.key,
                "labels": chip.labels,
                "excluded": chip.excluded,
                "name": chip.name,
                "url": self.url(chip.without),
            }
            for chip in self.reading.chips_for(self.criteria)
            if chip.name in kept
        ]

    # The rail

    @property
    def stages(self):
        return [value for value in self.rail[0] if value.short]

    @property
    def unstaged(self):
        return next((value for value in self.rail[0] if not value.short), None)

    @property
    def facets(self):
        return self.rail[1]

    # Nothing found

    @cached_property
    def removals(self):
        """Up to three single removals, as links with the number of results."""
        found = engine.removals(self.reading.query, self.reading.viewer)
        return [self._removal(what, value, count) for what, value, count in found]

    def _removal(self, what, value, count):
        if what in ("words", "word"):
            gone, rest = value if what == "word" else (self.criteria.words, "")
            return Link(f"Without “{gone}”", self.url(self.criteria.saying(rest)), count=count)
        slug, excluded = self.reading.slug_and_side(what, value)
        rest = [other for other in self.criteria.values(what, excluded) if other != slug]
        label = f"{'With' if excluded else 'Without'} {self.reading.label(what, slug)}"
        return Link(label, self.url(self.criteria.with_values(what, rest, excluded)), count=count)

    @cached_property
    def everything_count(self):
        query = replace(self.reading.query, include={}, exclude={}, offset=0)
        return engine.count(query, self.reading.viewer) if self.criteria.chosen else 0
