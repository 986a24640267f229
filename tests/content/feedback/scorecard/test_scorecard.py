"""The four answers and the questions: counted right, with their rows, and nothing unknown as 0."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.feedback.field.actions import note_use
from content.feedback.models import Feedback, Send
from content.feedback.scorecard import rules
from content.feedback.scorecard.card import Scorecard
from content.feedback.sending.actions import send_assets
from content.search.models import SearchLog
from portal.shared.dates import days_from_today, today
from tests.factories.accounts import AccountFactory
from tests.factories.content import AssetFactory, StageFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
LIST = reverse("content:answer-list")


def old(**values):
    return AssetFactory(published_on=days_from_today(-200), **values)


def use(asset, outcome="", stage=None, days=0):
    said = note_use(asset, {"outcome": outcome, "stage": stage}, actor=UserFactory())
    Feedback.objects.with_id(said.pk).update(given_on=days_from_today(-days))


def question(asset, title):
    return next(entry for entry in Scorecard(asset).questions if entry.title == title)


def test_each_answer_counts_and_opens_its_rows(client_for, rep):
    asset = old(stage="mofu")
    use(asset, "fell_flat")
    use(asset, "fell_flat", StageFactory(slug="bofu"))
    use(asset, "worked")
    send_assets([asset], account=None, recipient="A", channel="mail", batch=None, actor=rep)
    card = Scorecard(asset)
    assert [(stage, number) for stage, number, _ in card.fell_flat] == [("Consideration", 1), ("Decision", 1)]
    assert (card.is_never_used, card.uses.ever, card.worked, card.sends.ever) == (False, 3, 1, 1)
    client = client_for(rep)
    rows = read_page(client.get(card.fell_flat[1][2])).one("ul", css="thread").all("li")
    assert len(rows) == 1
    page = read_page(client.get(asset.get_absolute_url()))
    assert page.all("a", href=card.worked_url)[0].text == "1 time"


def test_never_used_is_published_for_sixty_days_without_a_use_or_a_send(client_for, rep):
    day = today()
    assert rules.is_never_used(day - timedelta(days=60), 0, day)
    assert not rules.is_never_used(day - timedelta(days=59), 0, day)
    never, used, _ = old(title="Never"), old(title="Used"), AssetFactory(title="New")
    use(used, "worked")
    page = read_page(client_for(rep).get(LIST))
    assert [row.one("a").text for row in page.all("th", scope="row")] == ["Never"]
    assert Scorecard(never).is_never_used
    worked = read_page(client_for(rep).get(LIST + "?show=worked&stage=mofu"))
    assert [row.one("a").text for row in worked.all("th", scope="row")] == ["Used"]


def test_ninety_days_stand_against_the_ninety_before():
    asset = old()
    for days in (0, 89, 90, 179, 180):
        use(asset, days=days)
    count = Scorecard(asset).uses
    assert (count.now, count.before, count.ever) == (2, 2, 5)
    SearchLog.objects.create(user=UserFactory(), words="deck", total=3, opened_id=asset.pk, rank=2)
    SearchLog.objects.create(
        user=UserFactory(),
        words="x",
        total=3,
        opened_id=asset.pk,
        rank=9,
        at=timezone.now() - timedelta(days=95),
    )
    found = question(asset, "Is it found?")
    assert (found.number, found.change[2], found.note.split(".")[0]) == (
        1,
        "as before",
        "Median place in the results 2",
    )


def test_what_is_not_counted_is_no_zero():
    asset = AssetFactory()
    assert {entry.title for entry in Scorecard(asset).questions if entry.number is None} == {
        "Is it read?",
        "Is it used well?",
        "Do buyers read it?",
        "Does it help?",
    }
    assert question(asset, "Is it used?").change is None


@pytest.mark.parametrize(("worked", "whole", "rate"), [(9, 9, None), (7, 10, 70)])
def test_no_rate_is_shown_below_ten(worked, whole, rate):
    assert rules.rate(worked, whole) == rate


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_at_any_size(client_for, rep, count, django_assert_num_queries):
    client = client_for(rep)
    for _ in range(count):
        note_use(old(personas=1), {"outcome": "worked", "account": AccountFactory()}, actor=rep)
    with django_assert_num_queries(8):
        client.get(LIST + "?show=worked")
    assert Send.objects.count() == 0
