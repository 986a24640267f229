"""The pages that write one asset: what people see, what is kept, who may."""

import re

import pytest
from django.urls import reverse

from content.library import actions
from content.library.models import Asset
from content.vocabularies.models import Tag
from portal.activity.models import Activity
from tests.content.library.edit_pages import edit_url, opened, text_of, whole
from tests.factories.content import AssetFactory, PersonaFactory, TagFactory

pytestmark = pytest.mark.django_db
NEW = "/library/new/"


def test_an_empty_form_says_how_much_is_complete(client_for, marketer):
    page = client_for(marketer).get(NEW)
    assert page.status_code == 200
    assert "3 of 7 complete" in text_of(page)


def test_the_address_can_fill_in_the_stage_and_persona_of_a_gap(client_for, marketer):
    PersonaFactory(label="CFO")
    page = client_for(marketer).get(NEW, {"stage": "bofu", "persona": "cfo", "title": "Payback"}).text
    assert re.search(r'name="stage" value="bofu"[^>]* checked', page)
    assert re.search(r'value="cfo"[^>]* checked', page)
    assert 'value="Payback"' in page


def test_saving_makes_a_draft(client_for, marketer):
    answer = client_for(marketer).post(NEW, whole(owner=marketer.pk))
    asset = Asset.objects.get()
    assert answer.url == "/library/case-study-001/"
    assert (asset.status, asset.owner, [link.point.text for link in asset.point_links.all()]) == (
        "draft",
        marketer,
        ["31 % fewer hours", "6 minutes, no weekend"],
    )


def test_save_and_publish_publishes(client_for, marketer):
    client_for(marketer).post(NEW, whole(owner=marketer.pk, publish="1"))
    asset = Asset.objects.get()
    assert (asset.status, asset.review_on is not None) == ("published", True)


def test_what_publishing_lacks_is_said_under_the_fields_and_nothing_is_lost(client_for, marketer):
    data = whole(owner=marketer.pk, publish="1", stage="", personas=[], summary="Typed already")
    page = client_for(marketer).post(NEW, data)
    assert page.status_code == 422
    assert "To publish it, add a stage." in text_of(page)
    assert "To publish it, add at least one persona." in text_of(page)
    assert "Typed already" in page.text
    assert "31 % fewer hours" in page.text
    assert "5 of 7 complete" in text_of(page)
    assert Asset.objects.count() == 0


def test_focus_goes_to_the_first_wrong_field(client_for, marketer):
    page = client_for(marketer).post(NEW, whole(owner=marketer.pk, title="", review_on="soon"))
    assert page.status_code == 422
    main = page.text.partition("</main>")[0]
    assert re.findall(r'name="(\w+)"[^>]*\bautofocus', main) == ["title"]


def test_without_script_numbers_order_the_points(client_for, marketer):
    data = whole(owner=marketer.pk, point=["second", "first", ""], point_order=["2", "1", "100"])
    client_for(marketer).post(NEW, data)
    assert [point.text for point in Asset.objects.for_reading().get().points] == ["first", "second"]


def test_an_unchanged_form_changes_nothing(client_for, marketer):
    asset = AssetFactory(body="Line\nLine two\n", tags=2, personas=1, talking_points=2)
    client = client_for(marketer)
    answer = client.post(edit_url(asset), opened(client, asset))
    assert answer.status_code == 302
    assert Asset.objects.get(pk=asset.pk).version == 1
    assert Activity.objects.about(asset).count() == 0


def test_a_change_is_saved_and_leaves_the_rest(client_for, marketer):
    asset = AssetFactory(tags=["gitops"], personas=["CFO"], talking_points=["A", "B"], body="Old text")
    client = client_for(marketer)
    client.post(edit_url(asset), opened(client, asset) | {"title": "  New   title ", "point": ["B", "C"]})
    line = Activity.objects.about(asset).get()
    assert line.changes == {"title": [asset.title, "New title"], "talking_points": [["A", "B"], ["B", "C"]]}


