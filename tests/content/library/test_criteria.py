"""The library's query as a value: what a click makes of it, and its one address."""

import pytest

from content.library.criteria import Criteria, clean_words, write_query


def criteria(**values):
    return Criteria(**values)


def test_the_address_names_words_filters_order_page_and_looks_in_one_order():
    asked = Criteria(
        words="zero trust",
        included={"persona": ("cfo", "cto"), "stage": ("bofu",)},
        excluded={"persona": ("developer",)},
        ordering="title",
        page=2,
        page_only={"sel": "case-study-001", "view": "table"},
    )
    assert write_query(asked) == (
        "q=zero+trust&stage=bofu&persona=cfo,cto&persona!=developer&ordering=title&page=2"
        "&view=table&sel=case-study-001"
    )


def test_the_address_of_everything_is_empty():
    assert write_query(Criteria()) == ""


def test_toggling_chooses_and_frees_a_value():
    chosen = Criteria().toggled("stage", "bofu")
    assert chosen.included == {"stage": ("bofu",)}
    assert chosen.toggled("stage", "bofu") == Criteria()


def test_toggling_an_excluded_value_chooses_it_instead():
    excluded = Criteria(excluded={"stage": ("bofu", "mofu")})
    assert excluded.toggled("stage", "bofu") == Criteria(
        included={"stage": ("bofu",)}, excluded={"stage": ("mofu",)}
    )


def test_excluding_a_chosen_value_leaves_it_out_instead():
    chosen = Criteria(included={"persona": ("cfo", "cto")})
    assert chosen.excluding("persona", "cfo") == Criteria(
        included={"persona": ("cto",)}, excluded={"persona": ("cfo",)}
    )


def test_excluding_twice_lifts_it():
    assert Criteria().excluding("tag", "ebpf").excluding("tag", "ebpf") == Criteria()


@pytest.mark.parametrize(
    "change",
    [
        lambda asked: asked.toggled("stage", "tofu"),
        lambda asked: asked.without("persona"),
        lambda asked: asked.saying("other words"),
        lambda asked: asked.ordered("title"),
        lambda asked: asked.only_words(),
        lambda asked: asked.cleared(),
    ],
)
def test_another_question_starts_at_its_first_page_with_the_preview_closed(change):
    asked = Criteria(
        words="x", included={"persona": ("cfo",)}, page=4, page_only={"sel": "a-1", "view": "table"}
    )
    changed = change(asked)
    assert (changed.page, changed.page_only) == (1, {"view": "table"})


def test_other_words_are_corrected_again_and_filters_leave_that_alone():
    literal = Criteria(words="migratoin", page_only={"literal": "1"})
    assert literal.toggled("stage", "bofu").page_only == {"literal": "1"}
    assert literal.saying("migration").page_only == {}


def test_clearing_keeps_order_and_layout():
    asked = Criteria(words="x", included={"stage": ("bofu",)}, ordering="title", page_only={"view": "table"})
    assert asked.cleared() == Criteria(ordering="title", page_only={"view": "table"})


def test_criteria_hold_a_scope_only_with_each_of_its_filters_as_they_are():
    scope = Criteria(included={"industry": ("banking",)}, excluded={"language": ("de",)})
    within = scope.toggled("stage", "bofu")
    assert within.holds(scope)
    assert not within.toggled("industry", "retail").holds(scope)
    assert within.minus(scope) == Criteria(included={"stage": ("bofu",)})
    assert not within.holds(Criteria())


def test_words_are_one_line_without_control_characters():
    assert clean_words("  zero\t\n trust\x00  now ") == "zero trust now"
    assert len(clean_words("x" * 900)) == 200
