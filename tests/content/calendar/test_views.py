from datetime import date, timedelta

import pytest
import time_machine

from content.calendar.models import CalendarEntry, EditorialBoard
from tests.factories.calendar import EntryFactory, ThemeFactory
from tests.factories.content import AssetFactory, StageFactory

MONTH, LIST, NEW = "/calendar/", "/calendar/list/", "/calendar/new/"
DAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-10 12:00+00:00", tick=False):
        yield


def days(answer):
    """{date: titles} of the days that hold something."""
    cells = [day for _, week in answer.context["page"].weeks for day in week]
    return {cell.date: [piece.entry.title for piece in cell.pieces] for cell in cells if cell.pieces}


def fields(answer):
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def test_month_shows_its_pieces_and_those_of_the_weeks_beside(client_for, rep):
    for day in (DAY, date(2026, 10, 26), date(2026, 12, 6), date(2026, 12, 7)):
        EntryFactory(title=str(day), publish_on=day)
    EntryFactory(title="off", publish_on=DAY, status="cancelled")
    answer = client_for(rep).get(MONTH)
    assert days(answer) == {day: [str(day)] for day in (date(2026, 10, 26), DAY, date(2026, 12, 6))}


def test_month_is_a_table_with_its_names(client_for, rep):
    EntryFactory(publish_on=DAY)
    text = client_for(rep).get(MONTH).text
    assert '<caption class="vh">November 2026: 1 piece</caption>' in text
    assert text.count('<th scope="row" class="wk">') == 6
    assert text.count('<th scope="col"') == 8
    assert text.count('aria-current="date"') == 1
    assert 'data-date="2026-11-10" aria-current="date"' in text
    assert '<span class="vh">Thursday 12 November</span>' in text


def test_month_of_the_address_is_shown(client_for, rep):
    text = client_for(rep).get(MONTH, {"month": "2027-01"}).text
    assert "<h1>January 2027</h1>" in text
    assert 'href="?month=2026-12"' in text
    assert 'href="?month=2027-02"' in text


def test_unknown_month_is_said_and_today_shown(client_for, rep):
    text = client_for(rep).get(MONTH, {"month": "soon"}).text
    assert "<h1>November 2026</h1>" in text
    assert "“soon” is no month, so this is November 2026." in text


def test_week_begins_as_the_board_says(client_for, rep):
    EditorialBoard.objects.update(week_start=7)
    weeks = client_for(rep).get(MONTH).context["page"].weeks
    assert weeks[0][1][0].date == date(2026, 11, 1)


def test_day_begins_where_the_board_is(client_for, rep):
    EditorialBoard.objects.update(time_zone="Pacific/Auckland")
    assert 'data-date="2026-11-11" aria-current="date"' in client_for(rep).get(MONTH).text


def test_full_day_folds_its_rest(client_for, rep):
    EntryFactory.create_batch(6, publish_on=DAY)
    assert '<summary class="more">2 more</summary>' in client_for(rep).get(MONTH).text


def test_dates_are_said_in_words(client_for, rep):
    EntryFactory(publish_on=DAY, status="approved")
    EntryFactory(publish_on=DAY, work_due_on=DAY - timedelta(days=5), status="drafting")
    text = client_for(rep).get(MONTH).text
    assert 'title="Approved, scheduled">Scheduled</span>' in text
    assert "Overdue 3 days</span>" in text


def test_pieces_without_a_day_wait_beside(client_for, rep):
    EntryFactory.create_batch(21, status="idea")
    for status in ("cancelled", "parked"):
        EntryFactory(status=status)
    page = client_for(rep).get(MONTH).context["page"]
    assert (len(page.waiting_shown), page.has_more_waiting) == (20, True)


def test_quarter_names_its_themes(client_for, rep):
    ThemeFactory(title="Predictable cost", year=2026, quarter=4)
    ThemeFactory(title="Another time", year=2026, quarter=3)
    answer = client_for(rep).get(MONTH)
    assert "Q4: Predictable cost</span>" in answer.text


