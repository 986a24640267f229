"""Decisions about assets, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from content.library import rules

DAY = date(2026, 10, 14)
FULL = dict.fromkeys(rules.COMPLETE, "something")


def late(days):
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("status", "review_on", "expires_on", "state"),
    [
        ("published", None, None, ("fresh", None)),
        ("published", late(-29), None, ("fresh", 29)),
        ("published", late(-28), None, ("due-soon", 28)),
        ("published", DAY, None, ("due-soon", 0)),
        ("published", late(31), None, ("overdue", 31)),
        ("published", late(31), late(2), ("expired", 2)),
        ("published", late(-90), DAY, ("due-soon", 0, True)),
        ("published", late(-90), late(-28), ("due-soon", 28, True)),
        ("published", late(-90), late(-29), ("fresh", 29, True)),
        ("published", None, late(-29), ("fresh", 29, True)),
        ("published", late(-20), late(-20), ("due-soon", 20)),
        ("published", late(-20), late(-40), ("due-soon", 20)),
        ("published", late(1), late(-2), ("overdue", 1)),
        ("draft", late(31), late(2), ("draft", None)),
        ("in_review", None, None, ("in-review", None)),
        ("archived", late(31), None, ("archived", None)),
    ],
)
def test_freshness_follows_from_the_dates(status, review_on, expires_on, state):
    assert rules.freshness(status, review_on, expires_on, DAY) == rules.Freshness(*state)


def test_a_new_draft_is_five_of_seven_complete():
    draft = FULL | {"stage": None, "personas": []}
    assert rules.completeness(draft) == (5, 7)
    assert rules.missing_fields(draft) == ["stage", "personas"]
    assert rules.missing_to_publish(draft) == ["a stage", "at least one persona"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["a stage"], "a stage"),
        (["a stage", "an owner"], "a stage and an owner"),
        (["a format", "a stage", "an owner"], "a format, a stage and an owner"),
    ],
)
def test_words_are_listed_as_a_sentence_does(words, sentence):
    assert rules.listed(words) == sentence


@pytest.mark.parametrize(
    ("status", "lacking", "expires_on", "problem"),
    [
        ("draft", [], None, ""),
        ("in_review", [], DAY, ""),
        ("published", [], None, "It is already published."),
        ("archived", [], None, "It is archived. Restore it first."),
        ("draft", ["stage"], None, "To publish it, add a stage."),
        ("draft", [], late(1), "It has expired. Give it a later expiry date first."),
    ],
)
def test_publishing_is_refused_with_a_reason(status, lacking, expires_on, problem):
    asset = FULL | dict.fromkeys(lacking)
    assert rules.publishing_problem(status, asset, expires_on, DAY) == problem


def test_a_change_may_not_take_from_a_published_asset_what_it_has():
    before = FULL | {"stage": None}
    assert rules.lost_by_change(before, before | {"personas": []}) == ["personas"]
    assert rules.lost_by_change(before, before) == []


@pytest.mark.parametrize(
    ("review_on", "expected"),
    [(None, late(-90)), (late(1), late(-90)), (DAY, late(-90)), (late(-5), late(-5))],
)
def test_publishing_sets_the_next_review_unless_one_lies_ahead(review_on, expected):
    assert rules.review_after_publishing(review_on, DAY, 90) == expected


@pytest.mark.parametrize("reference", ["case-study-042", "a", "2026-report", "x--y"])
def test_slugs_are_good_references(reference):
    assert rules.reference_problem(reference) == ""


@pytest.mark.parametrize(
    "reference", ["", "42", "Case", "a b", "-a", "a-", "new", "bulk", "a" * 121, "a/b", "ä"]
)
def test_other_texts_are_not(reference):
    assert rules.reference_problem(reference) != ""


def test_references_count_on_from_the_highest_of_their_format():
    taken = ["guide-001", "guide-009", "guide-extra", "guide-20230401", "guide-2-700"]
    assert rules.next_reference("guide", taken) == "guide-010"
    assert rules.next_reference("guide", []) == "guide-001"


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Migration story: 140 services without a freeze", "Migration story 140 services w/o freeze"),
        ("Kubernets networking guide", "Kubernetes networking guide"),
        ("Networking guide, Kubernetes", "Kubernetes networking guide"),
        ("データセンター移行のガイド", "データセンター移行ガイド"),
        ("Migration story", "Migration story: 140 services without a freeze"),
    ],
)
def test_near_titles_are_found_despite_errors_and_order(title, other):
    assert rules.near_titles(title, [SimpleNamespace(title=other)]) != []


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Release 1.14 announcement", "Release 1.15 announcement"),
        ("ROI calculator", "Demo environment"),
        ("Webinar", "Webinar: rollback drill"),
    ],
)
def test_a_series_and_strangers_are_not_near(title, other):
    assert rules.near_titles(title, [SimpleNamespace(title=other)]) == []


def test_talking_points_are_cleaned_and_kept_once():
    assert rules.point_texts([" 31 %  fewer\nhours ", "", "31 % fewer hours", "B"]) == [
        "31 % fewer hours",
        "B",
    ]


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (["a" * 1000], ""),
        (["a" * 1001], "A talking point has at most 1000 characters."),
        ([str(n) for n in range(51)], "An asset has at most 50 talking points."),
    ],
)
def test_too_long_or_too_many_points_are_refused(texts, problem):
    assert rules.points_problem(texts) == problem


@pytest.mark.parametrize(
    ("url", "mended"),
    [
        ("hhttps://example.com/a", "https://example.com/a"),
        (" http://example.com ", "http://example.com"),
        ("https://example.com/hhttp", "https://example.com/hhttp"),
    ],
)
def test_a_doubled_letter_in_the_scheme_is_mended(url, mended):
    assert rules.clean_url(url)[0] == mended


@pytest.mark.parametrize(
    ("status", "field", "value", "refused"),
    [
        ("published", "personas", (), True),
        ("published", "tags", (), False),
        ("draft", "personas", (), False),
        ("published", "stage", "mofu", False),
    ],
)
def test_a_bulk_change_leaves_published_assets_complete(status, field, value, refused):
    assert bool(rules.bulk_problem(status, field, value)) is refused
