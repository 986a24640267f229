import pytest
from django.urls import reverse

from portal.notices.actions import preferences_of, set_channel, tell
from portal.notices.models import Notice, TeamChannel
from tests.factories.portal import TeamFactory

LIST = "/notices/"


def say(person, count=1, start=0):
    for number in range(start, start + count):
        tell([person], "hand-over", f"Notice {number}.", f"/library/?n={number}", key=f"n{number}")


def test_ones_own_notices_are_shown_the_newest_first(rep, marketer, client_for):
    say(rep, 2)
    say(marketer, 1, start=7)
    client = client_for(rep)
    page = client.get(LIST)
    assert [notice.sentence for notice in page.context["page"]] == ["Notice 1.", "Notice 0."]
    assert 'aria-label="Notices, 2 unread"' in page.text
    theirs = Notice.objects.get(person=marketer)
    assert client.post(reverse("notice-read", args=[theirs.pk])).status_code == 404
    assert [
        len(client.get(f"{LIST}?{query}").context["page"]) for query in ("kind=hand-over", "show=unread")
    ] == [2, 2]


def test_reading_marks_and_looking_does_not(rep, client_for):
    say(rep, 12)
    client = client_for(rep)
    newest = client.get(LIST).context["page"][0]
    say(rep, 1, start=99)
    assert ">9+</span>" in client.get(LIST).text
    assert client.post(reverse("notice-read", args=[newest.pk]), {"quietly": ""}).status_code == 204
    # What came after the page was shown stays unread.
    client.post(reverse("notices-read"), {"up_to": newest.pk})
    [left] = Notice.objects.visible_to(rep).unread()
    assert left.sentence == "Notice 99."


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_and_its_bell_cost_the_same_at_any_size(rep, client_for, count, django_assert_num_queries):
    say(rep, count)
    client = client_for(rep)
    client.get(LIST)
    # Person with settings and unread number, saved views, how many, which.
    with django_assert_num_queries(4):
        client.get(LIST)


def test_people_choose_what_they_hear_of(rep, client_for):
    client = client_for(rep)
    assert "hand-over" in client.get("/profile/").text
    client.post(reverse("notice-preferences"), {"portal-hand-over": "on"})
    [wish] = [wish for wish in preferences_of(rep) if wish.kind == "hand-over"]
    assert (wish.in_portal, wish.by_mail) == (True, False)


def test_a_channel_is_set_up_without_showing_its_address_again(admin, rep, client_for):
    team = TeamFactory(name="EMEA")
    url = reverse("team-channel", args=[team.pk])
    assert client_for(rep).get(url).status_code == 403
    client = client_for(admin)
    refused = client.post(url, {"address": "http://hooks.example.com/x", "is_active": "on"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["address"])
    address = "https://hooks.example.com/services/top-secret-9876"
    values = {"address": address, "kinds": ["hand-over"], "is_active": "on"}
    client.post(url, values)
    assert (TeamChannel.objects.get().kinds, TeamChannel.objects.get().address) == (["hand-over"], address)
    page = client.get(url)
    assert "https://hooks.example.com/…9876" in page.text
    assert "top-secret" not in page.text + client.get(team.get_absolute_url()).text
    # An empty field keeps the address; an old version is told what somebody else saved.
    client.post(url, {"kinds": [], "is_active": "on", "version": 1})
    stale = client.post(url, {"kinds": ["hand-over"], "version": 1})
    assert stale.status_code == 409
    assert "is sent messages about nothing" in stale.text
    assert TeamChannel.objects.get().address == address


def test_settings_name_the_channels_that_fail(admin, client_for):
    team = TeamFactory(name="EMEA")
    values = {"address": "https://hooks.example.com/x", "kinds": [], "is_active": True}
    channel = set_channel(team, values, actor=admin, version=None)
    client = client_for(admin)
    assert "Channels that fail" not in client.get("/settings/").text
    TeamChannel.objects.of(team).update(last_error="The other side answered 404.")
    assert "The other side answered 404." in client.get("/settings/").text
    client.post(reverse("team-channel-remove", args=[team.pk]), {"version": channel.version})
    assert not TeamChannel.objects.exists()
