"""Reading the library's address: grammar, what is unknown, and the one written form."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.library.criteria import FACETS, NONE, Criteria
from content.library.filters import read_query, write_query
from content.vocabularies.actions import merge_term
from tests.factories.content import (
    AssetFactory,
    CompetitorFactory,
    FormatFactory,
    PersonaFactory,
    StageFactory,
)
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(db):
    for slug in ("tofu", "mofu", "bofu"):
        StageFactory(slug=slug)
    FormatFactory(slug="case-study", label="Case study")
    return [PersonaFactory(label=label) for label in ("CFO", "CTO", "DevOps Engineer")]


def read(query, user, **options):
    return read_query(QueryDict(query), user, **options)


def test_commas_and_repeated_parameters_are_the_same(rep, terms):
    wanted = {"persona": ("cfo", "cto"), "stage": ("bofu",)}
    assert read("persona=cto,cfo&stage=bofu", rep).criteria.included == wanted
    assert read("persona=cfo&stage=bofu&persona=cto&persona=cfo", rep).criteria.included == wanted


def test_an_exclamation_mark_excludes(rep, terms):
    criteria = read("persona!=cfo&persona=cto", rep).criteria
    assert (criteria.included, criteria.excluded) == ({"persona": ("cto",)}, {"persona": ("cfo",)})


def test_values_become_ids_for_the_search(rep, terms):
    cfo, cto, _ = terms
    query = read("persona=cfo,__none&persona!=cto&owner=me&freshness=overdue&page=3&size=50", rep).query
    assert query.include == {"persona": (None, cfo.pk), "owner": (rep.pk,), "freshness": ("overdue",)}
    assert query.exclude == {"persona": (cto.pk,)}
    assert (query.offset, query.limit) == (100, 50)


def test_an_unknown_value_is_left_out_and_said(rep, terms):
    reading = read("persona=cfo,wizard&freshness=old", rep)
    assert reading.criteria.included == {"persona": ("cfo",)}
    assert [(problem.parameter, problem.value) for problem in reading.problems] == [
        ("persona", "wizard"),
        ("freshness", "old"),
    ]
    assert reading.problems[0].sentence == "There is no persona “wizard”."


def test_a_page_ignores_unknown_parameters_and_bad_numbers(rep, terms):
    reading = read("utm_source=mail&page=nine&ordering=-id&size=26&view=grid&saved=x", rep)
    assert (reading.criteria, reading.problems) == (Criteria(), [])


def test_strict_reading_objects_to_each(rep, terms):
    reading = read(
        "utm_source=mail&page=0&ordering=-id&stage=x&view=table&sel=a&limit=3",
        rep,
        strict=True,
        also=("limit",),
    )
    assert {problem.parameter for problem in reading.problems} == {
        "utm_source",
        "page",
        "ordering",
        "stage",
        "view",
        "sel",
    }


@pytest.mark.parametrize(
    "query", ["persona=DevOps Engineer", "persona=devops_engineer", "persona=DEVOPS-ENGINEER"]
)
def test_a_label_in_any_case_still_names_the_term(rep, terms, query):
    assert read(query, rep).criteria.included == {"persona": ("devops-engineer",)}


def test_an_old_link_survives_the_merge_of_its_term(marketer, terms):
    lead = PersonaFactory(label="Finance lead")
    merge_term(lead, terms[0], actor=marketer, version=lead.version)
    assert read("persona=finance-lead", marketer).criteria.included == {"persona": ("cfo",)}


def test_filters_typed_among_the_words_are_taken_as_filters(rep, terms):
    criteria = read('q=tco stage:bofu -persona:"DevOps Engineer" type:case-study owner:me', rep).criteria
    assert criteria == Criteria(
        words="tco",
        included={"stage": ("bofu",), "format": ("case-study",), "owner": ("me",)},
        excluded={"persona": ("devops-engineer",)},
    )


def test_what_looks_like_a_filter_but_names_nothing_stays_a_word(rep, terms):
    assert read("q=stage:left http://example.com", rep).criteria.words == "stage:left http://example.com"


def test_owners_are_people_who_own_something(rep, terms):
    owner, hidden, idle = UserFactory(name="Joss Arden"), UserFactory(), UserFactory()
    AssetFactory(owner=owner)
    AssetFactory(owner=hidden, status="draft")
    reading = read(f"owner={owner.pk},{hidden.pk},{idle.pk},999999999999999999999", rep)
    assert reading.criteria.included == {"owner": (str(owner.pk),)}
    assert len(reading.problems) == 3
    assert reading.sentence == "Owned by Joss Arden"


def test_freshness_audience_and_owner_are_never_unassigned(rep, terms):
    reading = read("freshness=__none&audience=__none&owner=__none&competitor=__none", rep)
    assert reading.criteria.included == {"competitor": (NONE,)}
    assert len(reading.problems) == 3


def test_chips_say_what_is_set(rep, terms):
    CompetitorFactory(label="Quarrymoor")
    reading = read("q=tco&stage=bofu&competitor!=quarrymoor", rep)
    assert [(chip.key, chip.labels, chip.excluded) for chip in reading.chips] == [
        ("Text", ["tco"], False),
        ("Stage", ["Decision"], False),
        ("Competitor", ["Quarrymoor"], True),
    ]


VALUES = st.sampled_from(
    ["bofu", "tofu", "cfo", "cto", "devops-engineer", "case-study", "overdue", "internal", NONE]
)
TEXT = st.text(alphabet="abc \"-:,!&=%+'<>é字\t\x00", max_size=30)
PARAMETERS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from([*FACETS, *(f"{facet}!" for facet in FACETS)]),
            st.lists(VALUES, max_size=3).map(",".join),
        ),
        st.tuples(st.just("q"), TEXT),
        st.tuples(st.sampled_from(["ordering", "page", "view", "size", "sel", "literal", "all", "saved"]),
                  st.sampled_from(["title", "-review", "2", "50", "table", "1", "persona,tag", "case-study-001", "x"])),
        st.tuples(TEXT, TEXT),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=PARAMETERS)
def test_reading_the_written_form_gives_the_same_query(rep, terms, pairs):
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value)
    first = read_query(params, rep)
    written = write_query(first.criteria)
    again = read(written, rep)
    assert again.criteria == first.criteria
    assert again.problems == []
    assert write_query(again.criteria) == written
