"""The verbs on assets: what they write, what they refuse, what history and search say afterwards."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction

from content.library import actions
from content.library.documents import document_of, documents_of
from content.library.filters import viewer_of
from content.library.models import Asset, AssetTalkingPoint, TalkingPoint
from content.search.engine import run
from content.search.query import Query
from content.vocabularies.models import Format, Language, Stage, Tag
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from portal.shared.registry import Reference, registry
from tests.factories.content import AssetFactory, PersonaFactory, StageFactory, TagFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


def values(**more):
    """What the form hands over for a new asset."""
    return {
        "title": "Rollback drill in 6 minutes",
        "format": Format.objects.get(slug="case-study"),
        "language": Language.objects.get(slug="en"),
    } | more


def history(asset):
    """(verb, changes) of an asset, newest first."""
    return [(line.verb, line.changes) for line in Activity.objects.about(asset)]


def found(words, user):
    """Ids of the assets that search finds."""
    return list(run(Query(words), viewer_of(user)).ids)


def test_a_new_asset_is_a_draft_of_its_author(marketer):
    asset = actions.create_asset(values(talking_points=["One", "Two"]), actor=marketer)
    assert (asset.status, asset.owner, asset.created_by, asset.reference, asset.version) == (
        "draft",
        marketer,
        marketer,
        "case-study-001",
        1,
    )
    assert [point.text for point in asset.points] == ["One", "Two"]
    assert history(asset) == [("created", {})]


def test_references_of_one_format_count_up(marketer):
    first, second = (actions.create_asset(values(), actor=marketer) for _ in range(2))
    assert [first.reference, second.reference] == ["case-study-001", "case-study-002"]


def test_a_given_reference_is_kept_and_checked(marketer):
    assert actions.create_asset(values(reference="freeze-story"), actor=marketer).reference == "freeze-story"
    for taken_or_bad in ("freeze-story", "42", "new"):
        with pytest.raises(ValidationError) as refusal:
            actions.create_asset(values(reference=taken_or_bad), actor=marketer)
        assert "reference" in refusal.value.message_dict


def test_an_asset_without_format_is_refused(marketer):
    with pytest.raises(ValidationError) as refusal:
        actions.create_asset(values(format=None), actor=marketer)
    assert "format" in refusal.value.message_dict


def test_a_deactivated_person_cannot_become_owner(marketer):
    with pytest.raises(ValidationError) as refusal:
        actions.create_asset(values(owner=UserFactory(is_active=False)), actor=marketer)
    assert "owner" in refusal.value.message_dict


def test_an_owner_who_left_does_not_stop_other_changes(marketer):
    asset = AssetFactory(owner=UserFactory(is_active=False))
    changed = actions.change_asset(
        asset, {"title": "New", "owner": asset.owner}, actor=marketer, version=asset.version
    )
    assert changed.title == "New"


def test_words_among_the_tags_become_tags_once(marketer):
    TagFactory(label="GitOps", aliases=["git-ops flow"])
    asset = actions.create_asset(
        values(tags=["gitops", "Git-Ops Flow", "rollback", " Rollback "]), actor=marketer
    )
    assert sorted(tag.label for tag in asset.tags.all()) == ["GitOps", "rollback"]
    assert Tag.objects.count() == 2


def test_a_change_is_written_with_old_and_new_values(marketer):
    mofu, bofu = StageFactory(slug="mofu"), StageFactory(slug="bofu")
    lead, cfo = PersonaFactory(label="Platform Lead"), PersonaFactory(label="CFO")
    asset = AssetFactory(title="Old", stage=mofu, personas=[lead], talking_points=["A", "B"])
    changed = actions.change_asset(
        asset,
        {
            "title": "New",
            "stage": bofu,
            "personas": [lead, cfo],
            "talking_points": ["B", "C"],
            "summary": asset.summary,
        },
        actor=marketer,
        version=1,
    )
    assert (changed.title, changed.stage, changed.version) == ("New", bofu, 2)
    assert [point.text for point in changed.points] == ["B", "C"]
    verb, changes = history(asset)[0]
    assert verb == "changed"
    assert {name: tuple(pair) for name, pair in changes.items() if name != "personas"} == {
        "title": ("Old", "New"),
        "stage": ("Consideration", "Decision"),
        "talking_points": (["A", "B"], ["B", "C"]),
    }
    assert [sorted(side) for side in changes["personas"]] == [["Platform Lead"], ["CFO", "Platform Lead"]]


def test_nothing_new_writes_nothing(marketer):
    asset = AssetFactory(talking_points=["A"], tags=["x"])
    same = {"title": asset.title, "talking_points": ["A"], "tags": list(asset.tags.all())}
    changed = actions.change_asset(asset, same, actor=marketer, version=1)
    assert (changed.version, history(asset)) == (1, [])


def test_a_new_order_of_points_is_a_change(marketer):
    asset = AssetFactory(talking_points=["A", "B"])
    changed = actions.change_asset(asset, {"talking_points": ["B", "A"]}, actor=marketer, version=1)
    assert [point.text for point in changed.points] == ["B", "A"]
    assert history(asset) == [("changed", {"talking_points": [["A", "B"], ["B", "A"]]})]


def test_equal_talking_points_are_one_row(marketer):
    asset, other = AssetFactory(talking_points=["31 % fewer hours"]), AssetFactory()
    actions.change_asset(other, {"talking_points": ["31 %  fewer hours"]}, actor=marketer, version=1)
    assert TalkingPoint.objects.get().asset_links.count() == 2
    assert asset.points[0].text == "31 % fewer hours"


def test_a_stale_version_is_refused_and_writes_nothing(marketer):
    asset = AssetFactory(title="Old")
    actions.change_asset(asset, {"title": "Hers"}, actor=marketer, version=1)
    with pytest.raises(StaleRecord) as stale:
        actions.change_asset(asset, {"title": "His", "tags": ["new word"]}, actor=marketer, version=1)
    assert stale.value.record.title == "Hers"
    assert Asset.objects.get(pk=asset.pk).title == "Hers"
    assert len(history(asset)) == 1


def test_a_published_asset_keeps_what_publishing_asked_for(marketer):
    asset = AssetFactory(personas=1)
    with pytest.raises(ValidationError) as refusal:
        actions.change_asset(asset, {"personas": [], "stage": None}, actor=marketer, version=1)
    assert refusal.value.message_dict == {
        "stage": ["A published asset has a stage."],
        "personas": ["A published asset has at least one persona."],
    }


def test_what_an_import_left_empty_may_stay_so(marketer):
    asset = AssetFactory(stage=None, personas=[])
    changed = actions.change_asset(
        asset, {"title": "New", "stage": None, "personas": []}, actor=marketer, version=1
    )
    assert changed.title == "New"


def test_expiry_before_publication_is_refused(marketer):
    asset = AssetFactory(published_on=date(2026, 5, 1))
    with pytest.raises(ValidationError, match="cannot expire before"):
        actions.change_asset(asset, {"expires_on": date(2026, 4, 30)}, actor=marketer, version=1)


@time_machine.travel("2026-10-14 09:00", tick=False)
def test_publishing_sets_both_days(marketer):
    asset = AssetFactory(status="draft", format="pricing", personas=1)
    published = actions.publish_asset(asset, actor=marketer)
    assert (published.status, published.published_on, published.review_on) == (
        "published",
        date(2026, 10, 14),
        date(2027, 1, 12),
    )
    assert history(asset)[0] == (
        "published",
        {
            "status": ["draft", "published"],
            "published_on": [None, "2026-10-14"],
            "review_on": [None, "2027-01-12"],
        },
    )


def test_publishing_asks_for_what_is_missing(marketer):
    asset = AssetFactory(status="draft", stage=None)
    with pytest.raises(ValidationError, match="add a stage and at least one persona"):
        actions.publish_asset(asset, actor=marketer)


def test_a_guard_can_refuse_publishing(marketer, monkeypatch):
    asset = AssetFactory(status="draft", personas=1)
    monkeypatch.setitem(registry.guards, "library.publish_asset", [lambda record: "It is in the calendar."])
    with pytest.raises(ValidationError, match="It is in the calendar"):
        actions.publish_asset(asset, actor=marketer)


def test_create_and_publish_is_all_or_nothing(marketer):
    with pytest.raises(ValidationError):
        actions.create_published(values(), actor=marketer)
    assert Asset.objects.count() == 0
    whole = values(stage=Stage.objects.get(slug="bofu"), personas=[PersonaFactory()])
    assert actions.create_published(whole, actor=marketer).status == "published"


@pytest.mark.parametrize("status", ["draft", "in_review", "published"])
def test_archive_and_restore_bring_an_asset_back_as_it_was(marketer, status):
    asset = AssetFactory(status=status)
    archived = actions.archive_asset(asset, actor=marketer)
    restored = actions.restore_asset(archived, actor=marketer)
    assert (archived.status, restored.status, restored.version) == ("archived", status, 3)
    assert history(asset) == [
        ("restored", {"status": ["archived", status]}),
        ("archived", {"status": [status, "archived"]}),
    ]


def test_verbs_out_of_turn_are_refused(marketer):
    asset = AssetFactory()
    with pytest.raises(ValidationError, match="not archived"):
        actions.restore_asset(asset, actor=marketer)
    archived = actions.archive_asset(asset, actor=marketer)
    with pytest.raises(ValidationError, match="already archived"):
        actions.archive_asset(archived, actor=marketer)
    with pytest.raises(ValidationError, match="Restore it first"):
        actions.publish_asset(archived, actor=marketer)


def test_a_duplicate_is_a_draft_with_the_same_words(marketer):
    asset = AssetFactory(
        tags=2, personas=1, talking_points=["A", "B"], url="https://example.com/a", body="Text"
    )
    copy = actions.duplicate_asset(asset, actor=marketer)
    assert (copy.title, copy.status, copy.owner, copy.url, copy.review_on, copy.body) == (
        f"{asset.title} (copy)",
        "draft",
        marketer,
        "",
        None,
        "Text",
    )
    assert set(copy.tags.all()) == set(asset.tags.all())
    assert [point.text for point in copy.points] == ["A", "B"]


def test_only_archived_assets_can_be_deleted(marketer):
    asset = AssetFactory()
    with pytest.raises(ValidationError, match="Archive it first"):
        actions.delete_asset(asset, actor=marketer)


def test_a_used_asset_is_not_deleted(marketer, monkeypatch):
    asset = AssetFactory(status="archived")
    place = Reference("account plan of Merrow Bank", "/a", "plan")
    monkeypatch.setitem(registry.references, "content.Asset", [lambda record, viewer: [place]])
    with pytest.raises(ValidationError, match="account plan of Merrow Bank"):
        actions.delete_asset(asset, actor=marketer)
    assert Asset.objects.filter(pk=asset.pk).exists()


def test_deleting_leaves_the_history_and_nothing_else(marketer):
    asset = AssetFactory(status="archived", talking_points=2, tags=1)
    actions.delete_asset(asset, actor=marketer)
    assert (Asset.objects.count(), AssetTalkingPoint.objects.count()) == (0, 0)
    assert found(asset.title, marketer) == []
    line = Activity.objects.get(object_id=asset.pk, kind="content.Asset")
    assert (line.verb, line.object_label) == ("deleted", asset.title)


def test_search_knows_every_change_at_once(marketer, rep):
    asset = actions.create_asset(values(title="Quarrymoor teardown"), actor=marketer)
    assert (found("quarrymoor", marketer), found("quarrymoor", rep)) == ([asset.pk], [])
    whole = {
        "stage": Stage.objects.get(slug="bofu"),
        "personas": [PersonaFactory()],
        "title": "Vantrel teardown",
    }
    asset = actions.change_and_publish(asset, whole, actor=marketer, version=1)
    assert (found("quarrymoor", marketer), found("vantrel", rep)) == ([], [asset.pk])
    actions.archive_asset(asset, actor=marketer)
    assert found("vantrel", rep) == []


def test_search_forgets_what_was_rolled_back(marketer):
    asset = AssetFactory(title="Quarrymoor teardown")

    @transaction.atomic
    def change_and_crash():
        actions.change_asset(asset, {"title": "Vantrel teardown"}, actor=marketer, version=1)
        raise RuntimeError("crash")

    with pytest.raises(RuntimeError):
        change_and_crash()
    assert (found("vantrel", marketer), found("quarrymoor", marketer)) == ([], [asset.pk])


def test_the_document_holds_what_search_and_facets_need(marketer):
    asset = AssetFactory(personas=["CFO"], tags=["gitops"], talking_points=["A", "B"], stage="bofu")
    document = document_of(Asset.objects.for_reading().get(pk=asset.pk))
    assert (document.points, document.tags) == (("A", "B"), "Decision · Case study · CFO · gitops")
    assert document.facets["persona"] == (asset.personas.get().pk,)
    assert document.facets["owner"] == (asset.owner_id,)


def test_documents_read_in_bulk_are_those_of_whole_assets():
    AssetFactory(
        personas=["CTO", "CFO"],
        tags=["b", "a"],
        competitors=1,
        products=1,
        industries=1,
        talking_points=["Z", "A"],
    )
    AssetFactory(stage=None, status="draft")
    whole = [document_of(asset) for asset in Asset.objects.for_reading().order_by("pk")]
    assert list(documents_of(Asset.objects.ids())) == whole
