"""One change to many assets: preview, carrying out, what others changed meanwhile, taking it back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from content.library import bulk
from content.library.models import Asset
from content.vocabularies.labels import labels
from content.vocabularies.models import Tag
from portal.activity.models import Activity
from portal.shared.dates import days_from_today, today
from tests.factories.content import AssetFactory, FormatFactory, PersonaFactory, StageFactory, TagFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
BULK = "/library/bulk/"


def change(name, value, assets, actor):
    """Preview and carry out, as the pages do."""
    kind = bulk.CHANGES[name]
    rows = Asset.objects.with_ids([asset.pk for asset in assets]).for_bulk(kind)
    return bulk.change_many(kind, value, bulk.plan(kind, value, rows).versions, actor=actor)


def fields_of(form):
    """What the browser would send with this form, besides its button."""
    return {
        field["name"]: field.get("value", "") for field in form.all("input") if field.get("type") == "hidden"
    }


def main_form(response):
    """The first form of the page's main part."""
    return read_page(response).one("main").all("form")[0]


# Planning and writing


def test_a_preview_tells_what_changes_what_is_so_already_and_what_is_refused(marketer):
    lead, cfo = PersonaFactory(label="Platform Lead"), PersonaFactory(label="CFO")
    both = AssetFactory(personas=[lead, cfo])
    only = AssetFactory(personas=[lead])
    draft = AssetFactory(personas=[lead], status="draft")
    other = AssetFactory(personas=[cfo])
    kind = bulk.CHANGES["remove-personas"]
    made = bulk.plan(
        kind, [lead], Asset.objects.with_ids([a.pk for a in (both, only, draft, other)]).for_bulk(kind)
    )
    assert [(row.asset, row.before, row.after) for row in made.rows] == [
        (both, "CFO, Platform Lead", "CFO"),
        (draft, "Platform Lead", ""),
    ]
    assert made.same == [other]
    assert made.refused == [(only, "A published asset has at least one persona.")]


def test_planning_writes_nothing(marketer):
    asset = AssetFactory()
    kind = bulk.CHANGES["archive"]
    bulk.plan(kind, None, Asset.objects.for_bulk(kind))
    assert (Asset.objects.get().status, Activity.objects.about(asset).count()) == ("published", 0)


@pytest.mark.parametrize(
    ("name", "make", "column"),
    [
        ("set-stage", lambda: StageFactory(slug="bofu"), "stage"),
        ("set-owner", lambda: UserFactory(role="marketer"), "owner"),
        ("set-audience", lambda: "internal", "audience"),
        ("set-review", lambda: today() + timedelta(days=9), "review_on"),
    ],
)
def test_one_value_is_set_on_all(marketer, name, make, column):
    assets, value = AssetFactory.create_batch(3), make()
    change(name, value, assets, marketer)
    assert [getattr(asset, column) for asset in Asset.objects.all()] == [value] * 3
    assert set(Asset.objects.values_list("version", flat=True)) == {2}


@pytest.mark.parametrize("field", ["tags", "personas", "competitors", "products", "industries"])
def test_terms_are_added_and_removed(marketer, field):
    asset = AssetFactory(**{field: ["kept"]})
    other = AssetFactory(**{field: ["kept", "extra"]})
    extra = getattr(other, field).get(label="extra")
    change(f"add-{field}", [extra], [asset, other], marketer)
    assert sorted(term.label for term in getattr(asset, field).all()) == ["extra", "kept"]
    assert Asset.objects.get(pk=other.pk).version == 1
    change(f"remove-{field}", [extra], [asset, other], marketer)
    assert [term.label for term in getattr(other, field).all()] == ["kept"]


def test_every_asset_gets_a_history_line_with_both_values(marketer):
    asset = AssetFactory(tags=["one"])
    change("add-tags", ["two"], [asset], marketer)
    line = Activity.objects.about(asset).get()
    assert (line.verb, line.actor, line.via, line.changes) == (
        "changed",
        marketer,
        "bulk",
        {"tags": [["one"], ["one", "two"]]},
    )


