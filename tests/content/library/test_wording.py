"""A query in words, snippets and counts."""

import pytest

from content.library.criteria import NONE, Criteria
from content.library.wording import chips_of, count_words, sentence_of, short_count, snippet

LABELS = {"bofu": "Decision", "mofu": "Consideration", "devops-engineer": "DevOps Engineer", "cfo": "CFO"} | {
    "archived": "Archived",
    "overdue": "Overdue",
    "ebpf": "eBPF",
    "me": "me",
    NONE: "Not assigned",
}


def label_of(facet, slug):
    return LABELS[slug]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Criteria(), "Everything"),
        (Criteria(words="tco"), "Everything with “tco”"),
        (
            Criteria(
                words="migration",
                included={"stage": ("bofu",), "persona": ("cfo", "devops-engineer")},
                excluded={"freshness": ("archived",)},
            ),
            "Decision stage and (CFO or DevOps Engineer) with “migration”, excluding archived",
        ),
        (Criteria(included={"stage": ("bofu", "mofu")}), "Decision or Consideration stage"),
        (Criteria(included={"persona": (NONE,)}), "Without persona"),
        (Criteria(included={"owner": ("me",)}), "Owned by me"),
        (
            Criteria(excluded={"tag": ("ebpf",), "freshness": ("overdue", "archived")}),
            "Everything, excluding overdue and archived, eBPF",
        ),
    ],
)
def test_a_query_reads_as_a_sentence(asked, sentence):
    assert sentence_of(asked, label_of) == sentence


def test_each_side_of_a_facet_is_one_chip_that_knows_the_query_without_it():
    asked = Criteria(
        words="tco", included={"persona": ("cfo", "devops-engineer")}, excluded={"stage": ("bofu",)}
    )
    chips = chips_of(asked, label_of)
    assert [chip.name for chip in chips] == [
        "Text tco",
        "not Stage Decision",
        "Persona CFO or DevOps Engineer",
    ]
    assert chips[0].without == Criteria(included=asked.included, excluded=asked.excluded)
    assert chips[1].without == Criteria(words="tco", included=asked.included)


def test_a_snippet_is_cut_around_the_match():
    text = "Nothing here. " * 30 + "The migration took six weeks and nobody was paged. " + "More. " * 60
    found = snippet(["migration"], ["A summary without it.", text])
    assert found.startswith("… The migration took six weeks")
    assert found.endswith(" …")
    assert len(found) < 200


def test_a_snippet_prefers_the_text_that_says_more_of_the_words():
    texts = ["A migration story.", "A migration with a rollback drill."]
    assert snippet(["migration", "rollback"], texts) == texts[1]


def test_a_snippet_matches_whole_beginnings_of_words_and_any_place_in_unspaced_scripts():
    assert snippet(["art"], ["A cart.", "An art."]) == "An art."
    assert snippet(["迁移"], ["Kubernetes", "云原生迁移指南"]) == "云原生迁移指南"


def test_without_words_the_first_text_is_the_snippet():
    assert snippet([], ["", "First.", "Second."]) == "First."
    assert snippet([], ["", ""]) == ""


def test_counts_in_words_and_short():
    assert [count_words(1), count_words(2310)] == ["1 result", "2,310 results"]
    assert [short_count(9999), short_count(41_630)] == ["9,999", "42k"]
