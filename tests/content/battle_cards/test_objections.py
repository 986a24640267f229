"""The objection log: heard, gathered, answered, tried, found by the words the buyer said."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from content.battle_cards.models import AnswerOutcome, Hearing, Objection
from content.battle_cards.objections import actions
from content.vocabularies.actions import merge_term
from portal.notices.models import Notice
from tests.factories.accounts import AccountFactory
from tests.factories.battle_cards import CardFactory, ObjectionFactory
from tests.factories.content import AssetFactory, CompetitorFactory, PersonaFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("content:objection-list"), reverse("content:objection-new")
PRICE = "Your price per cluster is higher"


def hear(person, words=PRICE, objection=None, **values):
    return actions.hear({"words": words} | values, actor=person, objection=objection).objection


def test_from_an_asset_it_takes_the_words_and_one_more_click(client_for, rep):
    persona = PersonaFactory(label="CFO")
    asset = AssetFactory(reference="story", personas=["CFO"], competitors=["Orbitane"], stage="bofu")
    client = client_for(rep)
    page = read_page(client.get(asset.get_absolute_url()))
    [link] = [one for one in page.all("a") if one.text == "Heard an objection"]
    form = read_page(client.get(link["href"]))
    chosen = {select["name"]: select.all("option", selected=True) for select in form.all("select")}
    filled = {name: options[0]["value"] for name, options in chosen.items() if options}
    assert filled["persona"] == str(persona.pk)
    answer = client.post(NEW, filled | {"words": f"“{PRICE}”", "asset": "story"})
    heard = Hearing.objects.get()
    assert answer.url == heard.objection.get_absolute_url()
    assert (heard.words, heard.asset, heard.competitor.label) == (PRICE, asset, "Orbitane")


def test_what_others_heard_is_shown_before_a_second_one_is_made(client_for, rep):
    known = hear(UserFactory())
    client = client_for(rep)
    said = {"words": "For each cluster your prices are higher than theirs"}
    answer = client.post(NEW, said)
    assert answer.status_code == 422
    [choice, new] = read_page(answer).all("input", type="radio")
    assert (choice["value"], new["value"]) == (str(known.pk), "new")
    client.post(NEW, said | {"objection": known.pk})
    client.post(NEW, said | {"objection": known.pk})
    assert Objection.objects.count() == 1
    assert Hearing.objects.of(known).count() == 2
    client.post(NEW, said | {"objection": "new"})
    assert Objection.objects.count() == 2


def test_most_people_first_and_for_marketing_those_without_an_answer(client_for, rep, marketer):
    others = UserFactory.create_batch(3)
    often = ObjectionFactory(words="Often", answer="Say this.", heard_by=others)
    ObjectionFactory(words="Once", heard_by=others[:1])
    old = ObjectionFactory(words="Old", answer="Say that.", heard_by=[*others, rep])
    Hearing.objects.of(old).update(at=timezone.now() - timedelta(days=91))
    assert read_page(client_for(rep).get(LIST)).texts("a", css="t") == ["“Often”", "“Once”", "“Old”"]
    assert read_page(client_for(rep).get(f"{LIST}?period=all")).texts("a", css="t")[0] == "“Old”"
    assert read_page(client_for(marketer).get(LIST)).texts("a", css="t")[0] == "“Once”"
    assert often.answer == "Say this."


def test_an_answer_has_forty_words_and_is_told_to_those_who_heard(client_for, rep, marketer):
    objection = hear(rep)
    url = reverse("content:objection-edit", args=[objection.pk])
    assert client_for(rep).get(url).status_code == 403
    client = client_for(marketer)
    form = {"words": PRICE, "version": 1, "seen": ""}
    assert client.post(url, form | {"answer": "word " * 41}).status_code == 422
    assert client.post(url, form | {"answer": "Count the standby clusters."}).status_code == 302
    assert client.post(url, form | {"answer": "Late."}).status_code == 409
    actions.change_objection(objection, {"answer": "Count them all."}, actor=marketer, version=None)
    with pytest.raises(ValidationError, match="Write what to say"):
        actions.change_objection(objection, {"answer": ""}, actor=marketer, version=None)
    assert [(notice.person, notice.url) for notice in Notice.objects.all()] == [
        (rep, objection.get_absolute_url())
    ]


def test_a_new_one_about_a_competitor_is_told_to_the_owner_of_its_card(rep):
    card = CardFactory()
    objection = hear(rep, competitor=card.competitor)
    assert objection.owner == card.owner
    assert Notice.objects.get().person == card.owner


def test_worked_and_then_the_account_in_two_clicks(client_for, rep):
    account = AccountFactory(sales_owner=rep)
    objection = ObjectionFactory(answer="Say this.")
    client = client_for(rep)
    url = reverse("content:objection-outcome", args=[objection.pk])
    page = read_page(client.get(client.post(url, {"worked": "yes"}).url))
    [button] = [one for one in page.all("button", name="account") if one.text == account.name]
    client.post(
        reverse("content:outcome-account", args=[AnswerOutcome.objects.get().pk]),
        {"account": button["value"]},
    )
    client.post(url, {"worked": "yes"})
    client.post(url, {"failed": "yes"})
    outcomes = AnswerOutcome.objects.of(objection).order_by("pk")
    assert list(outcomes.values_list("worked", "account")) == [(True, account.pk), (False, None)]
    with pytest.raises(ValidationError, match="no answer yet"):
        actions.note_outcome(ObjectionFactory(), True, actor=rep)


def test_two_objections_become_one_and_nothing_that_was_heard_is_lost(client_for, rep, marketer):
    first, second = (
        ObjectionFactory(words=PRICE, heard_by=[rep]),
        hear(marketer, "The price per cluster is too high"),
    )
    actions.change_objection(second, {"answer": "Count all."}, actor=marketer, version=None)
    actions.note_outcome(second, True, actor=rep)
    url = reverse("content:objection-merge", args=[second.pk])
    assert client_for(rep).get(url).status_code == 403
    client = client_for(marketer)
    assert client.post(url, {"into": first.pk, "version": 9}).status_code == 409
    second.refresh_from_db()
    assert client.post(url, {"into": first.pk, "version": second.version}).url == first.get_absolute_url()
    [kept] = Objection.objects.visible_to(rep).counted()
    assert (kept.pk, kept.answer, kept.heard, kept.worked) == (first.pk, "Count all.", 2, 1)
    assert " high " in kept.key


@pytest.mark.parametrize("said", ["prices for clusters", "higher price", "it is higher, your price per clus"])
def test_it_is_found_by_the_words_in_any_form_with_its_answer_to_copy(client_for, rep, said):
    objection = ObjectionFactory(words=PRICE, answer="Count the standby clusters.")
    ObjectionFactory(words="Moving takes a year", answer="Eleven weeks.")
    page = read_page(client_for(rep).get(reverse("search-suggest"), {"q": said}))
    assert page.one("a", data_copy="Count the standby clusters.")["href"] == objection.get_absolute_url()
    shown = read_page(client_for(rep).get(reverse("content:asset-list"), {"q": said}))
    assert shown.one("section", css="said").texts("button") == ["Copy"]
    assert "Eleven weeks." not in shown.text


def test_terms_are_switched_when_they_are_merged(marketer, rep):
    old, new = CompetitorFactory(), CompetitorFactory()
    objection = hear(rep, competitor=old)
    merge_term(old, new, actor=marketer, version=None)
    objection.refresh_from_db()
    assert (objection.competitor, Hearing.objects.get().competitor) == (new, new)


@pytest.mark.parametrize("count", [1, 5])
def test_the_log_costs_the_same_at_any_size(client_for, rep, django_assert_num_queries, count):
    people = UserFactory.create_batch(count)
    competitor = CompetitorFactory()
    ObjectionFactory.create_batch(count, answer="Say this.", competitor=competitor, heard_by=people)
    client = client_for(rep)
    url = Objection.objects.first().get_absolute_url()
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)
    with django_assert_num_queries(7):
        client.get(url)