def test_a_new_word_becomes_one_tag_for_all(marketer):
    assets = AssetFactory.create_batch(2)
    change("add-tags", ["rollback"], assets, marketer)
    assert Tag.objects.get().label == "rollback"
    assert [asset.tags.count() for asset in assets] == [1, 1]


def test_archiving_many_remembers_what_they_were(marketer):
    published, draft = AssetFactory(), AssetFactory(status="draft")
    outcome = change("archive", None, [published, draft], marketer)
    assert list(Asset.objects.order_by("pk").values_list("status", "archived_from")) == [
        ("archived", "published"),
        ("archived", "draft"),
    ]
    bulk.undo_many(bulk.CHANGES["archive"], bulk.undo_entries(outcome), actor=marketer)
    assert list(Asset.objects.order_by("pk").values_list("status", "archived_from")) == [
        ("published", ""),
        ("draft", ""),
    ]


def test_who_changed_since_the_preview_is_left_alone_and_named(marketer):
    kept, moved, gone = AssetFactory.create_batch(3)
    kind = bulk.CHANGES["set-audience"]
    outcome = bulk.change_many(kind, "internal", {kept.pk: 1, moved.pk: 0, gone.pk + 1000: 1}, actor=marketer)
    assert ([row.asset for row in outcome.plan.rows], outcome.stale, outcome.gone) == ([kept], [moved], 1)
    assert Asset.objects.get(pk=moved.pk).audience == "shareable"


def test_a_change_is_taken_back_where_nobody_changed_since(marketer):
    bofu = StageFactory(slug="bofu")
    first, second = AssetFactory(stage="tofu"), AssetFactory(stage=None)
    touched = AssetFactory(stage="tofu")
    outcome = change("set-stage", bofu, [first, second, touched], marketer)
    Asset.objects.filter(pk=touched.pk).update(version=9)
    back = bulk.undo_many(bulk.CHANGES["set-stage"], bulk.undo_entries(outcome), actor=marketer)
    slugs = list(Asset.objects.order_by("pk").values_list("stage__slug", flat=True))
    assert (slugs, back.stale) == (["tofu", None, "bofu"], [touched])


def test_undo_gives_back_exactly_the_terms_that_were_there(marketer):
    had, new = AssetFactory(tags=["x", "y"]), AssetFactory(tags=["y"])
    outcome = change("add-tags", [Tag.objects.get(label="x")], [had, new], marketer)
    bulk.undo_many(bulk.CHANGES["add-tags"], bulk.undo_entries(outcome), actor=marketer)
    assert [sorted(tag.label for tag in asset.tags.all()) for asset in (had, new)] == [["x", "y"], ["y"]]


@pytest.mark.parametrize("count", [2, 12])
def test_a_bulk_change_costs_the_same_for_any_number(marketer, count, django_assert_max_num_queries):
    assets = AssetFactory.create_batch(count, personas=["CFO"], tags=["y"])
    tag = TagFactory(label="x")
    kind = bulk.CHANGES["add-tags"]
    versions = {asset.pk: 1 for asset in assets}
    labels()
    with django_assert_max_num_queries(17):
        bulk.change_many(kind, [tag], versions, actor=marketer)


# Pages


def test_picked_assets_are_offered_every_change(client_for, marketer):
    assets = AssetFactory.create_batch(2, personas=1, competitors=1, products=1, industries=1)
    page = client_for(marketer).post(BULK, {"ids": [asset.pk for asset in assets], "scope": "picked"})
    assert read_page(page).one("h1").text == "Change 2 assets"
    offered = [button["value"] for button in read_page(page).one("main").all("button", name="change")]
    assert sorted(offered) == sorted(bulk.CHANGES)


def test_all_matching_means_the_whole_list_not_the_page(client_for, marketer):
    AssetFactory.create_batch(3, stage="bofu")
    AssetFactory(stage="tofu")
    page = client_for(marketer).post(BULK, {"scope": "all", "query": "stage=bofu"})
    assert read_page(page).one("h1").text == "Change 3 assets"


