"""A second editor approves drafts and changes; until then readers keep what was approved."""

import pytest
from django.core.exceptions import ValidationError

from content.library import actions as library
from content.library import bulk
from content.library.models import Approval, Asset
from content.library.trust import actions
from content.library.versions import actions as versions
from content.vocabularies.actions import merge_term
from portal.activity.models import Activity
from portal.notices.models import Notice
from portal.shared.changes import StaleRecord
from portal.shared.dates import days_from_today, today
from tests.content.library.edit_pages import edit_url, opened, text_of
from tests.factories import files
from tests.factories.content import AssetFactory, FormatFactory, PersonaFactory, TagFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def emil(db):
    return UserFactory(role="marketer", side="marketing", name="Emil")


@pytest.fixture
def maren(db):
    return UserFactory(role="marketer", side="marketing", name="Maren")


@pytest.fixture
def form(db):
    return FormatFactory(label="Approved story", needs_approval=True, review_days=365)


@pytest.fixture
def draft(emil, form):
    return AssetFactory(status="draft", owner=emil, format=form, personas=1, title="Draft story")


@pytest.fixture
def story(emil, form):
    return AssetFactory(owner=emil, format=form, personas=1, title="Old title", talking_points=["One"])


def now(asset):
    return Asset.objects.for_reading().get(pk=asset.pk)


def open_of(asset):
    return Approval.objects.of_asset(asset).open().for_reading().get()


def test_a_draft_is_published_only_by_a_second_person(draft, emil, maren):
    with pytest.raises(ValidationError, match="Submit it for approval"):
        library.publish_asset(draft, actor=emil)
    actions.submit_for_approval(draft, actor=emil, version=1, note="Look at the figures")
    with pytest.raises(ValidationError, match="waits for approval already"):
        actions.submit_for_approval(draft, actor=maren)
    with pytest.raises(ValidationError, match="somebody else decides"):
        actions.approve(open_of(draft), actor=emil)
    actions.approve(approval := open_of(draft), actor=maren)
    assert (now(draft).status, now(draft).review_on) == ("published", days_from_today(365))
    with pytest.raises(ValidationError, match="decided or taken back"):
        actions.approve(approval, actor=maren)
    line = Activity.objects.about(draft).first()
    assert (line.verb, line.actor) == ("published", maren)
    assert line.changes["approval"] == ["asked for by Emil", "given by Maren"]
    assert [notice.person for notice in Notice.objects.all()] == [emil]


def test_what_is_sent_back_is_a_draft_with_the_comment_until_it_is_asked_again(
    draft, emil, maren, client_for
):
    actions.submit_for_approval(draft, actor=emil)
    actions.request_changes(open_of(draft), "The figures are old.", actor=maren)
    assert now(draft).status == "draft"
    client = client_for(emil)
    assert "The figures are old." in text_of(client.get(edit_url(draft)))
    client.post(edit_url(draft), opened(client, draft) | {"summary": "New figures.", "publish": "1"})
    approval = open_of(draft)
    assert (now(draft).status, approval.status, approval.comment) == ("in_review", "waiting", "")
    assert Approval.objects.count() == 1


def test_whoever_changed_a_draft_in_review_does_not_approve_it(draft, emil, maren):
    actions.submit_for_approval(draft, actor=emil)
    library.change_asset(draft, {"summary": "Hers"}, actor=maren, version=None)
    with pytest.raises(ValidationError, match="somebody else decides"):
        actions.approve(open_of(draft), actor=maren)


def test_taking_back_makes_it_a_draft_again(draft, emil, maren):
    actions.submit_for_approval(draft, actor=emil)
    with pytest.raises(ValidationError, match="Only who asked"):
        actions.take_back(open_of(draft), actor=maren)
    actions.take_back(open_of(draft), actor=emil)
    assert (now(draft).status, Approval.objects.open().count()) == ("draft", 0)


def test_readers_keep_the_approved_words_until_the_change_is_approved(story, emil, maren, rep, client_for):
    client, reader = client_for(emil), client_for(rep)
    edited = opened(client, story) | {"title": "New title", "point": ["One", "Two"], "tags": []}
    answer = client.post(edit_url(story), edited, follow=True)
    assert "waits for approval" in text_of(answer)
    assert (now(story).title, now(story).version) == ("Old title", 1)
    assert "New title" not in reader.get(story.get_absolute_url()).text
    page = text_of(client_for(maren).get(story.get_absolute_url()))
    assert "A change waits for approval" in page
    assert 'value="New title"' in client.get(edit_url(story)).text
    with pytest.raises(StaleRecord):
        actions.approve(open_of(story), actor=maren, version=1, asset_version=7)
    actions.approve(open_of(story), actor=maren, version=1, asset_version=1)
    assert now(story).title == "New title"
    assert [point.text for point in now(story).points] == ["One", "Two"]


