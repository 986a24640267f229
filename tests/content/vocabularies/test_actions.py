"""The verbs on terms: words stay unique, merges reach everywhere, nothing in use is removed."""

import pytest
from django.core.exceptions import ValidationError

from content.feedback.models import ContentRequest
from content.library.filters import viewer_of
from content.library.models import Asset
from content.search.engine import run
from content.search.query import Query
from content.vocabularies import actions
from content.vocabularies.labels import labels, near_entries
from content.vocabularies.models import Format, Persona, Stage, Tag
from portal.activity.models import Activity
from portal.saved_views.models import SavedView
from portal.shared.changes import StaleRecord
from tests.factories.content import AssetFactory, FormatFactory, PersonaFactory, StageFactory, TagFactory

pytestmark = pytest.mark.django_db


def history(term):
    return [(line.verb, line.changes) for line in Activity.objects.about(term)]


def test_a_new_term_has_a_slug_and_a_history_line(marketer):
    term = actions.add_term(
        "persona", {"label": "Platform Lead", "aliases": ["Head of Platform"]}, actor=marketer
    )
    assert (term.slug, actions.aliases_of(term)) == ("platform-lead", ["Head of Platform"])
    assert history(term) == [("added", {"label": [None, "Platform Lead"]})]
    assert labels().match("persona", "HEAD OF PLATFORM").id == term.pk


@pytest.mark.parametrize("word", ["cfo", "CFO", "Chief-Financial Officer"])
def test_a_word_names_one_term_only(marketer, word):
    PersonaFactory(label="CFO", aliases=["chief financial officer"])
    with pytest.raises(ValidationError) as refusal:
        actions.add_term("persona", {"label": word}, actor=marketer)
    assert "label" in refusal.value.message_dict


def test_another_spelling_may_not_be_another_term(marketer):
    PersonaFactory(label="CFO")
    with pytest.raises(ValidationError) as refusal:
        actions.add_term("persona", {"label": "Finance lead", "aliases": ["cfo"]}, actor=marketer)
    assert refusal.value.message_dict == {"aliases": ["“cfo” already exists."]}
    assert not Persona.objects.filter(label="Finance lead").exists()


def test_the_same_word_may_stand_in_two_vocabularies(marketer):
    PersonaFactory(label="Runtime")
    assert actions.add_term("product", {"label": "Runtime"}, actor=marketer).slug == "runtime"


def test_there_are_three_stages(marketer):
    mofu, bofu = StageFactory(slug="mofu"), StageFactory(slug="bofu")
    for verb in (
        lambda: actions.add_term("stage", {"label": "Renewal"}, actor=marketer),
        lambda: actions.merge_term(mofu, bofu, actor=marketer, version=mofu.version),
        lambda: actions.remove_term(mofu, actor=marketer, version=mofu.version),
    ):
        with pytest.raises(ValidationError, match="three stages are fixed"):
            verb()
    assert Stage.objects.count() == 3


def test_a_change_keeps_the_slug_and_says_what_moved(marketer):
    term = FormatFactory(label="Cheat sheet", review_days=90)
    stage = StageFactory(slug="bofu")
    changes = {"label": "Crib sheet", "aliases": ["crib"], "review_days": 30, "stages": [stage]}
    changed = actions.change_term(term, changes, actor=marketer, version=1)
    assert (changed.slug, changed.label, changed.version) == ("cheat-sheet", "Crib sheet", 2)
    assert history(term) == [
        (
            "changed",
            {
                "label": ["Cheat sheet", "Crib sheet"],
                "review_days": [90, 30],
                "stages": [[], ["Decision"]],
                "aliases": [[], ["crib"]],
            },
        )
    ]


def test_other_spellings_count_as_an_edit(marketer):
    term = PersonaFactory()
    actions.change_term(term, {"aliases": ["a"]}, actor=marketer, version=1)
    with pytest.raises(StaleRecord):
        actions.change_term(term, {"aliases": ["b"]}, actor=marketer, version=1)
    assert actions.aliases_of(term) == ["a"]


def test_a_new_name_is_found_at_once(marketer, rep):
    term = PersonaFactory(label="Platform Lead")
    asset = AssetFactory(personas=[term])
    actions.change_term(term, {"label": "Head of Runtime"}, actor=marketer, version=1)
    assert list(run(Query("runtime"), viewer_of(rep)).ids) == [asset.pk]


def test_a_merge_reaches_assets_views_and_requests(marketer, rep):
    old, new = PersonaFactory(label="Dev", aliases=["Coder"]), PersonaFactory(label="Developer")
    first, both = AssetFactory(personas=[old]), AssetFactory(personas=[old, new])
    view = SavedView.objects.create(kind="assets", name="Devs", query="persona=dev", owner=rep)
    request = ContentRequest.objects.create(title="More", persona=old, requester=rep)
    uses = [(sentence, number) for sentence, number in actions.uses_of(old) if number]
    assert ("2 assets", 2) in uses
    actions.merge_term(old, new, actor=marketer, version=1)
    assert not Persona.objects.filter(label="Dev").exists()
    assert [list(asset.personas.all()) for asset in (first, both)] == [[new], [new]]
    view.refresh_from_db()
    request.refresh_from_db()
    assert (view.query, request.persona) == ("persona=developer", new)
    assert {labels().match("persona", word).id for word in ("dev", "coder", "Developer")} == {new.pk}
    assert Activity.objects.about(first).get().changes == {"personas": [["Dev"], ["Developer"]]}
    answer = run(Query(include={"persona": (new.pk,)}), viewer_of(rep))
    assert answer.total == 2


def test_a_merge_moves_the_assets_versions_on(marketer):
    old, new = TagFactory(), TagFactory()
    asset = AssetFactory(tags=[old])
    actions.merge_term(old, new, actor=marketer, version=1)
    assert Asset.objects.get(pk=asset.pk).version == 2


def test_a_format_can_be_merged(marketer):
    old, new = FormatFactory(label="Whitepaper"), FormatFactory(label="White paper, long")
    asset = AssetFactory(format=old)
    actions.merge_term(old, new, actor=marketer, version=1)
    assert Asset.objects.get(pk=asset.pk).format == new
    assert not Format.objects.filter(label="Whitepaper").exists()


def test_a_merge_of_what_somebody_changed_is_stale(marketer):
    old, new = TagFactory(), TagFactory()
    actions.change_term(old, {"note": "x"}, actor=marketer, version=1)
    with pytest.raises(StaleRecord):
        actions.merge_term(old, new, actor=marketer, version=1)
    with pytest.raises(ValidationError, match="into itself"):
        actions.merge_term(new, new, actor=marketer, version=1)


def test_only_unused_terms_are_removed(marketer):
    used, free = TagFactory(label="used"), TagFactory(label="free", aliases=["gratis"])
    AssetFactory(tags=[used])
    with pytest.raises(ValidationError, match="1 asset"):
        actions.remove_term(used, actor=marketer, version=1)
    actions.remove_term(free, actor=marketer, version=1)
    assert list(Tag.objects.all()) == [used]
    assert labels().match("tag", "gratis") is None


def test_near_terms_are_found_by_other_spellings_too(db):
    TagFactory(label="kubernetes", aliases=["k8s"])
    assert [entry.slug for entry in near_entries("tag", "k8")] == ["kubernetes"]
