"""The template tags that draw small marks."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import engines

from portal.templatetags import portal as marks

DECISION = SimpleNamespace(slug="bofu", label="Decision", short="BOFU")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Migration story", ["migr"], "<mark>Migr</mark>ation story"),
        ("Immigration", ["migr"], "Immigration"),
        ("A <b> & c", ["c"], "A &lt;b&gt; &amp; <mark>c</mark>"),
        ("<script>", ["script"], "&lt;<mark>script</mark>&gt;"),
        ("Migration story", ["migr*"], "<mark>Migr</mark>ation story"),
        ("nothing here", [], "nothing here"),
        ("C++ for you (really)", ["c++", "(really"], "<mark>C++</mark> for you (really)"),
        ("开始迁移到云", ["迁移"], "开始<mark>迁移</mark>到云"),
        ("cost, Cost", ["cost", ""], "<mark>cost</mark>, <mark>Cost</mark>"),
    ],
)
def test_highlight_marks_word_beginnings_and_escapes_the_rest(text, words, expected):
    assert marks.highlight(text, words) == expected


@pytest.mark.parametrize(
    ("freshness", "words"),
    [
        (("fresh", 40), "Fresh until 24 Nov"),
        (("fresh", 90), "Fresh until 13 Jan 2027"),
        (("fresh", None), "Fresh"),
        (("due-soon", 9), "Review due in 9 days"),
        (("due-soon", 1), "Review due in 1 day"),
        (("due-soon", 0), "Review due today"),
        (("overdue", 31), "Overdue 31 days"),
        (("expired", 106), "Expired 1 Jul"),
        (("fresh", 40, True), "Fresh until 24 Nov"),
        (("due-soon", 5, True), "Expires in 5 days"),
        (("due-soon", 0, True), "Expires today"),
        (("draft", None), "Draft"),
        (("archived", None), "Archived"),
    ],
)
def test_freshness_is_said_in_words(freshness, words):
    with time_machine.travel("2026-10-15 12:00+00:00", tick=False):
        badge = marks.freshness_badge((*freshness, False)[:3])
    assert badge.endswith(f"</svg>{words}</span>")


def test_stage_pill_has_icon_and_word():
    pill = marks.stage_pill(DECISION, long=True)
    assert pill.startswith('<span class="pill tone-bofu" title="BOFU"><svg class="icon"')
    assert "#stage-bofu" in pill
    assert pill.endswith("BOFU · Decision</span>")


def test_marks_without_a_value_are_empty():
    assert [marks.stage_pill(None), marks.avatar(None), marks.tier(None)] == ["", "", ""]


def test_short_date_names_the_year_only_when_it_is_another():
    with time_machine.travel("2026-10-15 12:00+00:00", tick=False):
        assert marks.short_date(date(2026, 3, 2)) == "2 Mar"
        assert marks.short_date(date(2025, 3, 2)) == "2 Mar 2025"


def test_names_in_marks_are_escaped():
    person = SimpleNamespace(pk=3, initials="<X", __str__=lambda self: "x")
    assert "&lt;X" in marks.avatar(person)


@pytest.mark.parametrize(("percent", "width"), [(-5, 0), (33.4, 33), (140, 100)])
def test_bar_stays_between_0_and_100(percent, width):
    assert f'width="{width}%"' in marks.bar(percent)


def test_page_numbers_leave_gaps_as_none():
    pages = marks.page_numbers(Paginator(range(200), 10), 9)
    assert pages == [1, None, 7, 8, 9, 10, 11, None, 20]


def test_field_names_its_hint_and_error(rf):
    from django import forms

    class Sample(forms.Form):
        title = forms.CharField(help_text="Say what the buyer learns.")

    source = '{% include "components/field.html" with field=form.title only %}'
    html = engines["django"].from_string(source).render({"form": Sample({"title": ""})})
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_error"' in html


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "just now"),
        (60, "1 minute ago"),
        (3599, "59 minutes ago"),
        (7200, "2 hours ago"),
        (90_000, "1 Mar"),
    ],
)
def test_moments_are_told_from_now(seconds, words):
    now = datetime(2026, 3, 2, 13, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        assert marks.ago(now - timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain\nlines", "<p>Plain<br>\nlines</p>\n"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>\n"),
        ("# One\n### Two", "<h3>One</h3>\n<h4>Two</h4>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<b onclick=x>b</b>", "<p>&lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](https://example.com/spy.png)", "<p></p>\n"),
        (
            "[x](https://example.com/)",
            '<p><a href="https://example.com/" rel="noopener noreferrer nofollow">x</a></p>\n',
        ),
        ("", ""),
        (None, ""),
    ],
)
def test_markdown_becomes_safe_html(text, html):
    assert marks.prose(text) == html


@pytest.mark.parametrize(
    ("slug", "attribute"),
    [("de", ' lang="de"'), ("zh-hans", ' lang="zh-hans"'), ("en", ""), ("language-4", "")],
)
def test_a_text_says_its_language_unless_it_is_the_pages(slug, attribute):
    assert marks.lang(SimpleNamespace(slug=slug)) == attribute


def test_a_text_without_a_language_says_none():
    assert marks.lang(None) == ""