def test_a_stale_decision_shows_both_sides(story, emil, maren, client_for):
    actions.propose_change(story, {"title": "New title"}, actor=emil, version=1)
    library.write_changes(now(story), {"title": "Meanwhile"}, actor=maren, via="import")
    client = client_for(maren)
    answer = client.post(f"{story.get_absolute_url()}approve/", {"version": 1, "approval": 1})
    assert answer.status_code == 409
    words = text_of(answer)
    assert "Meanwhile" in words
    assert "changed since it was proposed" in words
    assert now(story).title == "Meanwhile"


def test_two_editors_of_one_proposal_meet(story, emil, maren, client_for):
    client = client_for(maren)
    before = opened(client, story)
    actions.propose_change(story, {"title": "His title"}, actor=emil, version=1)
    answer = client.post(edit_url(story), before | {"title": "Her title"})
    assert answer.status_code == 409
    assert ("His title" in text_of(answer), "Her title" in text_of(answer)) == (True, True)
    assert open_of(story).changes == {"title": ["Old title", "His title"]}


def test_a_change_back_to_what_is_approved_drops_the_proposal(story, emil):
    actions.propose_change(story, {"title": "New title"}, actor=emil, version=1)
    actions.propose_change(story, {"title": "Old title"}, actor=emil, version=1)
    assert Approval.objects.get().status == "taken-back"


def test_what_could_not_be_approved_is_refused_when_it_is_proposed(story, emil):
    for values in ({"personas": []}, {"expires_on": days_from_today(-2)}, {"title": "\u202egood"}):
        with pytest.raises(ValidationError):
            actions.propose_change(story, values, actor=emil, version=1)


def test_terms_and_owner_change_at_once(story, emil, maren):
    library.change_asset(story, {"owner": maren, "tags": ["fresh"]}, actor=emil, version=1)
    assert (now(story).owner, Approval.objects.count()) == (maren, 0)
    with pytest.raises(ValidationError, match="was approved"):
        library.change_asset(story, {"title": "Direct"}, actor=emil, version=None)
    library.archive_asset(story, actor=emil)
    with pytest.raises(ValidationError, match="was approved"):
        library.change_asset(story, {"title": "By the back door"}, actor=emil, version=None)


def test_a_proposal_follows_terms_that_are_merged_meanwhile(story, emil, maren):
    first, second = PersonaFactory(label="Chief of money"), PersonaFactory(label="CFO")
    actions.propose_change(story, {"title": "New", "personas": [first]}, actor=emil, version=1)
    merge_term(first, second, actor=maren, version=first.version)
    actions.approve(open_of(story), actor=maren)
    assert list(now(story).personas.all()) == [second]


def test_a_proposed_file_is_hidden_from_readers(story, emil, maren, rep, client_for):
    file, name, _ = versions.take_file([files.pdf("Next")], "next.pdf")
    with pytest.raises(ValidationError, match="was approved"):
        versions.add_version(story, file, name, actor=emil, version=None)
    actions.propose_file(story, file, name, actor=emil, version=1, note="New figures")
    url = f"{story.get_absolute_url()}versions/1/file"
    assert client_for(rep).get(url).status_code == 404
    assert "next.pdf" not in client_for(rep).get(f"{story.get_absolute_url()}versions/").text
    assert client_for(maren).get(url).status_code == 200
    actions.approve(open_of(story), actor=maren)
    assert now(story).current_version.number == 1
    assert client_for(rep).get(url).status_code == 200


def test_publishing_many_says_which_need_approval(draft, emil):
    kind = bulk.CHANGES["publish"]
    [(_, why)] = bulk.plan(kind, None, Asset.objects.with_ids([draft.pk]).for_bulk(kind)).refused
    assert "Submit it for approval" in why


def test_imports_bring_what_was_approved_where_it_comes_from(draft, emil):
    assert library.publish_asset(draft, actor=emil, via="import").status == "published"


def test_the_editors_page_costs_the_same_at_any_size(
    client_for, maren, emil, form, django_assert_num_queries
):
    def page(count):
        asset = AssetFactory(owner=emil, format=form, personas=count, tags=count)
        changes = {"title": "Changed", "tags": TagFactory.create_batch(count)}
        actions.propose_change(asset, changes, actor=emil, version=1)
        return asset.get_absolute_url()

    client, few, many = client_for(maren), page(1), page(5)
    client.get(few)
    for url in (few, many):
        with django_assert_num_queries(25):
            client.get(url)


def test_a_rep_decides_nothing(draft, emil, rep, client_for):
    actions.submit_for_approval(draft, actor=emil)
    Asset.objects.filter(pk=draft.pk).update(created_by=rep)
    for verb in ("submit", "approve", "request-changes", "take-back"):
        answer = client_for(rep).post(f"{draft.get_absolute_url()}{verb}/", {"version": 1, "approval": 1})
        assert answer.status_code == 403, verb


def test_a_published_draft_is_dated_today(draft, emil, maren):
    actions.submit_for_approval(draft, actor=emil)
    assert actions.approve(open_of(draft), actor=maren).published_on == today()
