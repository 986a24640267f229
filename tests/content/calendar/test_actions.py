from datetime import date

import pytest
from django.core.exceptions import ValidationError

from content.calendar import actions
from content.calendar.models import CalendarEntry, EditorialBoard
from content.library.actions import delete_asset
from content.vocabularies.actions import merge_term, uses_of
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from portal.shared.registry import references_of, registry
from tests.factories.calendar import EntryFactory
from tests.factories.content import AssetFactory, PersonaFactory, StageFactory
from tests.factories.portal import UserFactory

DAY, LATER = date(2026, 11, 12), date(2026, 12, 3)


def read(entry):
    return CalendarEntry.objects.for_reading().get(pk=entry.pk)


def last_line(entry):
    line = Activity.objects.about(entry).first()
    return line.verb, line.changes


def test_new_portal_has_one_board(db):
    assert EditorialBoard.objects.main().slug == "editorial"


def test_idea_needs_a_title_alone(rep):
    entry = actions.create_entry({"title": "Freeze weeks in euros"}, actor=rep)
    assert (entry.status, entry.owner, entry.created_by, entry.board.slug) == ("idea", rep, rep, "editorial")
    assert last_line(entry) == ("created", {})


def test_piece_is_planned_with_all_that_is_known(marketer):
    personas = PersonaFactory.create_batch(2)
    values = {
        "title": "Guide",
        "status": "planned",
        "publish_on": DAY,
        "stage": StageFactory(),
        "personas": personas,
        "asset": AssetFactory(),
    }
    entry = read(actions.create_entry(values, actor=marketer))
    assert (entry.publish_on, set(entry.personas.all())) == (DAY, set(personas))


def test_new_piece_cannot_be_published(marketer):
    values = {"title": "Guide", "status": "published", "published_on": DAY}
    with pytest.raises(ValidationError) as refusal:
        actions.create_entry(values, actor=marketer)
    assert list(refusal.value.message_dict) == ["status"]


def test_import_takes_over_any_status(admin):
    values = {"title": "Guide", "status": "published", "publish_on": DAY, "published_on": DAY}
    entry = actions.import_entry(values, actor=admin)
    assert (entry.status, Activity.objects.about(entry).get().via) == ("published", "import")


def test_published_piece_has_the_day_it_was_published(admin):
    with pytest.raises(ValidationError):
        actions.import_entry({"title": "Guide", "status": "published"}, actor=admin)


def test_owner_is_active(marketer):
    with pytest.raises(ValidationError) as refusal:
        actions.create_entry({"title": "Guide", "owner": UserFactory(is_active=False)}, actor=marketer)
    assert list(refusal.value.message_dict) == ["owner"]


def test_move_changes_the_day_alone(marketer):
    entry = EntryFactory(status="approved", publish_on=DAY)
    moved = actions.move_entry(entry, LATER, actor=marketer, version=1)
    assert (moved.publish_on, moved.status, moved.version) == (LATER, "approved", 2)
    assert last_line(entry) == ("moved", {"publish_on": ["2026-11-12", "2026-12-03"]})


def test_status_changes_no_date(marketer):
    entry = EntryFactory(status="planned", publish_on=DAY, work_due_on=DAY)
    changed = actions.change_entry(entry, {"status": "approved"}, actor=marketer, version=1)
    assert (changed.status, changed.publish_on, changed.work_due_on) == ("approved", DAY, DAY)


def test_move_to_no_day_and_back(marketer):
    entry = EntryFactory(publish_on=DAY)
    assert actions.move_entry(entry, None, actor=marketer, version=1).publish_on is None
    assert actions.move_entry(entry, LATER, actor=marketer, version=2).publish_on == LATER


def test_move_to_the_same_day_writes_nothing(marketer):
    entry = EntryFactory(publish_on=DAY)
    assert actions.move_entry(entry, DAY, actor=marketer, version=1).version == 1
    assert not Activity.objects.about(entry).exists()


def test_move_of_an_old_version_is_refused(marketer):
    entry = EntryFactory(publish_on=DAY)
    actions.move_entry(entry, LATER, actor=marketer, version=1)
    with pytest.raises(StaleRecord):
        actions.move_entry(entry, None, actor=marketer, version=1)
    assert read(entry).publish_on == LATER


@pytest.mark.parametrize("status", ["published", "cancelled", "retired"])
def test_what_has_ended_stays_on_its_day(marketer, status):
    entry = EntryFactory(status=status, publish_on=DAY)
    for move in (
        lambda: actions.move_entry(entry, LATER, actor=marketer, version=1),
        lambda: actions.change_entry(entry, {"publish_on": LATER}, actor=marketer, version=1),
    ):
        with pytest.raises(ValidationError):
            move()
    assert read(entry).publish_on == DAY


def test_day_before_the_work_is_due_is_refused(marketer):
    entry = EntryFactory(publish_on=LATER, work_due_on=LATER)
    with pytest.raises(ValidationError):
        actions.move_entry(entry, DAY, actor=marketer, version=1)


def test_piece_is_called_off_and_comes_back_as_idea(marketer):
    entry = EntryFactory(status="drafting", publish_on=DAY)
    assert actions.cancel_entry(entry, actor=marketer, version=1).status == "cancelled"
    assert last_line(entry) == ("cancelled", {"status": ["drafting", "cancelled"]})
    with pytest.raises(ValidationError):
        actions.cancel_entry(entry, actor=marketer, version=2)
    assert actions.reopen_entry(entry, actor=marketer, version=2).status == "idea"
    with pytest.raises(ValidationError):
        actions.reopen_entry(entry, actor=marketer, version=3)


def test_personas_of_pieces_follow_a_merge(admin):
    old, new, other = PersonaFactory.create_batch(3)
    entry = EntryFactory()
    entry.personas.set([old, other])
    assert ("1 calendar piece", 1) in uses_of(old)
    merge_term(old, new, actor=admin, version=old.version)
    assert set(read(entry).personas.all()) == {new, other}


def test_asset_that_a_piece_is_about_is_not_deleted(admin):
    asset = AssetFactory(status="archived")
    entry = EntryFactory(title="Refresh", asset=asset)
    [place] = references_of(asset, admin)
    assert (place.sentence, place.url) == (f"the calendar piece “{entry}”", f"/calendar/{entry.pk}/")
    with pytest.raises(ValidationError):
        delete_asset(asset, actor=admin)


def test_open_pieces_of_a_person_are_listed_for_a_hand_over(marketer):
    EntryFactory(owner=marketer)
    EntryFactory(owner=marketer, status="published", publish_on=DAY)
    entry = next(entry for entry in registry.owned if entry.label == "calendar pieces")
    assert entry.rows(marketer).count() == 1
    assert entry.url(marketer) == f"/calendar/list/?owner={marketer.pk}"
