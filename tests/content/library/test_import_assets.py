"""Importing as the person at the terminal sees it."""

from datetime import timedelta

import pytest

from content.library.models import Asset, TalkingPoint
from content.vocabularies.models import Competitor, Format, Language, Persona, Tag, TermAlias
from portal.activity.models import Activity
from portal.shared.dates import today
from tests.content.library.import_files import PIECE, as_csv, asset, csv_file, json_file, run, stale_documents
from tests.factories.content import AssetFactory, FormatFactory, PersonaFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db

SEED = {
    "id": "case-study-042",
    "title": "How Acme Corp Scaled Their Kubernetes Clusters by 300%",
    "format": "PDF Case Study",
    "funnelStage": "BOFU",
    "targetPersona": "DevOps Engineer, Platform Lead",
    "keyTalkingPoints": ["Reduced overhead by 40%", "Achieved 99.99% uptime, at peak"],
    "competitorMentions": ["aws-eks", "google-gke"],
    "url": "https://cdn.example.com/case-study-acme.pdf",
}


@pytest.fixture(autouse=True)
def boss():
    return UserFactory(role="admin", email="boss@example.com", name="The Boss")


def test_an_asset_of_the_seed_is_taken_with_all_it_says(tmp_path, boss):
    assert run(json_file(tmp_path, SEED), "--create-terms")[0] == 0
    taken = asset("case-study-042")
    assert taken.title == SEED["title"]
    assert (taken.format.label, taken.format.slug) == ("PDF Case Study", "pdf-case-study")
    assert taken.stage.slug == "bofu"
    assert [term.label for term in taken.personas.all()] == ["DevOps Engineer", "Platform Lead"]
    assert [(term.slug, term.label) for term in taken.competitors.all()] == [
        ("aws-eks", "AWS EKS"),
        ("google-gke", "Google GKE"),
    ]
    assert [point.text for point in taken.points] == SEED["keyTalkingPoints"]
    assert taken.url == SEED["url"]
    assert taken.external_id == "case-study-042"
    assert (taken.status, taken.audience, taken.language.slug) == ("published", "internal", "en")
    assert (taken.owner, taken.created_by) == (boss, boss)
    assert taken.published_on == today()
    assert taken.review_on == today() + timedelta(days=270)
    assert stale_documents() == []


def test_the_history_says_who_imported_what(tmp_path, boss):
    run(json_file(tmp_path, PIECE))
    line = Activity.objects.about(asset("p-1")).get()
    assert (line.verb, line.via, line.actor) == ("created", "import", boss)


def test_a_second_run_writes_nothing(tmp_path, django_assert_num_queries):
    path = json_file(tmp_path, SEED, PIECE)
    run(path, "--create-terms")
    before = Asset.objects.values().order_by("pk")
    kept, lines = list(before), Activity.objects.count()
    code, out, _ = run(path, "--create-terms")
    assert code == 0
    assert "0 created, 0 changed, 2 unchanged, 0 refused" in out
    assert list(before.all()) == kept
    assert Activity.objects.count() == lines


def test_the_same_records_as_csv_change_nothing(tmp_path):
    records = [SEED, SEED | {"id": "b", "keyTalkingPoints": [], "competitorMentions": []}]
    run(json_file(tmp_path, *records), "--create-terms")
    code, out, _ = run(csv_file(tmp_path, as_csv(records)))
    assert (code, "2 unchanged" in out) == (0, True)


def test_a_changed_record_is_changed_with_one_line_of_old_and_new_values(tmp_path):
    run(json_file(tmp_path, SEED), "--create-terms")
    newer = SEED | {
        "title": "A new title",
        "funnelStage": "TOFU",
        "targetPersona": "Platform Lead",
        "keyTalkingPoints": ["Achieved 99.99% uptime, at peak", "One more"],
    }
    _code, out, _ = run(json_file(tmp_path, newer))
    assert "1 changed" in out
    changed = asset("case-study-042")
    assert (changed.title, changed.stage.slug, changed.version) == ("A new title", "tofu", 2)
    assert [point.text for point in changed.points] == newer["keyTalkingPoints"]
    line = Activity.objects.about(changed).first()
    assert (line.verb, line.via) == ("changed", "import")
    assert line.changes == {
        "title": [SEED["title"], "A new title"],
        "stage": ["Decision", "Awareness"],
        "personas": [["DevOps Engineer", "Platform Lead"], ["Platform Lead"]],
        "talking_points": [SEED["keyTalkingPoints"], newer["keyTalkingPoints"]],
    }
    assert stale_documents() == []