def test_preview_apply_and_undo_by_page(client_for, marketer):
    mofu, already = AssetFactory(title="Moves", stage="mofu"), AssetFactory(stage="bofu")
    client = client_for(marketer)
    data = {"ids": f"{mofu.pk},{already.pk}", "query": "q=x", "change": "set-stage", "stage": "bofu"}
    preview = client.post(BULK, data)
    assert read_page(preview).one("h1").text == "Set stage: 1 will change"
    assert "1 already so, 0 refused." in read_page(preview).one("main").text
    assert [cell.text for cell in read_page(preview).one("tbody").all("td")] == ["Consideration", "Decision"]
    assert "Change 2 assets" in read_page(preview).one(css="crumbs").text
    result = client.post(BULK, fields_of(main_form(preview)))
    assert result.url == reverse("content:asset-bulk-done")
    result = client.get(result.url)
    assert read_page(result).one("h1").text == "1 asset changed"
    assert Asset.objects.get(pk=mofu.pk).stage.slug == "bofu"
    undone = client.post(reverse("content:asset-bulk-undo"), fields_of(main_form(result)), follow=True)
    assert read_page(undone).one("h1").text == "1 asset taken back"
    assert Asset.objects.get(pk=mofu.pk).stage.slug == "mofu"


def test_new_tags_come_through_the_preview(client_for, marketer):
    asset = AssetFactory()
    client = client_for(marketer)
    preview = client.post(BULK, {"ids": asset.pk, "change": "add-tags", "new_tags": "rollback"})
    assert Tag.objects.count() == 0
    client.post(BULK, fields_of(main_form(preview)))
    assert [tag.label for tag in asset.tags.all()] == ["rollback"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"change": "set-stage", "stage": ""}, "This field is required."),
        ({"change": "set-stage", "stage": "nowhere"}, "Select a valid choice."),
        ({"change": "set-review", "review_on": "2020-01-01"}, "Choose today or a later day."),
        ({"change": "remove-tags", "new_tags": "nothing"}, "There is no tag “nothing”."),
        ({"change": "add-tags"}, "This field is required."),
    ],
)
def test_a_wrong_value_is_said_at_its_field(client_for, marketer, data, words):
    asset = AssetFactory()
    page = client_for(marketer).post(BULK, {"ids": asset.pk} | data)
    assert (page.status_code, words in read_page(page).text) == (422, True)


def test_without_a_selection_the_list_says_so(client_for, marketer):
    answer = client_for(marketer).post(BULK, {"query": "stage=bofu", "scope": "picked"})
    assert answer.url == "/library/?stage=bofu"


def test_an_undo_of_somebody_else_or_a_forged_one_does_nothing(client_for, marketer, admin):
    asset = AssetFactory(audience="shareable")
    client = client_for(marketer)
    preview = client.post(BULK, {"ids": asset.pk, "change": "set-audience", "audience": "internal"})
    undo = fields_of(main_form(client.post(BULK, fields_of(main_form(preview)), follow=True)))
    url = reverse("content:asset-bulk-undo")
    assert client_for(admin).post(url, undo).status_code == 403
    assert client.post(url, undo | {"token": undo["token"] + "x"}).status_code == 302
    assert Asset.objects.get().audience == "internal"


def test_one_asset_is_one_asset_in_the_breadcrumb(client_for, marketer):
    data = {"ids": AssetFactory().pk, "change": "set-audience", "audience": "internal"}
    assert read_page(client_for(marketer).post(BULK, data)).one(css="crumbs").text == "Library Change 1 asset"


