"""The first page of a rep and of a marketer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from content.feedback.models import ContentRequest
from content.search.models import SearchLog
from content.vocabularies.models import Stage
from portal.shared.dates import days_from_today
from tests.factories.content import AssetFactory, PersonaFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

HOME = "/"


@pytest.fixture
def cfo(db):
    return PersonaFactory(label="CFO")


def cells(response):
    """{(persona, stage): cell} of the grid on a page."""
    front = response.context["front"]
    return {(line.term.label, cell.stage.slug): cell for line in front.grid.lines for cell in line.cells}


@pytest.mark.parametrize("person", ["rep", "marketer"])
def test_number_in_the_grid_is_the_number_of_the_list_behind_it(person, request, client_for, cfo):
    user = request.getfixturevalue(person)
    AssetFactory.create_batch(3, stage="bofu", personas=[cfo])
    AssetFactory(stage="bofu", personas=[cfo], status="draft")
    AssetFactory(
        stage="bofu", personas=[cfo], expires_on=days_from_today(-1), published_on=days_from_today(-9)
    )
    AssetFactory(stage="tofu", personas=[cfo])
    client = client_for(user)
    found = cells(client.get(HOME))
    assert {key: cell.count for key, cell in found.items()} == {
        ("CFO", "tofu"): 1,
        ("CFO", "mofu"): 0,
        ("CFO", "bofu"): 3,
    }
    listed = client.get(found["CFO", "bofu"].url)
    assert listed.context["found"].answer.total == 3


def test_overdue_assets_are_counted_beside_the_number(client_for, rep, cfo):
    AssetFactory(stage="mofu", personas=[cfo], review_on=days_from_today(-5))
    AssetFactory(stage="mofu", personas=[cfo])
    cell = cells(client_for(rep).get(HOME))["CFO", "mofu"]
    assert (cell.count, cell.note) == (2, "1 overdue")


def test_gap_asks_marketing_with_stage_and_persona_filled_in(client_for, rep, cfo):
    client = client_for(rep)
    page = client.get(cells(client.get(HOME))["CFO", "tofu"].ask_url)
    assert page.context["form"].initial["stage"] == Stage.objects.get(slug="tofu").pk
    assert page.context["form"].initial["persona"] == cfo.pk


def test_open_requests_are_counted_per_persona(client_for, rep, cfo):
    ContentRequest.objects.create(title="Payback in one page", persona=cfo, requester=rep)
    ContentRequest.objects.create(
        title="Old one", persona=cfo, requester=rep, status="declined", answer="No."
    )
    front = client_for(rep).get(HOME).context["front"]
    assert [line.asked for line in front.grid.lines] == [1]


def test_the_number_of_requests_leads_to_exactly_these(client_for, rep, cfo):
    for number in range(27):
        ContentRequest.objects.create(title=f"Payback {number}", persona=cfo, requester=rep)
    ContentRequest.objects.create(title="For another", persona=PersonaFactory(), requester=rep)
    ContentRequest.objects.create(title="For anyone", requester=rep)
    ContentRequest.objects.create(title="Old", persona=cfo, requester=rep, status="declined", answer="No.")
    client = client_for(rep)
    link = read_page(client.get(HOME)).one("a", css="asks", aria_label="27 open requests for CFO")
    first = read_page(client.get(link["href"]))
    second = client.get(reverse("content:request-list") + first.one("a", rel="next")["href"])
    titles = first.texts("a", css="t") + read_page(second).texts("a", css="t")
    assert sorted(titles) == sorted(f"Payback {number}" for number in range(27))


def test_default_scope_narrows_the_grid_until_it_is_left(client_for, rep, cfo):
    AssetFactory(stage="bofu", personas=[cfo], audience="internal")
    AssetFactory(stage="bofu", personas=[cfo], audience="shareable")
    rep.default_scope = "audience=shareable"
    rep.save()
    client = client_for(rep)
    scoped = client.get(HOME)
    assert "Shareable" in scoped.context["front"].scope
    assert cells(scoped)["CFO", "bofu"].count == 1
    assert client.get(cells(scoped)["CFO", "bofu"].url).context["found"].answer.total == 1
    assert cells(client.get(HOME, {"scope": "off"}))["CFO", "bofu"].count == 2


def test_rows_can_be_competitors(client_for, rep):
    AssetFactory(stage="bofu", competitors=["Gridmason"])
    response = client_for(rep).get(HOME, {"by": "competitor"})
    assert cells(response)["Gridmason", "bofu"].count == 1


def test_unknown_rows_are_personas(client_for, rep, cfo):
    assert client_for(rep).get(HOME, {"by": "password"}).context["front"].by == "persona"


def test_htmx_gets_the_grid_alone(htmx_for, rep, cfo):
    response = htmx_for(rep).get(HOME, {"by": "industry"})
    assert response.text.strip().startswith('<section class="card" id="coverage"')
    assert response["Vary"] == "HX-Request, Cookie"


def test_rep_sees_what_changed_and_what_became_of_requests(client_for, rep):
    AssetFactory(title="Brand new", published_on=days_from_today(-1))
    AssetFactory(title="Long known", published_on=days_from_today(-90))
    AssetFactory(title="Not for her", status="draft")
    ContentRequest.objects.create(title="Payback in one page", requester=rep)
    ContentRequest.objects.create(title="Somebody else's", requester=UserFactory())
    front = client_for(rep).get(HOME).context["front"]
    assert {teaser.asset.title: teaser.is_new for teaser in front.changed} == {
        "Brand new": True,
        "Long known": False,
    }
    assert [asked.title for asked in front.my_requests] == ["Payback in one page"]


def test_marketer_sees_gaps_overdue_requests_and_failed_searches(client_for, marketer, rep, cfo):
    AssetFactory(title="Late", review_on=days_from_today(-40), stage="bofu", personas=[cfo])
    AssetFactory(title="In time", stage="bofu", personas=[cfo])
    ContentRequest.objects.create(title="Payback in one page", requester=rep)
    SearchLog.objects.create(user=rep, words="tco", total=0)
    SearchLog.objects.create(user=rep, words="found", total=4)
    old = SearchLog.objects.create(user=rep, words="long ago", total=0)
    SearchLog.objects.filter(pk=old.pk).update(at=old.at - timedelta(days=31))
    front = client_for(marketer).get(HOME).context["front"]
    number, teasers = front.late
    assert (number, [teaser.asset.title for teaser in teasers]) == (1, ["Late"])
    assert front.grid.gaps == 2
    assert [asked.title for asked in front.open_requests] == ["Payback in one page"]
    assert [row["words"] for row in front.failed_searches] == ["tco"]


def test_rep_is_not_shown_the_marketers_lists(client_for, rep):
    page = client_for(rep).get(HOME)
    assert 'id="my-requests"' in page.text
    assert not any(f'id="{name}"' in page.text for name in ("late", "failed", "open-requests"))


def test_search_has_focus(client_for, rep):
    assert "autofocus" in client_for(rep).get(HOME).text


def test_empty_portal_says_what_the_grid_will_show(client_for, marketer, rep):
    assert reverse("content:vocabulary-list") in client_for(marketer).get(HOME).text
    assert "No persona yet" in client_for(rep).get(HOME).text


# Inside a test's transaction each of the three or four readings of the index costs four statements, not one.
@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("person", "queries"), [("rep", 19), ("marketer", 25)])
def test_home_costs_the_same_at_any_size(
    person, queries, count, request, client_for, django_assert_num_queries
):
    user = request.getfixturevalue(person)
    for persona in PersonaFactory.create_batch(count):
        AssetFactory(stage="bofu", personas=[persona], review_on=days_from_today(-5), tags=2)
        ContentRequest.objects.create(title=f"For {persona}", persona=persona, requester=user)
        SearchLog.objects.create(user=user, words=f"tco {persona}", total=0)
    client = client_for(user)
    client.get(HOME)
    with django_assert_num_queries(queries):
        client.get(HOME)


@pytest.mark.parametrize(
    ("role", "begin"), [("marketer", "/library/new/?"), ("rep", "/library/requests/new/?")]
)
def test_a_gap_is_created_by_who_keeps_the_library_and_asked_for_by_others(request, client_for, role, begin):
    AssetFactory(stage="tofu", industries=["Banking"])
    client = client_for(request.getfixturevalue(role))
    gaps = [one["href"] for one in read_page(client.get("/?by=industry")).all("a", css="gap")]
    assert gaps == [f"{begin}stage={stage}&industry=banking" for stage in ("mofu", "bofu")]
    if role == "marketer":
        assert read_page(client.get(gaps[0])).one("input", name="industries")["checked"] is not None
