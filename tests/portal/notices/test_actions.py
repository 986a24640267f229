import json

import pytest
from django.core.exceptions import ValidationError

from portal.activity.models import Activity
from portal.notices import actions
from portal.notices.jobs import deliver_messages
from portal.notices.models import ChannelMessage, Notice, TeamChannel
from portal.outbound import actions as outbound
from portal.shared.registry import NoticeKind, registry
from tests.factories.portal import TeamFactory, UserFactory

ADDRESS = "https://hooks.example.com/services/T1/B2/secret-wxyz"


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Two kinds: one that is mailed unless somebody says otherwise, one that is not."""
    kinds = {
        "review": NoticeKind("Reviews", "Yours is due."),
        "loud": NoticeKind("Loud", "Often.", mail=False),
    }
    monkeypatch.setattr(registry, "notice_kinds", kinds)


def say(*people, kind="review", key="one"):
    return actions.tell(people, kind, "Look at this.", "/library/", key=key)


def sentences(person):
    return [notice.sentence for notice in Notice.objects.visible_to(person)]


def test_everybody_hears_of_an_occasion_once(rep, marketer):
    gone = UserFactory(is_active=False)
    assert say(rep, rep, gone, None) == 1
    assert say(rep, marketer) == 1
    assert (len(sentences(rep)), len(sentences(marketer))) == (1, 1)
    assert not Notice.objects.of(gone).exists()


def test_people_hear_as_they_chose(rep, marketer):
    actions.set_preferences(rep, {"review": {"in_portal": False, "by_mail": True}})
    actions.set_preferences(marketer, {"review": {"in_portal": False, "by_mail": False}})
    assert say(rep, marketer) == 1
    assert sentences(rep) == []
    assert Notice.objects.of(rep).to_mail().count() == 1
    # What waits for the next mail leaves it with its kind.
    actions.set_preferences(rep, {"review": {"in_portal": True, "by_mail": False}})
    assert Notice.objects.of(rep).to_mail().count() == 0
    assert say(rep, kind="loud", key="two") == 1
    assert Notice.objects.of(rep).to_mail().count() == 0


# Channels


@pytest.fixture
def channel(admin):
    team = TeamFactory(name="EMEA")
    values = {"address": ADDRESS, "kinds": ["review"], "is_active": True}
    return actions.set_channel(team, values, actor=admin, version=None)


@pytest.fixture
def chat(monkeypatch):
    """Stands in for the other side: what it was sent, and what it answers next (a problem, or None)."""

    class Chat(list):
        problem = None

    sent = Chat()

    def post(url, payload):
        sent.append((url, json.loads(json.dumps(payload))["text"]))
        if sent.problem:
            raise outbound.OutboundProblem(sent.problem)

    monkeypatch.setattr("portal.notices.jobs.post_json", post)
    return sent


def deliver():
    deliver_messages.call()


def test_a_team_hears_what_it_asked_for_once(channel, chat):
    TeamChannel.objects.create(team=TeamFactory(), address=ADDRESS, kinds=["loud"])
    for _ in range(2):
        actions.tell_teams("review", "Price < 3 & <b>rising</b>", "/library/x/", key="k")
        deliver()
    text = "Price &lt; 3 &amp; &lt;b&gt;rising&lt;/b&gt; <http://127.0.0.1:8000/library/x/|Open>"
    assert chat == [(ADDRESS, text)]
    channel.refresh_from_db()
    assert (channel.last_error, channel.last_sent_at is None) == ("", False)


def test_a_teams_channel_hears_what_its_people_are_told(channel, chat, rep):
    mates = [UserFactory(name=name, team=channel.team) for name in ("Mara Lind", "Olle Brand")]
    for _ in range(2):
        say(*mates, rep)
        say(mates[0], kind="loud", key="two")
        deliver()
    assert [text.split(" <")[0] for _, text in chat] == ["Mara Lind, Olle Brand: Look at this."]


def test_a_failing_channel_is_tried_for_three_days_and_says_why(channel, chat, time_machine):
    time_machine.move_to("2026-03-02 10:00Z", tick=False)
    chat.problem = "The other side answered 404: no_service."
    actions.tell_teams("review", "One", "/", key="1")
    actions.tell_teams("review", "Two", "/", key="2")
    deliver()
    # The channel was asked once: the second message waits for its next run.
    assert len(chat) == 1
    deliver()
    assert len(chat) == 1
    channel.refresh_from_db()
    assert channel.last_error == chat.problem
    time_machine.move_to("2026-03-05 09:00Z", tick=False)
    deliver()
    time_machine.move_to("2026-03-05 11:00Z", tick=False)
    deliver()
    assert ChannelMessage.objects.waiting().count() == 0
    assert len(chat) == 2


def test_a_new_address_gets_what_waits_at_once(channel, chat, admin):
    chat.problem = "Nobody answers at this address."
    actions.tell_teams("review", "One", "/", key="1")
    deliver()
    chat.problem = None
    values = {"address": f"{ADDRESS}-new", "kinds": ["review"], "is_active": True}
    actions.set_channel(channel.team, values, actor=admin, version=channel.version)
    deliver()
    assert [url for url, _ in chat] == [ADDRESS, f"{ADDRESS}-new"]


def test_a_paused_channel_sends_only_tests(channel, chat, admin):
    values = {"address": "", "kinds": ["review"], "is_active": False}
    actions.set_channel(channel.team, values, actor=admin, version=1)
    assert actions.tell_teams("review", "One", "/", key="1") == 0
    actions.send_test(channel, actor=admin)
    deliver()
    assert [text.split(" <")[0] for _, text in chat] == ["Admin tries whether Tandem reaches EMEA."]


def test_the_address_is_a_secret(channel, admin):
    lines = str([line.changes for line in Activity.objects.about(channel)])
    assert "wxyz" in lines
    assert "secret" not in lines
    values = {"address": "http://hooks.example.com/", "kinds": [], "is_active": True}
    with pytest.raises(ValidationError, match="begin with https"):
        actions.set_channel(channel.team, values, actor=admin, version=1)