def test_the_result_names_what_was_left_and_is_nobodys_without_a_change(client_for, marketer):
    asset = AssetFactory(title="Moved on")
    client = client_for(marketer)
    done = reverse("content:asset-bulk-done")
    assert client.get(done).url == "/library/"
    data = {"ids": asset.pk, "change": "set-audience", "audience": "internal", "versions": f"{asset.pk}:7"}
    page = read_page(client.post(BULK, data, follow=True))
    assert (
        page.one("h1").text,
        "Moved on : somebody changed it meanwhile." in page.one(css="banner").text,
    ) == (
        "0 assets changed",
        True,
    )


def test_taking_back_removes_the_tags_that_were_added_for_it(client_for, marketer):
    TagFactory(label="old")
    assets = AssetFactory.create_batch(2)
    client = client_for(marketer)
    data = {"ids": [asset.pk for asset in assets], "change": "add-tags", "new_tags": "new, taken, old"}
    result = client.post(BULK, fields_of(main_form(client.post(BULK, data))), follow=True)
    AssetFactory(tags=[Tag.objects.get(label="taken")])
    client.post(reverse("content:asset-bulk-undo"), fields_of(main_form(result)))
    assert sorted(tag.label for tag in Tag.objects.all()) == ["old", "taken"]


def test_a_rep_may_not_change_many(client_for, rep):
    asset = AssetFactory()
    client = client_for(rep)
    data = {"ids": asset.pk, "change": "archive", "versions": f"{asset.pk}:1"}
    assert [client.post(url, data).status_code for url in (BULK, reverse("content:asset-bulk-undo"))] == [
        403,
        403,
    ]
    assert Asset.objects.get().status == "published"


def states(assets):
    rows = Asset.objects.with_ids([asset.pk for asset in assets]).order_by("pk")
    return list(rows.values_list("status", "published_on", "review_on"))


def test_drafts_are_published_and_taken_back_with_their_dates(marketer):
    year = FormatFactory(review_days=365)
    ready = [
        AssetFactory(status="draft", published_on=None, review_on=None, personas=["CFO"], format=year)
        for _ in range(2)
    ]
    bare = AssetFactory(status="draft", published_on=None, review_on=None)
    outcome = change("publish", None, ready, marketer)
    assert states(ready) == [("published", today(), days_from_today(365))] * 2
    kind = bulk.CHANGES["publish"]
    refused = bulk.plan(kind, None, Asset.objects.with_ids([bare.pk]).for_bulk(kind)).refused
    assert [(asset, "add" in why) for asset, why in refused] == [(bare, True)]
    assert Activity.objects.about(ready[0]).first().verb == "published"
    bulk.undo_many(bulk.CHANGES["publish"], bulk.undo_entries(outcome), actor=marketer)
    assert states([*ready, bare]) == [("draft", None, None)] * 3


def test_archived_assets_come_back_as_what_they_were_and_go_again(marketer):
    assets = [AssetFactory(), AssetFactory(status="draft", published_on=None)]
    change("archive", None, assets, marketer)
    outcome = change("restore", None, assets, marketer)
    assert [status for status, *_ in states(assets)] == ["published", "draft"]
    assert Activity.objects.about(assets[0]).first().verb == "restored"
    bulk.undo_many(bulk.CHANGES["restore"], bulk.undo_entries(outcome), actor=marketer)
    assert [status for status, *_ in states(assets)] == ["archived", "archived"]


@pytest.mark.parametrize(("name", "listed"), [("publish", "draft"), ("restore", "archived")])
def test_publishing_and_restoring_many_by_page(client_for, marketer, name, listed):
    assets = AssetFactory.create_batch(3, status="draft", published_on=None, personas=["CFO"])
    if name == "restore":
        change("archive", None, assets, marketer)
    client = client_for(marketer)
    chosen = {"scope": "all", "query": f"freshness={listed}", "change": name}
    preview = client.post("/library/bulk/", chosen)
    assert len(preview.context["plan"].rows) == 3
    client.post("/library/bulk/", chosen | {"versions": preview.context["versions"]})
    expected = "published" if name == "publish" else "draft"
    assert set(Asset.objects.values_list("status", flat=True)) == {expected}
