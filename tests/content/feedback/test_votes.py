"""Votes for what others asked, and who is told what becomes of it."""

import pytest
from django.urls import reverse

from content.feedback import actions
from content.feedback.models import RequestVote
from portal.notices.models import Notice
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db


def test_one_vote_a_person_and_the_most_wanted_comes_first(client_for, rep, account_user):
    wanted = actions.ask({"title": "Bank story"}, actor=account_user)
    actions.ask({"title": "Newer one"}, actor=account_user)
    client, address = client_for(rep), reverse("content:request-vote", args=[wanted.pk])
    for _ in range(2):
        client.post(address, {"vote": "yes"})
    assert RequestVote.objects.count() == 1
    page = read_page(client.get(reverse("content:request-list") + "?show=open"))
    assert page.texts("a", css="t") == ["Bank story", "Newer one"]
    client.post(address, {"vote": "no"})
    assert RequestVote.objects.count() == 0
    client_for(account_user).post(address, {"vote": "yes"})
    assert RequestVote.objects.count() == 0


def test_who_asked_and_who_voted_is_told_at_every_step(client_for, rep, marketer):
    voter = UserFactory()
    asked, asset = actions.ask({"title": "Bank story"}, actor=rep), AssetFactory()
    actions.vote(asked, actor=voter)
    form = {"plan-version": 1, "plan-answer": "In May."}
    client_for(marketer).post(reverse("content:request-plan", args=[asked.pk]), form)
    asked.refresh_from_db()
    assert asked.status == "planned"
    actions.deliver(asked, asset, actor=marketer, version=2, answer="Here it is.")
    sentences = ["“Bank story” is planned: In May.", "“Bank story” is there: Here it is."]
    for person in (rep, voter):
        told = Notice.objects.of(person).order_by("id").values_list("sentence", "url")
        assert list(told) == [
            (sentences[0], asked.get_absolute_url()),
            (sentences[1], asset.get_absolute_url()),
        ]