def test_an_equal_talking_point_is_reused(tmp_path):
    other = SEED | {"id": "b", "url": "", "keyTalkingPoints": ["Reduced  overhead by 40%\n"]}
    run(json_file(tmp_path, SEED, other), "--create-terms")
    assert TalkingPoint.objects.count() == 2


def test_an_empty_cell_leaves_what_the_portal_has(tmp_path):
    AssetFactory(reference="a", external_id="a", title="Old", talking_points=1, personas=1, summary="Kept")
    code, _out, _ = run(csv_file(tmp_path, "id,title,summary,personas,talking points\na,New,,,\n"))
    kept = asset("a")
    assert (code, kept.title, kept.summary, len(kept.points), kept.personas.count()) == (
        0,
        "New",
        "Kept",
        1,
        1,
    )


# Unknown words


def test_unknown_words_stop_the_import_and_say_what_to_run(tmp_path):
    PersonaFactory(label="Platform Leader")
    code, out, _ = run(json_file(tmp_path, SEED))
    assert code == 1
    assert Asset.objects.count() == 0
    assert 'persona "Platform Lead" (row 1; near: Platform Leader)' in out
    assert 'format "PDF Case Study" (row 1; near: Case study)' in out
    assert "To create the unknown words, run: uv run manage.py" in out
    assert "--create-terms" in out
    assert not Persona.objects.filter(label="DevOps Engineer").exists()


def test_terms_are_matched_by_slug_label_and_alias_whatever_their_case(tmp_path):
    persona = PersonaFactory(label="Site Reliability Engineer", slug="sre", aliases=["Operations"])
    for number, word in enumerate(
        ["SRE", "site reliability engineer", "OPERATIONS", "Site_Reliability-Engineer"]
    ):
        record = {"id": f"n{number}", "title": f"T{number}", "format": "WEBINAR", "persona": word}
        assert run(json_file(tmp_path, record))[0] == 0
        assert list(asset(f"n{number}").personas.all()) == [persona]


def test_spellings_of_one_new_word_become_one_term(tmp_path):
    records = [
        PIECE | {"id": f"n{n}", "url": "", "persona": word}
        for n, word in enumerate(["Data Lead", "data-lead"])
    ]
    run(json_file(tmp_path, *records), "--create-terms")
    assert [term.label for term in Persona.objects.all()] == ["Data Lead"]


def test_a_stage_is_never_created(tmp_path):
    code, out, _ = run(json_file(tmp_path, PIECE | {"stage": "Retention"}), "--create-terms")
    assert code == 1
    assert (
        'row 1: Stage "Retention": It is no stage. Use TOFU (Awareness), MOFU (Consideration), BOFU (Decision).'
        in out
    )


@pytest.mark.parametrize(
    ("word", "slug"),
    [("tofu", "tofu"), ("Awareness", "tofu"), ("Top of the funnel", "tofu"), ("decision", "bofu")],
)
def test_a_stage_is_known_by_many_words(tmp_path, word, slug):
    run(json_file(tmp_path, PIECE | {"stage": word}))
    assert asset("p-1").stage.slug == slug


@pytest.mark.parametrize("word", ["de", "German", "deutsch"])
def test_a_new_language_gets_its_name_and_code(tmp_path, word):
    assert run(json_file(tmp_path, PIECE | {"language": word}), "--create-terms")[0] == 0
    assert Language.objects.filter(slug="de", label="German").exists()


def test_tags_keep_their_spelling(tmp_path):
    run(json_file(tmp_path, PIECE | {"tags": ["cost-saving", "Q3"]}), "--create-terms")
    assert sorted(tag.label for tag in Tag.objects.all()) == ["Q3", "cost-saving"]


# All or nothing


GOOD_AND_BAD = (PIECE, PIECE | {"id": "p-2", "url": "no address"}, PIECE | {"id": "p-3", "title": ""})


def test_one_bad_row_keeps_all_out_and_each_is_named(tmp_path):
    code, out, _ = run(json_file(tmp_path, *GOOD_AND_BAD))
    assert code == 1
    assert Asset.objects.count() == 0
    assert 'row 2: Address "no address": It is no web address. Write it as https://host/path.' in out
    assert "row 3: Title: A new asset needs a title. Give it one." in out
    assert "Nothing was written, because rows were refused. It would be: 1 created" in out


