"""Every number of every search, against a scan of all documents in plain Python.

The count beside a value is the total if it were the only one chosen of its facet.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.search import actions, engine
from content.search.query import AUDIENCES, FACETS, FRESHNESS, Query, Viewer
from tests.factories.search import TODAY, document

TERMS = ("stage", "persona", "format", "competitor", "product", "industry", "language", "owner", "tag")
WORDS = ("cloud", "zero", "trust", "数据")
days = st.none() | st.integers(-40, 40).map(lambda number: TODAY + timedelta(days=number))
values = st.lists(st.integers(1, 4), max_size=3, unique=True).map(tuple)


@st.composite
def documents(draw, id):
    words = draw(st.lists(st.sampled_from(WORDS), max_size=3))
    return document(
        id,
        "Untitled",
        body=" ".join(words),
        facets={facet: draw(values) for facet in TERMS},
        audience=draw(st.sampled_from(AUDIENCES)),
        status=draw(
            st.sampled_from(["draft", "in_review", "published", "published", "published", "archived"])
        ),
        author_id=draw(st.integers(1, 3)),
        review_on=draw(days),
        expires_on=draw(days),
    )


def values_of(facet):
    fixed = {"freshness": FRESHNESS, "audience": AUDIENCES}
    return st.sampled_from(fixed[facet]) if facet in fixed else st.none() | st.integers(1, 5)


@st.composite
def queries(draw):
    sides = {}
    for side in ("include", "exclude"):
        facets = draw(st.lists(st.sampled_from(FACETS), max_size=3, unique=True))
        sides[side] = {
            facet: tuple(draw(st.lists(values_of(facet), min_size=1, max_size=2))) for facet in facets
        }
    return Query(
        words=draw(st.sampled_from(["", *WORDS, "-zero", "cloud -trust "])), limit=50, literal=True, **sides
    )


viewers = st.builds(Viewer, st.integers(1, 4), st.booleans())
libraries = st.integers(0, 14).flatmap(
    lambda size: st.tuples(*(documents(id * 3) for id in range(1, size + 1)))
)


def freshness_of(doc):
    if doc.status != "published":
        return doc.status.replace("_", "-")
    if doc.expires_on and doc.expires_on < TODAY:
        return "expired"
    if doc.review_on and doc.review_on < TODAY:
        return "overdue"
    ends = [day for day in (doc.review_on, doc.expires_on) if day]
    return "due-soon" if ends and min(ends) <= TODAY + timedelta(days=28) else "fresh"


def held_by(doc, facet):
    """The values that a document has of a facet."""
    if facet == "freshness":
        return {freshness_of(doc)}
    if facet == "audience":
        return {doc.audience}
    return set(doc.facets[facet]) or {None}


def may_see(doc, viewer):
    own_draft = doc.status in {"draft", "in_review"} and doc.author_id == viewer.user_id
    return viewer.sees_all or doc.status == "published" or own_draft


def has_words(doc, words):
    there = {word.strip("-"): word.strip("-") in doc.body.split() for word in words.split()}
    return all(there[word.strip("-")] != word.startswith("-") for word in words.split())


def passes(doc, query, facet, only=None):
    """Whether a document passes one facet; with `only`, as if that value were the one choice."""
    held = held_by(doc, facet)
    include = query.include.get(facet, ()) if only is None else only
    exclude = query.exclude.get(facet, ()) if only is None else ()
    if facet == "freshness" and "archived" in held and "archived" not in include:
        return False
    return (not include or bool(held & set(include))) and not held & set(exclude)


def scan(library, query, viewer, facet=None, only=None):
    return [
        doc
        for doc in library
        if may_see(doc, viewer)
        and has_words(doc, query.words)
        and all(passes(doc, query, name, only if name == facet else None) for name in FACETS)
    ]


def true_counts(library, query, viewer, facet):
    every = {value for doc in library for value in held_by(doc, facet)}
    counted = {value: len(scan(library, query, viewer, facet, (value,))) for value in every}
    return {value: number for value, number in counted.items() if number}


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries, st.lists(st.tuples(queries(), viewers), min_size=3, max_size=5))
def test_every_count_is_true(library, asked):
    with transaction.atomic():
        actions.put_many(library)
        for query, viewer in asked:
            answer = engine.run(query, viewer, TODAY)
            expected = {doc.id for doc in scan(library, query, viewer)}
            assert (answer.total, set(answer.ids), len(answer.ids)) == (
                len(expected),
                expected,
                len(expected),
            )
            assert engine.count(query, viewer, TODAY) == answer.total
            for facet in FACETS:
                assert answer.counts[facet] == true_counts(library, query, viewer, facet), facet
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries, queries(), viewers)
def test_a_matrix_counts_what_a_search_would_find(library, query, viewer):
    with transaction.atomic():
        actions.put_many(library)
        numbers = engine.matrix(viewer, "stage", "persona", TODAY, query)
        found = scan(library, query, viewer)
        pairs = [(s, p) for doc in found for s in held_by(doc, "stage") for p in held_by(doc, "persona")]
        assert numbers == {pair: pairs.count(pair) for pair in set(pairs)}
        transaction.set_rollback(True)
