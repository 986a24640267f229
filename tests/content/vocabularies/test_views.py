"""The pages of vocabularies: everyone looks, editors add, change, merge and remove."""

import pytest

from content.vocabularies import actions
from content.vocabularies.models import Format, Language, Persona, Tag
from tests.factories.content import AssetFactory, PersonaFactory, StageFactory, TagFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db


def main(response):
    return read_page(response).one("main")


def test_the_overview_names_every_vocabulary_with_its_number(client_for, rep):
    PersonaFactory.create_batch(2)
    items = main(client_for(rep).get("/vocabularies/")).texts("li")
    assert len(items) == 9
    assert any(item.startswith("Personas") and item.endswith("2") for item in items)
    assert any(item.startswith("Stages") and item.endswith("3") for item in items)


def test_a_vocabulary_lists_terms_with_spellings_and_uses(client_for, marketer):
    AssetFactory.create_batch(2, personas=[PersonaFactory(label="CFO", aliases=["Finance chief"])])
    row = main(client_for(marketer).get("/vocabularies/persona/")).one("tbody").one("tr")
    assert row.text == "CFO 2 Finance chief"
    assert row.all("a")[1]["href"] == "/library/?persona=cfo"


def test_counts_tell_nobody_of_hidden_assets(client_for, rep):
    persona = PersonaFactory(label="CFO")
    AssetFactory(personas=[persona], status="draft")
    AssetFactory(personas=[persona])
    assert main(client_for(rep).get("/vocabularies/persona/")).one("tbody").one("tr").text == "CFO 1"


def test_formats_and_stages_show_the_playbook(client_for, rep):
    client = client_for(rep)
    formats = main(client.get("/vocabularies/format/", {"q": "case study"})).one("tbody").text
    assert "Consideration or Decision, reviewed every 365 days" in formats
    assert "sales and marketing lead together" in main(client.get("/vocabularies/stage/")).one("tbody").text


def test_tags_are_found_by_name_or_other_spelling_and_sorted_by_use(client_for, marketer):
    TagFactory(label="gitops")
    used = TagFactory(label="kubernetes", aliases=["k8s"])
    AssetFactory(tags=[used])
    client = client_for(marketer)
    names = lambda **params: main(client.get("/vocabularies/tag/", params)).one("tbody").texts("th")  # noqa: E731
    assert names() == ["gitops", "kubernetes"]
    assert names(q="K8") == ["kubernetes"]
    assert names(sort="used") == ["kubernetes", "gitops"]
    assert "Nothing with these letters" in main(client.get("/vocabularies/tag/", {"q": "zzz"})).text


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("vocabulary", ["tag", "format"])
def test_a_vocabulary_costs_the_same_at_any_size(
    client_for, marketer, vocabulary, count, django_assert_max_num_queries
):
    AssetFactory.create_batch(count, tags=count)
    client = client_for(marketer)
    client.get(f"/vocabularies/{vocabulary}/")
    with django_assert_max_num_queries(8):
        assert client.get(f"/vocabularies/{vocabulary}/").status_code == 200


def test_a_term_is_added(client_for, marketer):
    data = {
        "label": " Platform   Lead ",
        "aliases": "Head of Platform\n\nPlatform head",
        "note": "",
        "position": "100",
    }
    answer = client_for(marketer).post("/vocabularies/persona/new/", data)
    assert answer.url == "/vocabularies/persona/"
    term = Persona.objects.get()
    assert (term.label, actions.aliases_of(term)) == ("Platform Lead", ["Head of Platform", "Platform head"])


def test_a_language_is_added_with_its_code(client_for, marketer):
    data = {"label": "Chinese, simplified", "slug": "zh-hans", "position": "100"}
    client_for(marketer).post("/vocabularies/language/new/", data)
    assert Language.objects.get(label="Chinese, simplified").slug == "zh-hans"


def test_before_a_new_term_what_is_like_it_is_shown(client_for, marketer):
    PersonaFactory(label="Platform Lead")
    client = client_for(marketer)
    data = {"label": "Platform Leads", "position": "100"}
    page = client.post("/vocabularies/persona/new/", data)
    assert page.status_code == 422
    assert "Is it one of these? Platform Lead" in main(page).text
    assert client.post("/vocabularies/persona/new/", data | {"sure": "Platform Leads"}).status_code == 302
    assert Persona.objects.count() == 2


