"""Two connections at once, on whatever database the tests run: nothing is lost, nobody waits for ever."""

import threading

import pytest
from django.db import connection

from content.library import actions, bulk
from content.library.models import Asset
from content.vocabularies import actions as vocabularies
from content.vocabularies.models import Format, Language, Tag
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from tests.factories.content import AssetFactory, TagFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Start all calls together, each with a connection of its own; their answers or exceptions, in order."""
    gate, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        gate.wait()
        try:
            answers[place] = call()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def editors():
    return UserFactory(role="marketer", name="Mara"), UserFactory(role="marketer", name="Olle")


def test_of_two_edits_exactly_one_is_written(editors):
    asset = AssetFactory(title="Old")
    answers = at_once(
        *(
            lambda who=who: actions.change_asset(asset, {"title": who.name}, actor=who, version=1)
            for who in editors
        )
    )
    stale = [answer for answer in answers if isinstance(answer, StaleRecord)]
    (winner,) = [answer for answer in answers if isinstance(answer, Asset)]
    saved = Asset.objects.get()
    assert (len(stale), saved.title, saved.version) == (1, winner.title, 2)
    assert Activity.objects.about(asset).count() == 1


def test_an_edit_and_a_bulk_change_do_not_undo_each_other(editors):
    mara, olle = editors
    asset = AssetFactory(title="Old", audience="shareable")
    edit, many = at_once(
        lambda: actions.change_asset(asset, {"title": "New"}, actor=mara, version=1),
        lambda: bulk.change_many(bulk.CHANGES["set-audience"], "internal", {asset.pk: 1}, actor=olle),
    )
    saved = Asset.objects.get()
    if isinstance(edit, StaleRecord):
        assert (saved.title, saved.audience, len(many.plan.rows)) == ("Old", "internal", 1)
    else:
        assert (saved.title, saved.audience, many.stale) == ("New", "shareable", [asset])
    assert saved.version == 2


def test_new_assets_of_one_format_get_different_references(editors):
    values = {"format": Format.objects.get(slug="guide"), "language": Language.objects.get(slug="en")}
    at_once(
        *(
            lambda number=number: actions.create_asset(
                values | {"title": f"Guide {number}"}, actor=editors[0]
            )
            for number in range(4)
        )
    )
    assert sorted(Asset.objects.references()) == ["guide-001", "guide-002", "guide-003", "guide-004"]


def test_one_new_word_becomes_one_tag(editors):
    first, second = AssetFactory.create_batch(2)
    answers = at_once(
        lambda: actions.change_asset(first, {"tags": ["GitOps"]}, actor=editors[0], version=1),
        lambda: actions.change_asset(second, {"tags": ["gitops"]}, actor=editors[1], version=1),
    )
    assert [type(answer) for answer in answers] == [Asset, Asset]
    assert Tag.objects.count() == 1
    assert [asset.tags.count() for asset in (first, second)] == [1, 1]


def test_a_merge_and_edits_of_its_assets_both_come_through(editors):
    mara, olle = editors
    old, new = TagFactory(label="k8s"), TagFactory(label="kubernetes")
    assets = AssetFactory.create_batch(4, tags=[old])
    answers = at_once(
        lambda: vocabularies.merge_term(old, new, actor=mara, version=1),
        *(
            lambda one=one: actions.change_asset(
                one, {"title": f"New {one.pk}", "tags": [old, "fresh"]}, actor=olle, version=1
            )
            for one in assets[:2]
        ),
    )
    assert not [one for one in answers if not isinstance(one, Tag | Asset | StaleRecord)]
    assert not Tag.objects.filter(label="k8s").exists()
    assert all("kubernetes" in {tag.label for tag in asset.tags.all()} for asset in assets)
