"""Two people edit one asset at once: the second sees both values and chooses."""

import re

import pytest

from content.library import actions
from content.library.models import Asset
from tests.content.library.edit_pages import edit_url, opened, text_of
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db


def test_the_second_of_two_editors_sees_both_values(client_for, marketer):
    asset = AssetFactory(title="Old title", summary="Old summary", talking_points=["A"])
    olle = UserFactory(role="marketer", name="Olle Berg")
    client = client_for(marketer)
    mine = opened(client, asset)
    actions.change_asset(asset, {"title": "Olle's title", "summary": "Olle's summary"}, actor=olle, version=1)
    page = client.post(edit_url(asset), mine | {"title": "My title", "point": ["A", "My point"]})
    assert page.status_code == 409
    words = text_of(page)
    assert "Olle Berg saved this" in words
    for value in ("Olle 's title", "My title", "Olle 's summary", "My point"):
        assert value.replace(" '", "'").split("'")[0] in words
    kept = re.findall(r'name="keep-(\w+)" value="(\w+)" checked', page.text)
    assert kept == [("title", "yours"), ("summary", "theirs"), ("talking_points", "yours")]


def test_each_side_is_headed_by_what_it_is(client_for, marketer):
    asset = AssetFactory(title="Old title", summary="Old summary")
    client = client_for(marketer)
    mine = opened(client, asset)
    olle = UserFactory(role="marketer", name="Olle Berg")
    actions.change_asset(asset, {"title": "Olle", "summary": "New"}, actor=olle, version=1)
    page = read_page(client.post(edit_url(asset), mine | {"title": "Mine", "point": ["My point"]}))
    rows = [(row.one("legend").text, row.texts("b")) for row in page.all("fieldset", css="versus")]
    assert rows == [
        ("Title you both changed it", ["Saved by Olle Berg", "Yours"]),
        ("Summary only Olle Berg changed it", ["Saved by Olle Berg", "As it was"]),
        ("Talking points only you changed it", ["As it was", "Yours"]),
    ]


def test_who_only_archived_it_is_said_to_have_archived_it(client_for, marketer):
    asset = AssetFactory(summary="Old summary")
    client = client_for(marketer)
    mine = opened(client, asset)
    actions.archive_asset(asset, actor=UserFactory(role="marketer", name="Olle Berg"), version=1)
    page = read_page(client.post(edit_url(asset), mine | {"summary": "Mine"}))
    words = page.one(role="alert").text
    assert "Olle Berg archived this" in words
    assert "It is archived now" in words
    assert "Saved by" not in page.text


def hidden_fields(page):
    """What the conflict's page sends back with one click: hidden inputs and the chosen sides."""
    data = {}
    form = page.text[page.text.index('class="form wide') :]
    for tag in re.findall(r"<input[^>]+>", form):
        kind = re.search(r'type="(\w+)"', tag)[1]
        if kind == "hidden" or " checked" in tag:
            value = re.search(r'value="([^"]*)"', tag)
            data.setdefault(re.search(r'name="([^"]+)"', tag)[1], []).append(value[1] if value else "")
    return data


def test_one_click_saves_what_is_chosen(client_for, marketer):
    asset = AssetFactory(title="Old title", summary="Old summary", talking_points=["A"], tags=["one"])
    client = client_for(marketer)
    mine = opened(client, asset)
    olle = UserFactory(role="marketer")
    actions.change_asset(
        asset, {"title": "Olle", "summary": "New summary", "tags": ["two"]}, actor=olle, version=1
    )
    page = client.post(edit_url(asset), mine | {"title": "Mine", "point": ["A", "B"]})
    answer = client.post(edit_url(asset), hidden_fields(page))
    saved = Asset.objects.for_reading().get(pk=asset.pk)
    assert answer.status_code == 302
    assert (saved.title, saved.summary, [point.text for point in saved.points], saved.version) == (
        "Mine",
        "New summary",
        ["A", "B"],
        3,
    )
    assert [tag.label for tag in saved.tags.all()] == ["two"]


def test_the_other_side_can_be_chosen(client_for, marketer):
    asset = AssetFactory(title="Old title")
    client = client_for(marketer)
    mine = opened(client, asset)
    actions.change_asset(asset, {"title": "Olle"}, actor=UserFactory(), version=1)
    page = client.post(edit_url(asset), mine | {"title": "Mine", "summary": "My summary"})
    client.post(edit_url(asset), hidden_fields(page) | {"keep-title": "theirs"})
    saved = Asset.objects.get(pk=asset.pk)
    assert (saved.title, saved.summary) == ("Olle", "My summary")


def test_a_third_editor_in_between_makes_a_new_conflict(client_for, marketer):
    asset = AssetFactory(title="Old title")
    client = client_for(marketer)
    mine = opened(client, asset)
    actions.change_asset(asset, {"title": "Olle"}, actor=UserFactory(), version=1)
    page = client.post(edit_url(asset), mine | {"title": "Mine"})
    actions.change_asset(asset, {"title": "Third"}, actor=UserFactory(), version=2)
    again = client.post(edit_url(asset), hidden_fields(page))
    assert again.status_code == 409
    assert "Third" in text_of(again)
    assert Asset.objects.get(pk=asset.pk).title == "Third"


def test_editing_goes_on_with_what_is_chosen(client_for, marketer):
    asset = AssetFactory(title="Old title", summary="Old")
    client = client_for(marketer)
    mine = opened(client, asset)
    actions.change_asset(asset, {"summary": "Their summary"}, actor=UserFactory(), version=1)
    page = client.post(edit_url(asset), mine | {"title": "Mine"})
    form = client.post(edit_url(asset), hidden_fields(page) | {"continue": "1"})
    assert form.status_code == 200
    assert 'value="Mine"' in form.text
    assert "Their summary" in form.text
    assert 'name="version" value="2"' in form.text


def test_saving_the_same_twice_is_no_conflict(client_for, marketer):
    asset = AssetFactory()
    client = client_for(marketer)
    mine = opened(client, asset) | {"title": "Twice"}
    assert [client.post(edit_url(asset), mine).status_code for _ in range(2)] == [302, 302]
    assert Asset.objects.get(pk=asset.pk).version == 2
