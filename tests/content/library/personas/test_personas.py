from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from content.library.personas.actions import sign_page, write_page
from content.library.personas.models import PersonaPage
from content.library.personas.pages import PersonaView
from content.library.personas.standing import demand
from content.vocabularies.actions import merge_term, uses_of
from content.vocabularies.labels import labels
from content.vocabularies.models import Format, Stage
from portal.activity.models import Activity
from portal.definitions.agreements import agreement_on
from portal.definitions.models import Signature
from portal.shared.changes import StaleRecord
from portal.shared.dates import days_from_today
from tests.factories.content import AssetFactory, FormatFactory, PersonaFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

PAGE = "/personas/cfo/"
LIST = "/personas/"


@pytest.fixture
def cfo(db):
    return PersonaFactory(label="CFO")


@pytest.fixture
def decision(db):
    return Stage.objects.get(slug="bofu")


def written(persona, actor, **changes):
    return write_page(persona, {"job": "Pays."} | changes, actor=actor, version=None)


def needing(persona, actor, stage, *slugs):
    formats = [FormatFactory(slug=slug, label=slug.title()) for slug in slugs]
    return written(persona, actor, stages={stage: {"formats": formats}})


def signed(page, *people):
    for person in people:
        sign_page(page, actor=person, version=page.version)


def mark(persona):
    return labels().by_id["persona"][persona.pk].mark


def test_the_mark_goes_when_both_sides_have_signed_and_comes_back_with_time(cfo, rep, marketer):
    assert mark(cfo) == "not signed by both sides"
    page = written(cfo, rep)
    signed(page, rep)
    assert mark(cfo) == "not signed by both sides"
    signed(page, marketer)
    assert mark(cfo) == ""
    Signature.objects.update(at=datetime(2020, 1, 1, tzinfo=UTC))
    signed(page, rep)  # the other side is still to come
    assert (mark(cfo), agreement_on(page).waiting) == ("review overdue", ["marketing"])


def test_each_edit_takes_both_signatures_back_and_tells_what_it_changed(cfo, rep, marketer, decision):
    page = needing(cfo, rep, decision, "pricing")
    signed(page, rep, marketer)
    changes = {"job": "Pays late.", "stages": {decision: {"concerns": "Payback", "formats": []}}}
    write_page(cfo, changes, actor=marketer, version=1)
    page = PersonaPage.objects.get()
    assert (page.version, agreement_on(page).state, mark(cfo)) == (2, "unsigned", "not signed by both sides")
    line = Activity.objects.about(page).first()
    assert (line.verb, line.changes) == (
        "changed",
        {
            "job": ["Pays.", "Pays late."],
            "concerns_bofu": ["", "Payback"],
            "formats_bofu": [["Pricing sheet"], []],
        },
    )
    with pytest.raises(StaleRecord):
        sign_page(page, actor=rep, version=1)
    assert written(cfo, rep, job="Pays late.").version == 2  # the same again is no edit


def test_two_who_write_the_first_text_at_once_meet(cfo, rep, marketer):
    write_page(cfo, {"job": "Pays."}, actor=rep, version=0)
    with pytest.raises(StaleRecord):
        write_page(cfo, {"job": "Saves."}, actor=marketer, version=0)


def test_who_is_on_neither_side_writes_nothing(cfo, client_for):
    stranger = UserFactory(side="other")
    with pytest.raises(PermissionDenied):
        written(cfo, stranger)
    assert client_for(stranger).get(f"{PAGE}edit/").status_code == 403


def test_the_form_keeps_both_texts_of_a_conflict(client_for, cfo, rep, marketer):
    client = client_for(rep)
    first = client.get(f"{PAGE}edit/").context["form"]
    written(cfo, marketer, job="Marketing's.")
    sent = {"version": first["version"].value() or "", "job": "Mine.", "concerns_bofu": "Payback"}
    answer = client.post(f"{PAGE}edit/", sent)
    assert (answer.status_code, "Marketing&#x27;s." in answer.text) == (409, True)
    sent |= {"version": answer.context["form"]["version"].value(), "keep-job": "theirs"}
    assert client.post(f"{PAGE}edit/", sent).status_code == 302
    page = PersonaPage.objects.get()
    assert (page.job, page.stages.get(stage__slug="bofu").concerns) == ("Marketing's.", "Payback")