def test_a_taken_word_is_refused_at_its_field(client_for, marketer):
    PersonaFactory(label="CFO")
    page = client_for(marketer).post("/vocabularies/persona/new/", {"label": "cfo", "position": "100"})
    assert (page.status_code, "“cfo” already exists." in main(page).text) == (422, True)


def test_a_format_is_changed(client_for, marketer):
    client = client_for(marketer)
    term = Format.objects.get(slug="pricing")
    stage = StageFactory(slug="mofu")
    data = {
        "version": term.version,
        "label": "Price list",
        "aliases": "Pricing",
        "note": "Net prices",
        "stages": [stage.pk],
        "review_days": "60",
        "position": "3",
    }
    assert client.post(term.get_absolute_url(), data).url == "/vocabularies/format/pricing/"
    term.refresh_from_db()
    assert (term.label, term.review_days, list(term.stages.all())) == ("Price list", 60, [stage])
    page = main(client.get(term.get_absolute_url()))
    assert "Pricing sheet Price list" in page.text


def test_the_second_editor_of_a_term_sees_both_values(client_for, marketer):
    term = PersonaFactory(label="CFO", note="Old")
    actions.change_term(term, {"note": "Theirs"}, actor=marketer, version=1)
    data = {"version": "1", "label": "CFO", "note": "Mine", "aliases": "", "position": "100"}
    client = client_for(marketer)
    page = client.post(term.get_absolute_url(), data)
    assert page.status_code == 409
    assert all(value in main(page).text for value in ("Theirs", "Mine"))
    again = data | {"version": main(page).all("input", name="version")[0]["value"], "keep-note": "yours"}
    assert client.post(term.get_absolute_url(), again).status_code == 302
    term.refresh_from_db()
    assert term.note == "Mine"


def test_a_merge_is_looked_at_and_then_done(client_for, marketer):
    old, new = TagFactory(label="k8s", aliases=["kube"]), TagFactory(label="kubernetes")
    AssetFactory.create_batch(2, tags=[old])
    client = client_for(marketer)
    look = main(client.get("/vocabularies/tag/k8s/merge/", {"into": "Kubernetes"}))
    assert "2 assets will have “kubernetes” in place of “k8s”." in look.text
    assert "“kubernetes” also answers to: k8s, kube." in look.text
    assert Tag.objects.count() == 2
    data = {field["name"]: field["value"] for field in look.all("input", type="hidden")}
    assert client.post("/vocabularies/tag/k8s/merge/", data).url == new.get_absolute_url()
    assert list(Tag.objects.all()) == [new]


def test_the_address_of_a_merged_term_leads_to_the_one_that_stayed(client_for, marketer, rep):
    old, new = TagFactory(label="k8s", slug="k8s"), TagFactory(label="Kubernetes")
    AssetFactory(tags=[old])
    actions.merge_term(old, new, actor=marketer, version=old.version)
    assert client_for(rep).get("/vocabularies/tag/k8s/").url == new.get_absolute_url()
    assert client_for(rep).get("/vocabularies/tag/nothing/").status_code == 404


def test_a_merge_into_nothing_is_refused(client_for, marketer):
    TagFactory(label="k8s")
    page = client_for(marketer).get("/vocabularies/tag/k8s/merge/", {"into": "docker"})
    assert (page.status_code, "There is no tag “docker”." in main(page).text) == (422, True)


def test_an_unused_term_is_removed_a_used_one_stays(client_for, marketer):
    used, free = TagFactory(label="used"), TagFactory(label="free")
    AssetFactory(tags=[used])
    client = client_for(marketer)
    for term in (used, free):
        client.post(f"{term.get_absolute_url()}remove/", {"version": "1"})
    assert list(Tag.objects.all()) == [used]


def test_who_may_not_edit_reads_only(client_for, rep):
    term = PersonaFactory(label="CFO", aliases=["Finance chief"], note="Signs the budget.")
    client = client_for(rep)
    page = main(client.get(term.get_absolute_url()))
    assert page.all("form", method="post") == []
    assert "Finance chief" in page.text
    assert client.get("/vocabularies/persona/new/").status_code == 403
    assert client.post(term.get_absolute_url(), {"label": "x"}).status_code == 403
    assert client.get("/vocabularies/persona/cfo/merge/").status_code == 403
    assert client.post("/vocabularies/persona/cfo/remove/", {"version": "1"}).status_code == 403


@pytest.mark.parametrize("url", ["/vocabularies/nothing/", "/vocabularies/persona/nobody/"])
def test_what_is_not_there_is_404(client_for, marketer, url):
    assert client_for(marketer).get(url).status_code == 404
