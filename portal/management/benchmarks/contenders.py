"""Who answers the queries: our own engine, the near-limit and the plain way, each as `run(query) -> total`."""

from collections import Counter
from datetime import timedelta

from django.db.models import Q

from content.library.models import Asset
from content.search import engine
from content.search.grammar import parse
from content.search.query import AUDIENCES, FRESHNESS, Query, Viewer
from content.search.words import index_words
from portal.management.benchmarks.filling import MANY, ONE
from portal.management.benchmarks.workload import FACETS, TODAY

TOP = 20


class Ours:
    """The search engine as the pages call it, for a rep: visibility, all eleven facets, top 20, typing errors."""

    name = "tandem"

    def __init__(self, terms):
        self.terms = terms
        self.viewer = Viewer(terms.rows["owner"][-1].pk, False)

    def query(self, asked):
        include = {facet: self.terms.ids(facet, places) for facet, places in asked.include.items()}
        return Query(words=asked.words, include=include, limit=TOP)

    def run(self, asked):
        return engine.run(self.query(asked), self.viewer, TODAY).total


def freshness_of(asset):
    """Place in FRESHNESS on the workload's day."""
    if asset.status != "published":
        return FRESHNESS.index(asset.status)
    if asset.expires_on and asset.expires_on < TODAY:
        return FRESHNESS.index("expired")
    if asset.review_on < TODAY:
        return FRESHNESS.index("overdue")
    end = min(asset.review_on, asset.expires_on or asset.review_on)
    return FRESHNESS.index("due-soon" if (end - TODAY).days <= 28 else "fresh")


class Tantivy:
    """A search library of its own with aggregations: about as fast as searching gets; only to compare with.

    All words stand in one field and the title's once more in a second, so each is looked up once; how fresh an
    asset is and whether a rep may see it are stored. A chosen facet costs a pass of its own, because its counts leave
    its own choices out. A mistyped word is looked for, then what was meant is given for nothing.
    """

    name = "tantivy"

    def __init__(self, assets, me):
        import tantivy

        self.lib, self.me = tantivy, me
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="whitespace")
        builder.add_text_field("title", tokenizer_name="whitespace")
        for facet in (*FACETS, "freshness", "audience", "visible"):
            builder.add_unsigned_field(facet, indexed=True, fast=True)
        builder.add_unsigned_field("number", stored=True, fast=True)
        builder.add_unsigned_field("score", fast=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(heap_size=400_000_000, num_threads=1)
        for asset in assets:
            writer.add_document(self._document(asset))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.counting = {
            facet: {"terms": {"field": facet, "size": 1_000}} for facet in (*FACETS, "freshness", "audience")
        }

    def _document(self, asset):
        document = self.lib.Document()
        whole = " ".join([asset.title, asset.summary, *asset.points, asset.body])
        document.add_text("text", " ".join(index_words(whole)))
        document.add_text("title", " ".join(index_words(asset.title)))
        for facet, places in asset.facets.items():
            for place in places:
                document.add_unsigned(facet, place)
        document.add_unsigned("freshness", freshness_of(asset))
        document.add_unsigned("audience", AUDIENCES.index("shareable" if asset.shareable else "internal"))
        mine = asset.status == "draft" and asset.facets["owner"] == [self.me]
        document.add_unsigned("visible", int(asset.status == "published" or mine))
        document.add_unsigned("number", asset.number)
        document.add_unsigned("score", asset.published_on.toordinal())
        return document

    def run(self, asked):
        total = self._search(asked.words, asked.include)
        return self._search(asked.meant, asked.include) if not total and asked.meant else total

    def _search(self, words, include):
        base = [self._term("visible", 1), *(self._word("text", term) for term in parse(words))]
        chosen = {facet: self._any(facet, places) for facet, places in include.items()}
        found = self._all([*base, *chosen.values()])
        rank = found
        if words:
            titles = [(self.lib.Occur.Should, self._word("title", term)) for term in parse(words)]
            rank = self.lib.Query.boolean_query([(self.lib.Occur.Must, found), *titles])
        result = self.searcher.search(rank, limit=TOP, count=True, order_by_field=None if words else "score")
        self.top = [address for _, address in result.hits]
        free = {facet: counting for facet, counting in self.counting.items() if facet not in chosen}
        self.counts = self.searcher.aggregate(found, free)
        for facet in chosen:
            others = [query for name, query in chosen.items() if name != facet]
            self.counts |= self.searcher.aggregate(self._all([*base, *others]), {facet: self.counting[facet]})
        return result.count

    def _term(self, field, value):
        return self.lib.Query.term_query(self.schema, field, value, "basic")

    def _any(self, facet, places):
        return self.lib.Query.boolean_query(
            [(self.lib.Occur.Should, self._term(facet, place)) for place in places]
        )

    def _all(self, queries):
        return self.lib.Query.boolean_query([(self.lib.Occur.Must, query) for query in queries])

    def _word(self, field, term):
        if len(term.words) > 1:
            return self.lib.Query.phrase_query(self.schema, field, list(term.words))
        if term.open:
            return self.lib.Query.regex_query(self.schema, field, f"{term.words[0]}.*")
        return self.lib.Query.term_query(self.schema, field, term.words[0], "freq")


CURRENT = Q(status="published") & (Q(expires_on=None) | Q(expires_on__gte=TODAY))
SOON = TODAY + timedelta(days=28)
LATER = (Q(review_on=None) | Q(review_on__gt=SOON)) & (Q(expires_on=None) | Q(expires_on__gt=SOON))
LATE = Q(review_on__isnull=False, review_on__lt=TODAY)
FRESH = {
    "fresh": CURRENT & LATER,
    "due-soon": CURRENT & ~LATER & ~LATE,
    "overdue": CURRENT & LATE,
    "expired": Q(status="published", expires_on__lt=TODAY),
    "draft": Q(status="draft"),
    "in-review": Q(status="in_review"),
}


class PlainWay:
    """What a portal does that has no search engine: `icontains` on every text, one COUNT per facet value."""

    name = "plain way"

    def __init__(self, terms):
        self.terms = terms
        self.me = terms.rows["owner"][-1]

    def run(self, asked):
        rows = Asset.objects.visible_to(self.me).exclude(status="archived")
        for term in parse(asked.words):
            text = " ".join(term.words)
            rows = rows.filter(
                Q(title__icontains=text)
                | Q(summary__icontains=text)
                | Q(body__icontains=text)
                | Q(talking_points__text__icontains=text)
            )
        chosen = {
            facet: self._choice(facet, self.terms.ids(facet, at)) for facet, at in asked.include.items()
        }
        found = self._narrowed(rows, chosen)
        list(found.order_by("-published_on")[:TOP])
        self.counts = Counter()
        for facet in FACETS:
            within = self._narrowed(rows, {name: choice for name, choice in chosen.items() if name != facet})
            for term in self.terms.rows[facet]:
                self.counts[facet, term.pk] = within.filter(self._choice(facet, [term.pk])).distinct().count()
        for audience in AUDIENCES:
            self.counts["audience", audience] = found.filter(audience=audience).count()
        for name, choice in FRESH.items():
            self.counts["freshness", name] = found.filter(choice).count()
        return found.count()

    def _choice(self, facet, ids):
        field = facet if facet in (*ONE, "owner") else MANY[facet]
        return Q(**{f"{field}__in": ids})

    def _narrowed(self, rows, chosen):
        for choice in chosen.values():
            rows = rows.filter(choice)
        return rows.distinct()
