from datetime import date

import pytest

from content.library.imports import values


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-03", date(2026, 4, 3)),
        ("2026-04-03T10:30:00Z", date(2026, 4, 3)),
        ("2026-04-03 10:30:00", date(2026, 4, 3)),
        ("2026/4/3", date(2026, 4, 3)),
        ("3.4.2026", date(2026, 4, 3)),
        ("13/4/2026", date(2026, 4, 13)),
        ("4/13/2026", date(2026, 4, 13)),
        ("4/4/2026", date(2026, 4, 4)),
        ("3 April 2026", date(2026, 4, 3)),
        ("Apr 3rd, 2026", date(2026, 4, 3)),
    ],
)
def test_a_date_is_read_as_people_and_spreadsheets_write_it(text, day):
    assert values.read_day(text) == (day, "", "")


@pytest.mark.parametrize("text", ["2026-13-01", "31.2.2026", "soon", "0026-01-01", "2026", "²/3/2026"])
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text):
    assert values.read_day(text) == (None, "", "It is no date. Write it as 2026-04-30.")


def test_a_date_with_two_readings_is_refused_with_both():
    problem = "It can be read as two dates. Write 2026-03-04 or 2026-04-03."
    assert values.read_day("03/04/2026") == (None, "", problem)


@pytest.mark.parametrize(
    ("text", "url", "note"),
    [
        ("https://example.com/a b".replace(" b", ""), "https://example.com/a", ""),
        (
            "hhttps://example.com/a",
            "https://example.com/a",
            "The address was mended to “https://example.com/a”: the address began with “hhttps”.",
        ),
        (
            "www.example.com/a",
            "https://www.example.com/a",
            "The address was mended to “https://www.example.com/a”: it had no https:// in front.",
        ),
    ],
)
def test_an_address_is_mended_where_it_is_clear_what_was_meant(text, url, note):
    assert values.read_url(text) == (url, note, "")


@pytest.mark.parametrize(
    "text", ["nonsense", "javascript:alert(1)", "ftp://example.com", "https://[1", "https:// x"]
)
def test_what_is_no_web_address_is_refused(text):
    assert values.read_url(text) == ("", "", "It is no web address. Write it as https://host/path.")


@pytest.mark.parametrize(
    ("text", "status"), [("Published", "published"), ("LIVE", "published"), ("In review", "in_review")]
)
def test_a_status_is_recognised_in_other_words(text, status):
    assert values.read_status(text) == (status, "", "")


@pytest.mark.parametrize(
    ("text", "audience"), [("Internal only", "internal"), ("external", "shareable"), ("yes", "shareable")]
)
def test_an_audience_is_recognised_in_other_words(text, audience):
    assert values.read_audience(text) == (audience, "", "")


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("aws-eks", "AWS EKS"),
        ("google-gke", "Google GKE"),
        ("istio", "Istio"),
        ("DevOps Engineer", "DevOps Engineer"),
        ("data & ml", "data & ml"),
        ("対比", "対比"),
    ],
)
def test_a_slug_becomes_a_label_that_can_be_read(word, label):
    assert values.readable_label(word) == label