def test_a_title_without_words_or_a_bad_address_is_refused(client_for, marketer):
    client = client_for(marketer)
    asset = AssetFactory()
    for wrong, words in (
        ({"title": "  "}, "required"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ):
        page = client.post(edit_url(asset), opened(client, asset) | wrong)
        assert page.status_code == 422
        assert words in text_of(page)


def test_a_published_asset_keeps_its_stage(client_for, marketer):
    client = client_for(marketer)
    asset = AssetFactory(personas=1)
    page = client.post(edit_url(asset), opened(client, asset) | {"stage": ""})
    assert (page.status_code, "A published asset has a stage." in text_of(page)) == (422, True)


# Near-duplicate titles


def test_near_titles_are_shown_while_typing(client_for, marketer):
    AssetFactory(title="Migration story: 140 services without a freeze")
    AssetFactory(title="Payback calculator")
    client = client_for(marketer)
    assert "Migration story" in client.get("/library/titles/", {"title": "Migration story 140 service"}).text
    assert client.get("/library/titles/", {"title": "Quarrymoor teardown"}).text.strip() == ""


def test_an_asset_is_not_near_itself(client_for, marketer):
    asset = AssetFactory(title="Migration story")
    params = {"title": asset.title, "not": asset.reference}
    assert client_for(marketer).get("/library/titles/", params).text.strip() == ""


def test_near_titles_show_no_hidden_asset(client_for, rep):
    AssetFactory(title="Secret launch plan", status="draft")
    assert client_for(rep).get("/library/titles/", {"title": "Secret launch plan"}).text.strip() == ""


def test_without_script_the_answer_says_what_is_near(client_for, marketer):
    AssetFactory(title="Rollback drills in 6 minutes", reference="drill")
    page = client_for(marketer).post(NEW, whole(owner=marketer.pk), follow=True)
    assert "Nearly the same title: “Rollback drills in 6 minutes” (drill)." in text_of(page)


# Tags


def test_a_known_word_takes_the_tag_whatever_its_case(client_for, marketer):
    TagFactory(label="GitOps", aliases=["git-ops"])
    client_for(marketer).post(NEW, whole(owner=marketer.pk, new_tags="gitops, Git-Ops"))
    assert [tag.label for tag in Asset.objects.get().tags.all()] == ["GitOps"]
    assert Tag.objects.count() == 1


def test_a_strange_word_becomes_a_tag_at_once(client_for, marketer):
    TagFactory(label="GitOps")
    client_for(marketer).post(NEW, whole(owner=marketer.pk, new_tags="rollback"))
    assert [tag.label for tag in Asset.objects.get().tags.all()] == ["rollback"]


def test_before_a_new_tag_near_ones_are_shown(client_for, marketer):
    TagFactory(label="kubernetes")
    client = client_for(marketer)
    page = client.post(NEW, whole(owner=marketer.pk, new_tags="kubernets"))
    assert page.status_code == 422
    assert "Use “kubernetes”" in text_of(page)
    assert Tag.objects.count() == 1
    again = whole(owner=marketer.pk, tag_word="kubernets", tag_choice_0="use:kubernetes")
    client.post(NEW, again)
    assert [tag.label for tag in Asset.objects.get().tags.all()] == ["kubernetes"]


@pytest.mark.parametrize(("choice", "labels"), [("create", ["kubernets"]), ("drop", [])])
def test_a_near_word_may_still_be_made_or_dropped(client_for, marketer, choice, labels):
    TagFactory(label="kubernetes")
    data = whole(owner=marketer.pk, tag_word="kubernets", tag_choice_0=choice)
    client_for(marketer).post(NEW, data)
    assert [tag.label for tag in Asset.objects.get().tags.all()] == labels


def test_an_undecided_word_is_asked_for_again(client_for, marketer):
    TagFactory(label="kubernetes")
    page = client_for(marketer).post(NEW, whole(owner=marketer.pk, tag_word="kubernets"))
    assert (page.status_code, "Use “kubernetes”" in text_of(page)) == (422, True)


def test_typing_a_tag_offers_near_ones_first(client_for, marketer):
    TagFactory(label="kubernetes")
    client = client_for(marketer)
    assert "data-exact" in client.get("/library/tags/", {"new_tags": "x, Kubernetes"}).text
    offered = text_of(client.get("/library/tags/", {"new_tags": "kubern"}))
    assert offered.index("kubernetes") < offered.index("New tag “kubern”")


# Verbs


def post(client, asset, verb, **data):
    return client.post(reverse(f"content:asset-{verb}", args=[asset.reference]), data, follow=True)


def test_publish_and_archive_say_what_happened(client_for, marketer):
    asset = AssetFactory(status="draft", personas=1)
    client = client_for(marketer)
    assert f"Published “{asset.title}”." in text_of(post(client, asset, "publish"))
    archived = post(client, asset, "archive")
    assert f"Archived “{asset.title}”." in text_of(archived)
    toast = archived.text[archived.text.index('id="toasts"') :]
    assert f'action="/library/{asset.reference}/restore/"' in toast
    assert f"Restored “{asset.title}”." in text_of(post(client, asset, "restore"))
    assert Asset.objects.get().status == "published"


def test_a_refused_verb_says_why(client_for, marketer):
    asset = AssetFactory(status="draft", stage=None)
    page = post(client_for(marketer), asset, "publish")
    assert "To publish it, add a stage and at least one persona." in text_of(page)


def test_a_verb_on_a_page_that_is_out_of_date_does_nothing(client_for, marketer):
    asset = AssetFactory()
    actions.change_asset(asset, {"title": "New"}, actor=marketer, version=1)
    assert "Somebody changed “New” meanwhile." in text_of(
        post(client_for(marketer), asset, "archive", version="1")
    )
    assert Asset.objects.get().status == "published"


def test_a_duplicate_opens_for_editing(client_for, marketer):
    asset = AssetFactory()
    page = post(client_for(marketer), asset, "duplicate")
    copy = Asset.objects.exclude(pk=asset.pk).get()
    assert page.redirect_chain[-1][0] == edit_url(copy)
    assert f"{asset.title} (copy)" in page.text


def test_delete_is_for_archived_assets_only(client_for, marketer):
    asset = AssetFactory()
    client = client_for(marketer)
    assert "Archive it first." in text_of(post(client, asset, "delete"))
    post(client, asset, "archive")
    deleted = client.post(reverse("content:asset-delete", args=[asset.reference]))
    assert deleted.url == "/library/"
    assert Asset.objects.count() == 0


# Who may


@pytest.mark.parametrize("verb", ["edit", "publish", "archive", "restore", "duplicate", "delete"])
@pytest.mark.parametrize(("status", "expected"), [("published", 403), ("draft", 404), ("archived", 404)])
def test_a_rep_may_not_write_and_learns_nothing_of_hidden_assets(client_for, rep, verb, status, expected):
    asset = AssetFactory(status=status)
    client = client_for(rep)
    url = reverse(f"content:asset-{verb}", args=[asset.reference])
    answer = client.get(url) if verb == "edit" else client.post(url)
    assert answer.status_code == expected
    assert Asset.objects.get().version == 1


def test_a_rep_may_not_create(client_for, rep):
    client = client_for(rep)
    assert (client.get(NEW).status_code, client.post(NEW, {"title": "x"}).status_code) == (403, 403)


def test_whoever_may_not_publish_cannot_do_it_by_form(client_for, marketer, monkeypatch):
    monkeypatch.setattr(
        "portal.users.models.permissions_of", lambda role: {"content.add_asset", "content.change_asset"}
    )
    client_for(marketer).post(NEW, whole(owner=marketer.pk, publish="1"))
    assert Asset.objects.get().status == "draft"


@pytest.mark.parametrize("count", [1, 5])
def test_the_edit_page_costs_the_same_at_any_size(client_for, marketer, count, django_assert_num_queries):
    asset = AssetFactory(
        personas=count, competitors=count, tags=count, products=count, industries=count, talking_points=count
    )
    client = client_for(marketer)
    client.get(edit_url(asset))
    with django_assert_num_queries(21):
        assert client.get(edit_url(asset)).status_code == 200


def test_a_title_that_turns_the_writing_round_is_refused_at_its_field(client_for, marketer):
    page = client_for(marketer).post(NEW, whole(owner=marketer.pk, title="Guide\u202efdp"))
    assert page.status_code == 422
    assert "It holds a hidden sign that turns the writing round." in text_of(page)