def test_needs_say_what_is_there_and_ask_for_what_is_missing(client_for, cfo, rep, decision):
    needing(cfo, rep, decision, "pricing", "demo")
    AssetFactory(title="Prices", format="pricing", stage="bofu", personas=[cfo])
    AssetFactory(
        format="demo",
        stage="bofu",
        personas=[cfo],
        published_on=days_from_today(-2),
        expires_on=days_from_today(-1),
    )
    AssetFactory(format="demo", stage="mofu", personas=[cfo])
    [at] = [at for at in PersonaView("cfo", rep).stages if at.needs]
    assert [(need.format.slug, need.count) for need in at.needs] == [("demo", 0), ("pricing", 1)]
    client = client_for(rep)
    for url, count in ((at.url, at.count), (at.needs[1].url, 1), (PersonaView("cfo", rep).assets_url, 2)):
        assert client.get(url).context["found"].answer.total == count
    form = client.get(at.needs[0].ask_url).context["form"]
    assert (form["stage"].value(), form["persona"].value()) == (decision.pk, cfo.pk)
    said = [("CFO needs Product demo at Decision", "/personas/cfo/#stage-bofu")]
    assert demand("persona", rep) == {(decision.pk, cfo.pk): said}
    assert demand("format", rep) == {(decision.pk, at.needs[0].format.pk): said}
    assert demand("industry", rep) == {}


def test_a_merged_persona_leaves_its_text_and_a_merged_format_the_signatures(cfo, rep, marketer, decision):
    other, page = PersonaFactory(label="Finance"), needing(cfo, rep, decision, "pricing", "demo")
    written(other, rep, job="Counts.")
    signed(page, rep, marketer)
    pricing, demo = (Format.objects.get(slug=slug) for slug in ("pricing", "demo"))
    merge_term(pricing, demo, actor=marketer, version=pricing.version)
    page.refresh_from_db()
    assert list(page.stages.get(stage=decision).formats.all()) == [demo]
    assert agreement_on(page).state == "signed"
    assert any("history keeps the text" in sentence for sentence, _ in uses_of(other))
    merge_term(other, cfo, actor=marketer, version=other.version)
    assert list(PersonaPage.objects.all()) == [page]
    line = Activity.objects.about(page).first()
    assert (line.verb, line.changes["job"]) == ("merged another page into", ["Counts.", None])


def test_a_page_goes_with_its_persona_to_a_successor_without_one(cfo, rep, marketer):
    page, successor = written(cfo, rep), PersonaFactory(label="Finance")
    signed(page, rep, marketer)
    merge_term(cfo, successor, actor=marketer, version=cfo.version)
    page.refresh_from_db()
    assert (page.persona, agreement_on(page).state) == (successor, "unsigned")


def test_an_unsigned_persona_is_marked_where_it_is_shown(client_for, cfo, rep):
    asset = AssetFactory(personas=[cfo])
    client = client_for(rep)
    for path in ("/library/", asset.get_absolute_url(), "/coverage/", "/"):
        marks = read_page(client.get(path)).all("svg", aria_label="not signed by both sides")
        assert marks, path


@pytest.mark.parametrize("count", [1, 5])
def test_the_pages_cost_the_same_at_any_size(client_for, rep, decision, count, django_assert_num_queries):
    for persona in PersonaFactory.create_batch(count):
        page = needing(persona, rep, decision, *(f"format-{number}" for number in range(count)))
        AssetFactory(personas=[persona], stage="bofu")
        signed(page, rep)
    client = client_for(rep)
    client.get(LIST)
    with django_assert_num_queries(LIST_COST):
        client.get(LIST)
    with django_assert_num_queries(PAGE_COST):
        client.get(page.get_absolute_url())


def test_a_new_portal_says_what_to_do_first(client_for, marketer):
    assert "No personas yet" in client_for(marketer).get(LIST).text


LIST_COST, PAGE_COST = 10, 14
