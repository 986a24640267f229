"""The page "Import" without JavaScript, step by step."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.library.models import Asset
from content.vocabularies.models import Persona, TermAlias
from portal.imports.models import ImportRow, ImportRun
from tests.factories.content import PersonaFactory
from tests.factories.portal import UserFactory

START = reverse("import-start")
GOOD = "id,title,format,persona\na,One,Webinar,Platform Lead\nb,Two,Webinar,\n"
BAD = "id,title,format,persona,url,shade\na,=One,Webinar,Platform Leed,,red\nb,Two,Webinar,,nonsense,blue\n"
OURS = [f"Tandem: {name}" for name in ("row", "outcome", "reference", "title", "messages")]


@pytest.fixture
def mara(marketer, client_for, django_capture_on_commit_callbacks):
    """A marketer at her browser; what she sets going in the background happens at once."""
    return Visitor(client_for(marketer), django_capture_on_commit_callbacks)


class Visitor:
    def __init__(self, client, callbacks):
        self.client, self._callbacks = client, callbacks

    def get(self, path, **values):
        return self.client.get(path, values)

    def post(self, name, run=None, **values):
        path = reverse(name, args=[run.pk] if run else [])
        with self._callbacks(execute=True):
            answer = self.client.post(path, values)
        return self.client.get(answer.url) if answer.status_code == 302 else answer

    def upload(self, text, name="assets.csv", **values):
        content = text if isinstance(text, bytes) else text.encode()
        return self.post("import-start", file=SimpleUploadedFile(name, content), kind="asset")

    def check(self, text, **values):
        """The run of a file whose columns were guessed right."""
        page = self.upload(text)
        form = page.context["form"]
        guessed = {field.html_name: field.value() or "" for field, _ in form.rows()}
        run = ImportRun.objects.latest("pk")
        owner = run.owner_id
        self.post("import-columns", run, **guessed | {"owner": owner, "default_status": "published"} | values)
        run.refresh_from_db()
        return run


def test_an_upload_leads_to_its_columns_with_what_they_mean_and_hold(mara):
    page = mara.upload(BAD)
    run = ImportRun.objects.get()
    assert page.request["PATH_INFO"] == reverse("import-columns", args=[run.pk])
    rows = {field.label: (field.value(), samples) for field, samples in page.context["form"].rows()}
    assert rows["persona"] == ("personas", ["Platform Leed"])
    assert rows["shade"] == ("", ["red", "blue"])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"id,id\n1,2\n", "The column “id” occurs twice"),
        ("a.json", b'[{"id": NaN}]', "Line 1 holds NaN"),
        ("a.xlsx", b"PK\x03\x04", "The workbook is damaged."),
        ("a.csv", b"", "The submitted file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_field(mara, name, content, sentence):
    page = mara.upload(content, name)
    assert page.status_code == 422
    assert sentence in page.context["form"].errors["file"][0]
    assert ImportRun.objects.count() == 0


def test_a_file_is_checked_confirmed_and_imported(mara, marketer):
    PersonaFactory(label="Platform Lead")
    run = mara.check(GOOD)
    page = mara.get(run.get_absolute_url())
    assert dict(page.context["page"].counts) == {"created": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert "Import 2 rows" in page.text
    assert Asset.objects.count() == 0
    page = mara.post("import-confirm", run)
    assert [step.is_done for step in page.context["page"].steps] == [True] * 4
    assert set(Asset.objects.references()) == {"a", "b"}
    assert [row.url for row in page.context["page"].rows] == ["/library/a/", "/library/b/"]


def test_what_columns_mean_and_new_assets_get_can_be_changed(mara):
    other = UserFactory(role="marketer")
    run = mara.check("id,name,kind\na,One,Webinar\n", owner=other.pk, default_status="draft")
    mara.post("import-confirm", run)
    asset = Asset.objects.get()
    assert (asset.title, asset.owner, asset.status) == ("One", other, "draft")


def test_a_refused_file_has_to_be_chosen_again(mara):
    page = mara.upload("", "empty.csv")
    assert (page.status_code, "Your text is kept." in page.text) == (422, False)
    assert "Choose the file again." in page.text


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [("title", "title", "are both mapped to Title"), ("", "", "Choose what at least one column means.")],
)
def test_columns_that_make_no_sense_are_refused(mara, first, second, sentence):
    mara.upload("one,two\na,b\n")
    run = ImportRun.objects.get()
    values = {"column-0": first, "column-1": second, "owner": run.owner_id, "default_status": "draft"}
    page = mara.post("import-columns", run, **values)
    assert (page.status_code, sentence in page.text) == (422, True)


def test_unknown_words_are_decided_one_by_one(mara):
    lead = PersonaFactory(label="Platform Lead")
    run = mara.check("id,title,format,persona\na,One,Webinar,Platform Leed|New Hat|Nonsense\n")
    assert run.counts["waiting"] == 1
    assert "1 waits for the words below" in mara.get(run.get_absolute_url()).text
    words = mara.get(run.get_absolute_url()).context["page"].words
    assert [word[2] for word, _, _ in words.rows()] == ["New Hat", "Nonsense", "Platform Leed"]
    (_, create, _), (_, _, leave), (_, _, same) = words.rows()
    page = mara.post(
        "import-words", run, **{create.html_name: "on", leave.html_name: "-", same.html_name: lead.slug}
    )
    assert page.context["page"].words is None
    assert not Persona.objects.filter(label="New Hat").exists()
    mara.post("import-confirm", run)
    assert [term.label for term in Asset.objects.get().personas.all()] == ["New Hat", "Platform Lead"]
    assert TermAlias.objects.get().label == "Platform Leed"


def test_all_unknown_words_are_created_at_once(mara):
    run = mara.check(GOOD.replace("Webinar", "Fireside chat"))
    mara.post("import-words", run, **{"create-all": "1"})
    mara.post("import-confirm", run)
    assert Asset.objects.get(reference="a").format.label == "Fireside chat"


def test_refused_rows_are_shown_and_left_out_only_when_asked(mara):
    PersonaFactory(label="Platform Leed")
    run = mara.check(BAD)
    page = mara.get(run.get_absolute_url(), show="problems")
    assert [row.number for row in page.context["page"].rows] == [2, 3]
    assert "It is no web address. Write it as https://host/path." in page.text
    assert "Not used: shade." in page.text
    page = mara.post("import-confirm", run)
    assert "1 row is refused." in page.text
    assert Asset.objects.count() == 0
    page = mara.post("import-confirm", run, skip_bad="on")
    assert dict(page.context["page"].counts)["created"] == 1
    assert Asset.objects.count() == 1


def test_a_file_that_says_nothing_new_has_nothing_to_confirm(mara):
    PersonaFactory(label="Platform Lead")
    mara.post("import-confirm", mara.check(GOOD))
    page = mara.get(mara.check(GOOD).get_absolute_url())
    assert "There is nothing to import: every row says what the portal has." in page.text
    assert "import-confirm" not in page.text


def test_the_result_can_be_downloaded_and_runs_no_formula(mara):
    PersonaFactory(label="Platform Leed")
    run = mara.check(BAD)
    mara.post("import-confirm", run, skip_bad="on")
    answer = mara.get(reverse("import-result", args=[run.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="import-{run.pk}-result.csv"'
    text = answer.getvalue().decode("utf-8-sig")
    assert text.splitlines()[1].startswith('"2","created","a","\'=One",')
    assert list(csv.reader(io.StringIO(text))) == [
        [*OURS, "id", "title", "format", "persona", "url", "shade"],
        [
            *["2", "created", "a", "'=One", "Stage: It has no stage, so it is not found by stage."],
            *["a", "'=One", "Webinar", "Platform Leed", "", "red"],
        ],
        [
            *["3", "refused", "", "Two"],
            "Address “nonsense”: It is no web address. Write it as https://host/path.",
            *["b", "Two", "Webinar", "", "nonsense", "blue"],
        ],
    ]


def test_a_refused_row_is_mended_in_the_result_and_uploaded_again(mara):
    PersonaFactory(label="Platform Leed")
    first = mara.check(BAD.replace("title", "heading one"), **{"column-1": "title"})
    mara.post("import-confirm", first, skip_bad="on")
    result = reverse("import-result", args=[first.pk])
    text = mara.get(result, show="problems").getvalue().decode("utf-8-sig")
    again = mara.check(text.replace('"nonsense"', '"https://example.com/two"'))
    assert [column for column, _ in again.columns] == [
        "id",
        "heading one",
        "format",
        "persona",
        "url",
        "shade",
    ]
    assert {name: again.counts[name] for name in ("created", "refused")} == {"created": 1, "refused": 0}
    header = mara.get(reverse("import-result", args=[again.pk])).getvalue().decode().splitlines()[0]
    assert header.count("Tandem: row") == 1


def test_an_import_at_work_looks_again_by_itself_and_by_link(mara, marketer):
    run = mara.check(GOOD)
    ImportRun.objects.filter(pk=run.pk).update(status="importing", to_write=2000, written=500)
    page = mara.get(run.get_absolute_url())
    assert f'hx-get="{run.get_absolute_url()}"' in page.text
    assert "500 of 2000 rows" in page.text
    assert f'href="{run.get_absolute_url()}"' in page.text
    part = mara.client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert mara.post("import-discard", run).text.count("It is being worked on.") == 1


def test_discarding_forgets_the_file_and_keeps_what_was_imported(mara):
    run = mara.check("id,title,format\na,One,Webinar\n")
    mara.post("import-confirm", run)
    mara.post("import-discard", run)
    assert (ImportRun.objects.count(), ImportRow.objects.count(), Asset.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize("name", ["import-detail", "import-columns", "import-result"])
def test_an_import_is_hidden_from_other_marketers_and_shown_to_admins(mara, client_for, admin, name):
    run = mara.check(GOOD)
    path = reverse(name, args=[run.pk])
    assert client_for(UserFactory(role="marketer")).get(path).status_code == 404
    assert client_for(admin).get(path).status_code == 200
    assert str(run) not in client_for(UserFactory(role="marketer")).get(START).text


@pytest.mark.parametrize("name", ["import-words", "import-confirm", "import-restart", "import-discard"])
def test_an_import_cannot_be_moved_by_others(mara, client_for, name):
    run = mara.check(GOOD)
    path = reverse(name, args=[run.pk])
    assert client_for(UserFactory(role="marketer")).post(path).status_code == 404
    assert client_for(UserFactory(role="rep")).post(path).status_code == 403
    assert client_for(UserFactory(role="marketer")).get(path).status_code == 405


@pytest.mark.parametrize("role", ["rep", "account_team"])
def test_only_who_may_import_sees_the_page(client_for, db, role):
    assert client_for(UserFactory(role=role)).get(START).status_code == 403


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_imports_costs_the_same_at_any_size(mara, count, django_assert_num_queries):
    for _ in range(count):
        mara.upload(GOOD)
    with django_assert_num_queries(3):
        mara.get(START)


@pytest.mark.parametrize("count", [1, 5])
def test_the_rows_of_an_import_cost_the_same_at_any_size(mara, count, django_assert_num_queries):
    run = mara.check("id,title,format\n" + "".join(f"r{n},Row {n},Webinar\n" for n in range(count)))
    mara.post("import-confirm", run)
    with django_assert_num_queries(5):
        mara.get(run.get_absolute_url())