def test_the_good_rows_are_taken_when_asked(tmp_path):
    code, out, _ = run(json_file(tmp_path, *GOOD_AND_BAD), "--skip-bad")
    assert code == 1
    assert [found.reference for found in Asset.objects.all()] == ["p-1"]
    assert "1 created, 0 changed, 0 unchanged, 2 refused" in out


def test_a_dry_run_writes_nothing_and_reports_the_same(tmp_path):
    path = json_file(tmp_path, SEED, *GOOD_AND_BAD)
    dry = run(path, "--create-terms", "--skip-bad", "--dry-run")
    assert (Asset.objects.count(), Competitor.objects.count(), Activity.objects.count()) == (0, 0, 0)
    wet = run(path, "--create-terms", "--skip-bad")
    assert dry[0] == wet[0] == 1
    assert dry[1].splitlines()[:-1] == wet[1].splitlines()[:-2]
    counts = "2 created, 0 changed, 0 unchanged, 2 refused"
    assert counts in dry[1]
    assert counts in wet[1]


def test_only_terms_of_taken_rows_are_created(tmp_path):
    bad = PIECE | {"id": "p-2", "url": "no address", "persona": "Nobody"}
    run(json_file(tmp_path, PIECE | {"persona": "Somebody"}, bad), "--create-terms", "--skip-bad")
    assert [term.label for term in Persona.objects.all()] == ["Somebody"]


# Decisions with a message


def test_a_row_without_stage_and_persona_is_taken_with_a_note(tmp_path):
    code, out, _ = run(json_file(tmp_path, {"id": "x", "title": "X", "format": "Webinar"}))
    assert (code, asset("x").status) == (0, "published")
    assert "row 1: Stage: It has no stage, so it is not found by stage." in out
    assert "row 1: Personas: It has no persona, so it is not found by persona." in out


def test_a_row_without_a_format_becomes_a_draft(tmp_path):
    code, out, _ = run(json_file(tmp_path, {"id": "x", "title": "X"}))
    assert (code, asset("x").status) == (0, "draft")
    assert "It has no format and becomes a draft." in out


def test_a_row_that_wants_to_be_published_without_a_format_is_refused(tmp_path):
    code, out, _ = run(json_file(tmp_path, {"id": "x", "title": "X", "status": "published"}))
    assert (code, "A published asset has a format." in out) == (1, True)


def test_titles_in_chinese_are_taken_and_the_terminal_stays_ascii(tmp_path):
    title = "云原生网络 · eBPF 的未来"
    code, out, _ = run(json_file(tmp_path, PIECE | {"title": title, "url": "x://"}))
    assert (code, out.isascii()) == (1, True)
    run(json_file(tmp_path, PIECE | {"title": title}))
    assert asset("p-1").title == title


def test_columns_that_are_not_used_are_named(tmp_path):
    code, out, _ = run(csv_file(tmp_path, "id,title,format,colour,shape\nx,X,Webinar,red,round\n"))
    assert (code, "Columns that are not used: colour, shape." in out) == (0, True)


def test_what_the_row_says_wins_over_what_is_usual(tmp_path, boss):
    mara = UserFactory(role="marketer", email="mara@example.com")
    row = {
        "owner": "MARA@example.com",
        "status": "draft",
        "audience": "shareable",
        "review_on": "2031-01-05",
        "published_on": "2030-01-05",
        "expires_on": "2032-01-05",
    }
    run(json_file(tmp_path, PIECE | row))
    taken = asset("p-1")
    assert (taken.owner, taken.created_by, taken.status, taken.audience) == (mara, boss, "draft", "shareable")
    days = [taken.published_on, taken.review_on, taken.expires_on]
    assert [day.year for day in days] == [2030, 2031, 2032]


def test_the_review_date_follows_the_format(tmp_path):
    FormatFactory(label="Price list", review_days=90)
    run(json_file(tmp_path, PIECE | {"format": "Price list"}))
    assert asset("p-1").review_on == today() + timedelta(days=90)


def test_status_and_owner_can_be_said_for_all(tmp_path):
    mara = UserFactory(role="marketer", email="mara@example.com")
    run(json_file(tmp_path, PIECE), "--status", "draft", "--owner", "mara@example.com")
    assert (asset("p-1").status, asset("p-1").owner) == ("draft", mara)