@pytest.mark.parametrize("count", [1, 5])
def test_month_costs_the_same_at_any_size(client_for, marketer, count, django_assert_num_queries):
    EntryFactory.create_batch(count, publish_on=DAY, stage=StageFactory())
    EntryFactory.create_batch(count, status="idea")
    client = client_for(marketer)
    client.get(MONTH)
    with django_assert_num_queries(6):
        client.get(MONTH)


@pytest.mark.parametrize("count", [1, 5])
def test_list_costs_the_same_at_any_size(client_for, marketer, count, django_assert_num_queries):
    EntryFactory.create_batch(count, publish_on=DAY, stage=StageFactory())
    client = client_for(marketer)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)


@pytest.mark.parametrize(
    ("params", "titles"),
    [
        ({}, ["Guide", "Webinar", "Idea"]),
        ({"owner": "me"}, ["Webinar"]),
        ({"show": "waiting"}, ["Idea"]),
        ({"show": "any"}, ["Old", "Guide", "Webinar", "Idea"]),
        ({"show": "published"}, ["Old"]),
        ({"q": "webi"}, ["Webinar"]),
        ({"show": "nonsense"}, ["Guide", "Webinar", "Idea"]),
    ],
)
def test_list_is_filtered(client_for, marketer, params, titles):
    EntryFactory(title="Guide", publish_on=DAY)
    EntryFactory(title="Webinar", publish_on=date(2026, 11, 20), owner=marketer)
    EntryFactory(title="Idea", status="idea")
    EntryFactory(title="Old", publish_on=date(2026, 1, 5), status="published")
    answer = client_for(marketer).get(LIST, params)
    assert [piece.entry.title for piece in answer.context["pieces"]] == titles


def test_piece_is_planned_on_the_day_whose_link_was_followed(client_for, marketer):
    client = client_for(marketer)
    form = fields(client.get(NEW, {"on": "2026-11-12"}))
    assert (form["publish_on"], form["status"], form["owner"]) == (DAY, "planned", marketer.pk)
    answer = client.post(NEW, form | {"title": "Guide"})
    assert (answer.status_code, answer["Location"]) == (302, "/calendar/?month=2026-11")
    assert CalendarEntry.objects.get().publish_on == DAY


def test_rep_adds_an_idea_and_no_plan(client_for, rep):
    client = client_for(rep)
    assert list(client.get(NEW).context["form"].names) == [
        "title",
        "publish_on",
        "stage",
        "personas",
        "brief",
    ]
    client.post(NEW, {"title": "Freeze weeks", "status": "approved", "kind": "retire"})
    entry = CalendarEntry.objects.get()
    assert (entry.title, entry.status, entry.kind, entry.owner_id) == (
        "Freeze weeks",
        "idea",
        "create",
        rep.pk,
    )


def test_title_is_needed(client_for, rep):
    answer = client_for(rep).post(NEW, {"title": " ", "brief": "kept"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])
    assert "kept</textarea>" in answer.text


@pytest.mark.parametrize(
    ("role", "own", "status", "may"),
    [
        ("rep", True, "idea", True),
        ("rep", True, "planned", False),
        ("rep", False, "idea", False),
        ("account_user", False, "planned", False),
        ("marketer", False, "planned", True),
        ("admin", False, "planned", True),
    ],
)
def test_who_may_change_a_piece(client_for, request, role, own, status, may):
    person = request.getfixturevalue(role)
    entry = EntryFactory(status=status, publish_on=DAY, **({"owner": person} if own else {}))
    client, url = client_for(person), f"/calendar/{entry.pk}/"
    assert client.get(url).status_code == 200
    assert ("Save piece" in client.get(url).text) is may
    form = {"title": "New", "version": 1, "status": status, "kind": "create", "owner": entry.owner_id}
    expected = 302 if may else 403
    assert client.post(f"{url}move/", {"publish_on": "2026-11-13", "version": 1}).status_code == expected
    assert client.post(url, form | {"version": 2}).status_code == expected
    assert client.post(f"{url}cancel/", {"version": 3}).status_code == expected
    reopened = client.post(f"{url}reopen/", {"version": 4}).status_code
    assert reopened == (302 if role in ("marketer", "admin") else 403)


