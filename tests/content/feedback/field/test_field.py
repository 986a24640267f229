"""What the field says of an asset: uses, flags, disputes, answers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.feedback.field import actions, rules
from content.feedback.models import Feedback
from content.feedback.numbers import uses_of
from content.library.models import Asset
from portal.notices.models import Notice
from portal.shared.changes import StaleRecord
from tests.factories.accounts import AccountFactory
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset():
    return AssetFactory(title="Deck", stage="bofu", owner=UserFactory(role="marketer", name="Joss"))


def flag(asset, person, kind="wrong", note=""):
    return actions.raise_flag(asset, kind, {"note": note}, actor=person)


def is_disputed(asset):
    return Asset.objects.get(pk=asset.pk).disputed_at is not None


def url(name, asset, *more):
    return reverse(f"content:{name}", args=[asset.reference, *more])


def told(person):
    return list(Notice.objects.of(person).values_list("sentence", flat=True))


@pytest.mark.parametrize(
    ("day", "due"), [(date(2026, 11, 27), date(2026, 12, 4)), (date(2026, 11, 28), date(2026, 12, 4))]
)
def test_a_flag_is_due_after_five_working_days(day, due):
    assert rules.due_after(day) == due


def test_the_same_person_flagging_twice_counts_once_and_says_more(asset, rep):
    first = flag(asset, rep)
    second = flag(asset, rep, note="Page 7")
    assert (second.pk, second.note) == (first.pk, "Page 7")
    assert not is_disputed(asset)
    assert told(asset.owner) == ["Rep says that something in “Deck” is wrong."]


def test_two_people_dispute_an_asset_until_one_is_answered(asset, rep, account_user):
    first = flag(asset, rep)
    flag(asset, account_user, kind="outdated")
    version = asset.version
    assert is_disputed(asset)
    assert told(asset.owner)[-1].endswith("It is disputed now.") or "disputed" in " ".join(told(asset.owner))
    actions.answer_flag(first, "Mended.", actor=asset.owner, version=1)
    assert not is_disputed(asset)
    assert Asset.objects.get(pk=asset.pk).version == version
    assert told(rep) == ["Joss answered you about “Deck”: Mended."]


def test_what_is_only_missing_disputes_nothing(asset, rep, account_user):
    flag(asset, rep, kind="missing")
    flag(asset, account_user, kind="missing")
    assert not is_disputed(asset)


def test_a_flag_closes_with_an_answer_only_and_only_once(asset, rep):
    raised = flag(asset, rep)
    with pytest.raises(ValidationError):
        actions.answer_flag(raised, "  ", actor=asset.owner, version=1)
    actions.answer_flag(raised, "Mended.", actor=asset.owner, version=1)
    with pytest.raises(StaleRecord):
        actions.answer_flag(raised, "Again.", actor=asset.owner, version=1)
    with pytest.raises(ValidationError):
        actions.answer_flag(raised, "Again.", actor=asset.owner, version=2)


def test_a_use_counts_once_a_day_and_account(asset, rep):
    account = AccountFactory()
    for _ in range(2):
        actions.note_use(asset, {}, actor=rep)
        actions.note_use(asset, {"account": account}, actor=rep)
    assert uses_of([asset.pk])[asset.pk][:2] == (2, 1)
    assert {use.stage.slug for use in Feedback.objects.uses()} == {"bofu"}


def test_two_clicks_say_that_it_worked_without_leaving_the_page(htmx_for, rep, asset):
    client = htmx_for(rep)
    page = read_page(client.post(url("feedback-say", asset), {"kind": "used"}))
    assert page.one(id="feedback").one("p", css="say-news").text == "Noted that you used it. How did it go?"
    use = Feedback.objects.get()
    account = AccountFactory(name="Merrow Bank")
    said = {"version": 1, "outcome": "worked", "account": "merrow bank", "note": "Page 7 did it."}
    page = read_page(client.post(url("feedback-outcome", asset, use.pk), said))
    use.refresh_from_db()
    assert (use.outcome, use.account, use.note) == ("worked", account, "Page 7 did it.")
    assert page.one("ul", css="thread").texts("span", css="badge") == ["Used it", "It worked"]
    assert client.post(url("feedback-outcome", asset, use.pk), said).status_code == 409


def test_nobody_is_asked_for_long_how_a_use_went():
    assert rules.is_asked_about(date(2026, 11, 1), date(2026, 12, 1))
    assert not rules.is_asked_about(date(2026, 11, 1), date(2026, 12, 2))


def test_without_script_a_flag_leads_back_to_the_asset(client_for, rep, asset):
    client = client_for(rep)
    answer = client.post(url("feedback-say", asset), {"kind": "outdated", "note": "Old price"})
    assert answer.url == f"{asset.get_absolute_url()}#feedback"
    page = read_page(client.get(asset.get_absolute_url()))
    assert "Old price" in page.one("ul", css="thread").text
    assert page.all("form", action=url("feedback-answer", asset, Feedback.objects.get().pk)) == []
    wrong = client.post(url("feedback-say", asset), {"kind": "wrong", "account": "Nobody Inc"})
    assert wrong.status_code == 422
    assert "There is no account “Nobody Inc”." in read_page(wrong).text


def test_the_owner_answers_and_nobody_else_does(client_for, htmx_for, rep, asset):
    raised = flag(asset, rep)
    address, said = url("feedback-answer", asset, raised.pk), {"version": 1, "answer": "Mended."}
    assert client_for(UserFactory()).post(address, said).status_code == 403
    page = read_page(htmx_for(asset.owner).post(address, said))
    assert page.one("li", css="reply").texts("span", css="badge") == ["Answered the same day"]
    assert htmx_for(asset.owner).post(address, said).status_code == 409


def test_who_raised_a_flag_takes_it_back(htmx_for, rep, asset):
    raised = flag(asset, rep)
    htmx_for(rep).post(url("feedback-take-back", asset, raised.pk), {"version": 1})
    raised.refresh_from_db()
    assert (raised.status, raised.answered_by) == ("closed", rep)


def test_nothing_is_said_of_what_one_may_not_see(client_for, rep):
    hidden = AssetFactory(status="draft")
    assert client_for(rep).post(url("feedback-say", hidden), {"kind": "used"}).status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_at_any_size(client_for, asset, count, django_assert_num_queries):
    client = client_for(asset.owner)
    for _ in range(count):
        actions.note_use(asset, {"account": AccountFactory()}, actor=UserFactory())
        flag(asset, UserFactory())
    with django_assert_num_queries(6):
        client.get(url("asset-feedback", asset))
