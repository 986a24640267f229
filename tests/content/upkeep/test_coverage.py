"""Coverage and demand: every number is the length of the list that it opens."""

import pytest

from content.feedback.models import ContentRequest
from content.search.models import SearchLog
from content.upkeep.coverage import Coverage
from content.upkeep.demand import Spellings
from content.vocabularies.labels import labels
from content.vocabularies.models import Stage
from portal.shared.dates import days_from_today
from portal.shared.registry import registry
from tests.factories.content import (
    AssetFactory,
    CompetitorFactory,
    FormatFactory,
    PersonaFactory,
    StageFactory,
)
from tests.reading import read_page

COVERAGE = "/coverage/"


def cells(user, by="persona"):
    """{(label, stage slug or ""): cell}."""
    lines = Coverage(user, by).lines
    return {
        (line.term.label, cell.stage.slug if cell.stage else ""): cell
        for line in lines
        for cell in line.cells
    }


def ask(rep, **values):
    return ContentRequest.objects.create(requester=rep, title=values.pop("title", "Wanted"), **values)


def listed(client, url):
    """How many entries a list has that a number of the coverage opens."""
    response = client.get(url)
    if "found" in response.context:
        return response.context["found"].answer.total
    return len(read_page(response).all("li", data_demand=True))


def test_every_number_opens_exactly_its_list(client_for, marketer, rep, monkeypatch):
    cfo, bofu = PersonaFactory(label="CFO"), Stage.objects.get(slug="bofu")
    AssetFactory.create_batch(2, stage="bofu", personas=[cfo])
    AssetFactory(stage="bofu", personas=[cfo], review_on=days_from_today(-3))
    AssetFactory(
        stage="bofu", personas=[cfo], expires_on=days_from_today(-1), published_on=days_from_today(-9)
    )
    AssetFactory(stage="bofu", personas=[cfo], status="draft")
    AssetFactory(stage=None, personas=[cfo])
    ask(rep, stage=bofu, persona=cfo)
    ask(rep, query="stage=bofu&persona=cfo")
    ask(rep, persona=cfo)
    ask(rep, stage=bofu, persona=cfo, status="declined", answer="No.")
    SearchLog.objects.create(user=rep, words="payback", query="q=payback&stage=bofu&persona=cfo", total=0)
    SearchLog.objects.create(user=rep, words="decision sheet for cfos", query="", total=0)
    SearchLog.objects.create(user=rep, words="cfo", query="q=cfo", total=0)
    SearchLog.objects.create(user=rep, words="decision cfo", query="", total=3)
    need = [("A data sheet", "/personas/cfo/")]
    monkeypatch.setattr(registry, "demand", [lambda by, viewer: {(bofu.pk, cfo.pk): need}])
    client, found = client_for(marketer), cells(marketer)
    here, unstaged = found["CFO", "bofu"], found["CFO", ""]
    assert (here.count, here.overdue, unstaged.count) == (3, 1, 1)
    assert (here.asked.requests, here.asked.searches, here.asked.needs) == (2, 2, 1)
    assert (unstaged.asked.requests, unstaged.asked.searches) == (1, 1)
    for cell in (here, unstaged):
        assert listed(client, cell.url) == cell.count
        for kind in ("requests", "searches", "needs"):
            if number := getattr(cell.asked, kind):
                assert listed(client, getattr(cell.asked, f"{kind}_url")) == number
    assert listed(client, here.overdue_url) == 1


def test_what_others_searched_for_is_for_those_who_keep_the_library(rep):
    PersonaFactory(label="CFO")
    SearchLog.objects.create(user=rep, words="cfo decision", query="", total=0)
    assert cells(rep)["CFO", "bofu"].asked.total == 0


def test_an_empty_cell_starts_a_request_with_both_terms(client_for, rep):
    CompetitorFactory(label="Gridmason")
    client = client_for(rep)
    form = client.get(cells(rep, "competitor")["Gridmason", "tofu"].ask_url).context["form"]
    assert form.initial["stage"] == Stage.objects.get(slug="tofu").pk
    assert form.initial["query"] == "stage=tofu&competitor=gridmason"
    ask(rep, stage_id=form.initial["stage"], query=form.initial["query"])
    assert cells(rep, "competitor")["Gridmason", "tofu"].asked.requests == 1


def test_a_format_is_missed_only_where_the_playbook_expects_it(rep):
    FormatFactory(label="Poster", stages=[StageFactory(slug="tofu")])
    found = cells(rep, "format")
    assert (found["Poster", "tofu"].verdict, found["Poster", "bofu"].verdict) == ("gap", "")


def test_terms_are_found_among_the_words_of_a_search(db):
    cfo = PersonaFactory(label="Chief Financial Officer", aliases=["CFO"])
    sre = PersonaFactory(label="SRE")
    said = Spellings(labels(), "persona")
    assert said.in_words("what a chief financial officer asks an sre") == {cfo.pk, sre.pk}
    assert said.in_words("for CFOs") == {cfo.pk}
    assert said.in_words("the chief officer") == set()


def test_a_place_that_there_is_not_is_not_found(client_for, rep):
    PersonaFactory(label="CFO")
    client = client_for(rep)
    for query in ("by=tag&term=cfo", "by=persona&term=nobody", "by=persona&term=cfo&stage=x", ""):
        assert client.get(f"{COVERAGE}demand/?{query}").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_coverage_costs_the_same_at_any_size(count, client_for, marketer, django_assert_num_queries):
    for persona in PersonaFactory.create_batch(count):
        AssetFactory(stage="bofu", personas=[persona])
        ask(marketer, persona=persona)
        SearchLog.objects.create(user=marketer, words=f"tco {persona}", total=0)
    client = client_for(marketer)
    client.get(COVERAGE)
    with django_assert_num_queries(15):
        client.get(COVERAGE)