def test_an_expiry_before_publication_is_refused(tmp_path):
    row = {"published_on": "2026-05-01", "expires_on": "2026-04-01"}
    code, out, _ = run(json_file(tmp_path, PIECE | row))
    assert code == 1
    assert 'Expires on "2026-04-01": It would expire before it was published (2026-05-01).' in out


def test_an_unknown_owner_is_refused(tmp_path):
    code, out, _ = run(json_file(tmp_path, PIECE | {"owner": "ghost@example.com"}))
    assert (code, 'Owner "ghost@example.com": No active person' in out) == (1, True)


def test_an_import_takes_back_no_decision_of_people(tmp_path):
    AssetFactory(reference="a", external_id="a", title="Published here", status="published")
    AssetFactory(
        reference="b", external_id="b", title="Archived here", status="archived", archived_from="draft"
    )
    rows = [
        {"id": "a", "title": "New", "status": "draft"},
        {"id": "b", "title": "New", "status": "published"},
    ]
    code, out, _ = run(json_file(tmp_path, *rows))
    assert (code, asset("a").status, asset("b").status) == (0, "published", "archived")
    assert 'row 1: Status "draft": The asset is published in the portal and stays so.' in out
    assert 'row 2: Status "published": The asset is archived in the portal and stays so.' in out


def test_an_import_publishes_and_archives_what_is_there(tmp_path):
    AssetFactory(reference="a", external_id="a", status="draft", review_on=None, published_on=None)
    AssetFactory(reference="b", external_id="b")
    run(json_file(tmp_path, {"id": "a", "status": "published"}, {"id": "b", "status": "archived"}))
    assert (asset("a").status, asset("a").published_on) == ("published", today())
    assert asset("a").review_on == today() + timedelta(days=asset("a").format.review_days)
    assert (asset("b").status, asset("b").archived_from) == ("archived", "published")
    assert stale_documents() == []


# What cannot begin


def test_a_file_that_cannot_be_read_ends_with_2_and_the_mend(tmp_path):
    code, _, err = run(csv_file(tmp_path, "id,id\n1,2\n"))
    assert (code, 'The column "id" occurs twice' in err) == (2, True)
    code, _, err = run(tmp_path / "nowhere.json")
    assert (code, "Check the path." in err) == (2, True)
    code, _, err = run(csv_file(tmp_path, "foo,bar\n1,2\n"))
    assert (code, "None of the columns is recognised: foo, bar." in err) == (2, True)


def test_a_portal_without_people_ends_with_2_and_the_command_to_run(tmp_path, boss):
    boss.delete()
    code, _, err = run(json_file(tmp_path, PIECE))
    assert code == 2
    assert "Run: uv run manage.py create_admin EMAIL" in err


def test_an_owner_who_does_not_exist_ends_with_2(tmp_path):
    code, _, err = run(json_file(tmp_path, PIECE), "--owner", "ghost@example.com")
    assert (code, "Nobody active has the address ghost@example.com." in err) == (2, True)


def test_a_default_language_that_is_missing_ends_with_2(tmp_path):
    Language.objects.all().delete()
    code, _, err = run(json_file(tmp_path, PIECE))
    assert (code, "The default language" in err) == (2, True)


def test_long_lists_of_warnings_are_cut_unless_asked(tmp_path):
    records = [PIECE | {"id": f"n{n}", "url": ""} for n in range(30)]
    assert "and 39 more (--verbose shows all)" in run(json_file(tmp_path, *records), "--dry-run")[1]
    assert "more (--verbose" not in run(json_file(tmp_path, *records), "--dry-run", "--verbose")[1]


def test_words_that_were_said_to_be_the_same_are_remembered(tmp_path, boss):
    from content.library.importer import AssetImporter
    from portal.imports.engine import carry_out
    from portal.imports.plans import LEAVE_OUT, Options
    from portal.imports.reading import read_table

    persona = PersonaFactory(label="Platform Lead")
    record = PIECE | {"persona": ["Head of Platform", "Nobody"]}
    path = json_file(tmp_path, record)
    choices = {("persona", "head of platform"): persona.slug, ("persona", "nobody"): LEAVE_OUT}
    carry_out(AssetImporter(), read_table("a.json", path.read_bytes()), Options(boss, boss, choices=choices))
    assert list(asset("p-1").personas.all()) == [persona]
    assert TermAlias.objects.get().label == "Head of Platform"
    assert run(json_file(tmp_path, PIECE | {"persona": "head of platform"}))[0] == 0
    assert Format.objects.filter(label="Webinar").count() == 1
