"""Which words, beginnings and phrases find an asset."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.search import actions, engine
from content.search.query import Query, Viewer
from tests.factories.search import TODAY, document

pytestmark = pytest.mark.django_db
REP = Viewer(7, False)


def index(*documents):
    actions.put_many(documents)


def found(words="", viewer=REP, **asked):
    return engine.run(Query(words=words, **asked), viewer, TODAY)


def ids(words="", viewer=REP, **asked):
    return found(words, viewer, **asked).ids


def test_all_words_must_be_there_in_any_field():
    index(
        document(1, "Cloud guide", body="how to migrate"),
        document(2, "Cloud guide", points=("migrate in a day",)),
        document(3, "Cloud guide"),
    )
    assert sorted(ids("cloud migrate ")) == [1, 2]


@pytest.mark.parametrize("typed", ["me", "no", "hos", "metr"])
def test_the_last_word_is_found_by_its_beginning(typed):
    index(document(1, "Metrics on no-code hosting"), document(2, "Cloud"))
    assert ids(typed) == [1]


def test_a_beginning_is_not_stemmed():
    index(document(1, "Hosting"), document(2, "Hospital"), document(3, "Hot"))
    assert sorted(ids("hos")) == [1, 2]


def test_a_finished_word_is_not_taken_for_a_beginning():
    index(document(1, "Cloud"), document(2, "Cloudy"))
    assert ids("cloud ") == [1]


def test_a_single_letter_finds_titles_only():
    index(document(1, "Kubernetes"), document(2, "Cloud", body="kernel"))
    assert ids("k") == [1]


def test_a_single_letter_after_other_words_waits():
    index(document(1, "Cloud security"), document(2, "Cloud"))
    assert sorted(ids("cloud s")) == [1, 2]


def test_common_words_need_not_be_there():
    index(document(1, "Cloud migration"))
    assert ids("how to the cloud migration ") == [1]


def test_a_common_word_at_the_end_is_dropped_rather_than_finding_nothing():
    index(document(1, "Cloud migration"))
    assert ids("cloud for") == [1]


def test_other_forms_of_a_word_are_found():
    index(document(1, "Pricing"), document(2, "Price list"), document(3, "Priceless"))
    assert sorted(ids("prices ")) == [1, 2]


def test_a_phrase_stands_together():
    index(document(1, "Zero trust"), document(2, "Trust zero"), document(3, "Zero real trust"))
    assert ids('"zero trust"') == [1]


def test_no_phrase_crosses_fields_or_talking_points():
    index(
        document(1, "About zero", tags="trust", points=("ends with zero", "trust begins"), summary="x zero"),
        document(2, "a", body="zero trust"),
    )
    assert ids('"zero trust"') == [2]


def test_a_phrase_takes_a_word_as_it_is_written():
    index(document(1, "Cloud prices"), document(2, "Cloud price"))
    assert ids('"cloud price"') == [2]


def test_excluded_words_and_phrases_stay_away():
    index(document(1, "Cloud on AWS"), document(2, "Cloud on premises"), document(3, "Zero trust cloud"))
    assert ids('cloud -aws -"zero trust"') == [2]
    assert sorted(ids("-aws")) == [2, 3]


@pytest.mark.parametrize(
    "typed", ["k8s", "1.0.0-rc9", "GKE", "node.js", "nodejs", "open telemetry", "ci/cd", "c++"]
)
def test_names_of_the_trade_are_found(typed):
    index(
        document(1, "k8s and gke with Cilium 1.0.0-rc9: Node.js, OpenTelemetry, CI/CD in C++"),
        document(2, "c"),
    )
    assert ids(typed) == [1]


def test_a_version_is_found_by_its_exact_parts():
    index(document(1, "Release 1.0.0-rc9"), document(2, "Release 1.0.0-rc8"), document(3, "Release 0.1 rc9"))
    assert ids("1.0.0-rc9 ") == [1]


@pytest.mark.parametrize("typed", ["数据", "平台", "数据平台", "台", "数", "AWS迁移", "迁移"])
def test_chinese_is_found(typed):
    index(document(1, "数据平台 AWS迁移"), document(2, "Cloud"))
    assert ids(typed) == [1]


@pytest.mark.parametrize("typed", ["据数", "数平", "移迁"])
def test_chinese_is_not_found_in_another_order(typed):
    index(document(1, "数据平台迁移"))
    assert ids(typed) == []


@pytest.mark.parametrize(
    ("typed", "title"), [("がんばる", "がんばる人"), ("한국", "한국어 안내"), ("ความ", "ความปลอดภัย")]
)
def test_other_unspaced_scripts_are_found(typed, title):
    index(document(1, title))
    assert ids(typed) == [1]


@pytest.mark.parametrize("typed", ["uber", "Über ", "naive", "ＡＷＳ"])
def test_case_accents_and_width_do_not_matter(typed):
    index(document(1, "Über naïve AWS"))
    assert ids(typed) == [1]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "-",
        '-"',
        "NEAR(",
        "title:x",
        "a AND",
        "* OR",
        "^x",
        "x" * 10_000,
        "word " * 2_000,
        "\0",
        "a\0b",
        "{}",
        "'",
        "%",
        "\\",
    ],
)
def test_nothing_typed_is_an_error(typed):
    index(document(1, "Cloud"))
    found(typed), engine.hits(typed, REP, "talking_point", 5), engine.removals(Query(words=typed), REP, TODAY)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30) | st.text("\"-*:()^'a b\\%&|!<>云", max_size=30))
def test_no_text_at_all_is_an_error(typed):
    found(typed), engine.hits(typed, REP, "talking_point", 5)
