"""Who finds what, how old it is, and in what order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from content.search import actions, engine
from content.search.query import Query, Viewer
from tests.factories.search import TODAY, document

pytestmark = pytest.mark.django_db
REP, MARKETER = Viewer(7, False), Viewer(8, True)


def index(*documents):
    actions.put_many(documents)


def found(words="", viewer=REP, **asked):
    return engine.run(Query(words=words, **asked), viewer, TODAY)


def ids(words="", viewer=REP, **asked):
    return found(words, viewer, **asked).ids


# Who sees what


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_unpublished_is_for_authors_and_those_who_see_all(status):
    index(document(1, "Cloud", status=status, author_id=7), document(2, "Cloud", status=status, author_id=9))
    assert (ids("cloud"), ids("cloud", Viewer(5, False)), sorted(ids("cloud", MARKETER))) == ([1], [], [1, 2])


def test_archived_is_shown_only_to_those_who_ask_and_see_all():
    index(document(1, "Cloud", status="archived", author_id=7), document(2, "Cloud"))
    asked = {"include": {"freshness": ("archived",)}}
    assert (ids("cloud", MARKETER), ids("cloud", MARKETER, **asked)) == ([2], [1])
    assert (ids("cloud", **asked), found("cloud").counts["freshness"]) == ([], {"fresh": 1})
    assert found("cloud", MARKETER).counts["freshness"] == {"fresh": 1, "archived": 1}
    assert found("cloud", MARKETER).counts["audience"] == {"internal": 1}


@pytest.mark.parametrize(
    ("review", "expires", "freshness"),
    [
        (None, None, "fresh"),
        (29, None, "fresh"),
        (28, None, "due-soon"),
        (0, None, "due-soon"),
        (-1, None, "overdue"),
        (None, 29, "fresh"),
        (None, 28, "due-soon"),
        (100, 0, "due-soon"),
        (None, -1, "expired"),
        (-1, -1, "expired"),
        (100, -1, "expired"),
        (-1, 0, "overdue"),
    ],
)
def test_freshness_turns_at_midnight(review, expires, freshness):
    day = lambda days: None if days is None else TODAY + timedelta(days=days)  # noqa: E731
    index(document(1, review_on=day(review), expires_on=day(expires)))
    assert found().counts["freshness"] == {freshness: 1}
    assert ids(include={"freshness": (freshness,)}) == [1]


def test_freshness_follows_the_date_asked_for():
    index(document(1, review_on=date(2026, 6, 1)))
    on = lambda day: engine.run(Query(), REP, day).counts["freshness"]  # noqa: E731
    assert [on(date(2026, 1, 1)), on(date(2026, 5, 20)), on(date(2026, 6, 2))] == [
        {"fresh": 1},
        {"due-soon": 1},
        {"overdue": 1},
    ]


# Order and pages


def test_titles_come_before_tags_points_summary_and_body():
    index(
        document(1, "a", body="migration"),
        document(2, "b", summary="migration"),
        document(3, "c", points=("migration",)),
        document(4, "d", tags="migration"),
        document(5, "Cloud migration"),
        document(6, "Migration in the cloud"),
    )
    assert ids("migration")[:3] == [6, 5, 4]
    assert ids("migration")[-1] == 1


def test_stale_assets_come_after_current_ones_of_the_same_words():
    values = {"body": "all about migration"}
    index(
        document(1, "Migration", expires_on=TODAY - timedelta(days=1), **values),
        document(2, "Migration", review_on=TODAY - timedelta(days=1), **values),
        document(3, "Migration", **values),
    )
    assert ids("migration") == [3, 2, 1]


def test_without_words_current_comes_first_then_the_newest():
    index(
        document(1, published_on=date(2026, 1, 1)),
        document(2, published_on=date(2026, 2, 1)),
        document(3, published_on=date(2026, 3, 1), expires_on=date(2026, 3, 2)),
    )
    assert ids() == [2, 1, 3]


@pytest.mark.parametrize(
    ("ordering", "order"),
    [
        ("newest", [3, 1, 2]),
        ("-newest", [1, 3, 2]),
        ("review", [2, 3, 1]),
        ("-review", [3, 2, 1]),
        ("updated", [2, 1, 3]),
        ("-updated", [3, 1, 2]),
        ("title", [3, 2, 1]),
        ("-title", [1, 2, 3]),
    ],
)
def test_orderings_put_what_has_no_date_last(ordering, order):
    moments = [document(1).updated_at + timedelta(days=days) for days in range(3)]
    index(
        document(1, "zebra", published_on=date(2026, 1, 1), updated_at=moments[1]),
        document(
            2,
            "Ärger",
            status="draft",
            author_id=7,
            published_on=None,
            review_on=date(2026, 4, 1),
            updated_at=moments[2],
        ),
        document(
            3, "APPLE", published_on=date(2026, 2, 1), review_on=date(2026, 5, 1), updated_at=moments[0]
        ),
    )
    assert ids(ordering=ordering) == order


@pytest.mark.parametrize("ordering", ["", "newest", "title", "updated"])
@pytest.mark.parametrize("words", ["", "cloud"])
def test_pages_hold_every_result_once(words, ordering):
    index(*(document(n, f"Cloud {n % 3}") for n in range(1, 24)))
    pages = [ids(words, ordering=ordering, offset=offset, limit=5) for offset in range(0, 30, 5)]
    assert [len(page) for page in pages] == [5, 5, 5, 5, 3, 0]
    in_order = [id for page in pages for id in page]
    assert sorted(in_order) == list(range(1, 24))
    assert in_order == ids(words, ordering=ordering, limit=50)


def test_broad_results_put_titles_first_and_stale_ones_back(monkeypatch):
    monkeypatch.setattr("content.search.ranking.NARROW", 2)
    index(
        document(1, "x", body="cloud", published_on=date(2026, 3, 1)),
        document(2, "My cloud"),
        document(3, "Cloud"),
        document(4, "Cloud", expires_on=TODAY - timedelta(days=1)),
    )
    assert ids("cloud") == [3, 2, 4, 1]


# The rest of the engine


def test_count_and_all_ids_agree_with_run():
    index(*(document(n, "Cloud") for n in range(1, 31)), document(31, "Other"))
    query = Query(words="cloud", limit=5)
    assert engine.count(query, REP, TODAY) == engine.run(query, REP, TODAY).total == 30
    assert engine.all_ids(query, REP, TODAY) == list(range(1, 31))


def test_matrix_counts_pairs_of_values():
    index(
        document(1, facets={"stage": (1,), "persona": (4, 5)}),
        document(2, facets={"stage": (1,), "persona": (4,)}),
        document(3, facets={"persona": (5,)}),
        document(4, facets={"stage": (1,), "persona": (4,)}, status="draft", author_id=99),
    )
    assert engine.matrix(REP, "stage", "persona", TODAY) == {(1, 4): 2, (1, 5): 1, (None, 5): 1}


def test_removals_are_the_best_single_steps_back():
    index(
        document(1, "Cloud", facets={"stage": (1,), "format": (3,)}),
        document(2, "Cloud", facets={"stage": (1,)}),
        document(3, "Guide", facets={"stage": (2,), "format": (3,)}),
    )
    query = Query(words="cloud guide", include={"stage": (1,), "format": (3,)})
    assert engine.run(query, REP, TODAY).total == 0
    assert engine.removals(query, REP, TODAY) == [("words", "", 1), ("word", ("guide", "cloud"), 1)]
    narrowed = replace(query, words="cloud", include={"stage": (2,), "format": (3,)})
    assert engine.removals(narrowed, REP, TODAY) == [("stage", 2, 1), ("words", "", 1)]


def test_the_word_in_the_way_is_among_the_removals():
    index(
        document(1, "Cloud", facets={"stage": (1,), "format": (3,)}),
        document(4, "Cloud secret", facets={"stage": (1,), "format": (3,)}, status="draft", author_id=99),
        *(document(n, "Cloud zebra", facets={"stage": (1,)}) for n in (11, 12, 13)),
        *(document(n, "Cloud zebra", facets={"format": (3,)}) for n in (21, 22)),
        *(document(n, "Other", facets={"stage": (1,), "format": (3,)}) for n in range(31, 40)),
    )
    query = Query(words="the cloud zebra", include={"stage": (1,), "format": (3,)})
    assert engine.run(query, REP, TODAY).total == 0
    assert engine.removals(query, REP, TODAY) == [
        ("words", "", 10),
        ("format", 3, 3),
        ("word", ("zebra", "the cloud"), 1),
    ]


@pytest.mark.parametrize(
    ("title", "typed", "taken"),
    [
        ("Cloud guide", "cloud -guide", ("-guide", "cloud")),
        ("Cloud guide", "-guide cloud", ("-guide", "cloud")),
        ("Cloud now", 'cloud "best guide" now', ('"best guide"', "cloud now")),
        ("Cloud now: best guide", 'cloud -"best guide" now', ('-"best guide"', "cloud now")),
    ],
)
def test_a_word_is_taken_out_with_its_signs(title, typed, taken):
    index(document(1, title), document(2, "Best guide"))
    assert ("word", taken, 1) in engine.removals(Query(words=typed), REP, TODAY)


@pytest.mark.parametrize("number", [7, 14])
def test_removals_cost_the_same_for_any_number_of_words(number, django_assert_num_queries):
    index(document(1, "Cloud"))
    query = Query(words=" ".join(f"q{n}x{n}" for n in range(number)), literal=True)
    engine.removals(query, REP, TODAY)
    # Seven searches of four statements: within the test's transaction each loads the index for itself.
    with django_assert_num_queries(28):
        engine.removals(query, REP, TODAY)


def test_other_kinds_are_found_for_those_who_may_see_them():
    index(
        document(1, "Zero trust in a day", kind="talking_point"),
        document(2, "Zero trust for all", kind="talking_point", status="draft", author_id=7),
        document(3, "Zero trust", kind="objection"),
        document(1, "Zero trust"),
    )
    assert sorted(engine.hits("zero tru", REP, "talking_point", 5)) == [1, 2]
    assert engine.hits("zero", Viewer(9, False), "talking_point", 5) == [1]
    assert engine.hits("zero -day", REP, "talking_point", 5) == [2]
    assert found("zero").total == 1


def test_an_asset_is_found_as_it_is_now_and_never_after_it_went():
    index(document(1, "Cloud", facets={"stage": (1,)}))
    index(document(1, "Guide", facets={"stage": (2,)}))
    assert (ids("cloud"), ids("guide"), found().counts["stage"]) == ([], [1], {2: 1})
    actions.drop("asset", 1)
    actions.drop("asset", 1)
    assert (ids("guide"), found().total, found().counts["stage"]) == ([], 0, {})