def test_published_piece_keeps_status_and_day(client_for, marketer):
    entry = EntryFactory(status="published", publish_on=DAY)
    client, url = client_for(marketer), f"/calendar/{entry.pk}/"
    assert "status" not in client.get(url).context["form"].fields
    assert client.get(f"{url}move/").status_code == 403


def test_untouched_form_changes_nothing(client_for, marketer):
    entry = EntryFactory(publish_on=DAY, asset=AssetFactory(), brief="One\nTwo")
    client, url = client_for(marketer), f"/calendar/{entry.pk}/"
    client.post(url, fields(client.get(url)) | {"brief": "One\r\nTwo"})
    assert CalendarEntry.objects.get().version == 1


def test_asset_is_named_by_reference_or_address(client_for, marketer):
    asset = AssetFactory(reference="deck-7")
    entry = EntryFactory()
    client, url = client_for(marketer), f"/calendar/{entry.pk}/"
    form = fields(client.get(url))
    assert client.post(url, form | {"asset": "nothing-9"}).status_code == 422
    client.post(url, form | {"asset": "http://testserver/library/deck-7/"})
    assert CalendarEntry.objects.for_reading().get().asset == asset


def test_draft_that_a_piece_makes_is_not_named_to_others(client_for, marketer, rep):
    draft = AssetFactory(title="Secret launch", status="draft")
    entry = EntryFactory(title="Piece")
    client, url = client_for(marketer), f"/calendar/{entry.pk}/"
    client.post(url, fields(client.get(url)) | {"asset": draft.reference})
    assert "Secret launch" in client.get(url).text
    assert "Secret launch" not in client_for(rep).get(url).text


def test_two_people_move_a_piece(client_for, marketer, admin):
    entry = EntryFactory(publish_on=DAY)
    url = f"/calendar/{entry.pk}/move/"
    client, other = client_for(marketer), client_for(admin)
    seen = fields(client.get(url))
    other.post(url, fields(other.get(url)) | {"publish_on": "2026-11-17"})
    answer = client.post(url, seen | {"publish_on": "2026-11-19"})
    [row] = answer.context["conflict"]
    assert (answer.status_code, row["theirs"], row["yours"]) == (409, "17 November 2026", "19 November 2026")
    assert "<b>Not saved.</b> Admin changed this" in answer.text
    again = fields(answer) | {"keep-publish_on": "yours"}
    assert client.post(url, again)["Location"] == "/calendar/?month=2026-11"
    assert CalendarEntry.objects.get().publish_on == date(2026, 11, 19)


def test_move_is_not_stopped_by_a_new_title(client_for, marketer, admin):
    entry = EntryFactory(publish_on=DAY)
    url = f"/calendar/{entry.pk}/"
    client, other = client_for(marketer), client_for(admin)
    seen = fields(client.get(f"{url}move/"))
    other.post(url, fields(other.get(url)) | {"title": "Better"})
    assert client.post(f"{url}move/", seen | {"publish_on": "2026-11-19"}).status_code == 302
    moved = CalendarEntry.objects.get()
    assert (moved.title, moved.publish_on) == ("Better", date(2026, 11, 19))


def test_move_before_the_work_is_due_is_explained(client_for, marketer):
    entry = EntryFactory(publish_on=DAY, work_due_on=DAY)
    answer = client_for(marketer).post(
        f"/calendar/{entry.pk}/move/", {"publish_on": "2026-11-02", "version": 1}
    )
    assert answer.status_code == 422
    assert "The work cannot be due after the day of publication." in answer.text


def test_two_people_edit_a_piece(client_for, marketer, admin):
    entry = EntryFactory(title="Guide", publish_on=DAY)
    url = f"/calendar/{entry.pk}/"
    client, other = client_for(marketer), client_for(admin)
    seen = fields(client.get(url))
    other.post(url, fields(other.get(url)) | {"title": "Guide, second edition", "status": "drafting"})
    answer = client.post(url, seen | {"status": "approved"})
    rows = [(row["name"], row["theirs"], row["yours"], row["keep"]) for row in answer.context["conflict"]]
    assert answer.status_code == 409
    assert rows == [
        ("title", "Guide, second edition", "Guide", "theirs"),
        ("status", "Drafting", "Approved", "yours"),
    ]
