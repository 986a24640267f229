"""People from a sheet: invited and changed, matched by e-mail."""

import io

import pytest
from django.core.management import call_command

from portal.imports.models import ImportRun
from portal.users.models import User
from tests.factories.portal import TeamFactory, UserFactory

SHEET = """Full name,Work email,Role,Department,Team
Mara Lind,Mara.Lind@example.com,Account team,Sales,EMEA
,olle.brand@example.com,,,
Nora New,rep@example.com,marketer,marketing,emea
"""


@pytest.fixture
def here(admin):
    TeamFactory(name="EMEA")
    return UserFactory(email="rep@example.com", name="Nora Old", role="rep", side="sales")


def run(folder, text, *flags):
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    out = io.StringIO()
    try:
        call_command("import_people", str(path), *flags, stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_new_people_are_invited_and_known_ones_changed(
    here, tmp_path, mailoutbox, django_capture_on_commit_callbacks
):
    code, out = run(tmp_path, SHEET, "--dry-run")
    assert (code, User.objects.count()) == (0, 2)
    assert "It would be: 2 created, 1 changed, 0 unchanged, 0 refused." in out
    with django_capture_on_commit_callbacks(execute=True):
        code, out = run(tmp_path, SHEET)
    assert (code, out.splitlines()[-1][:45]) == (0, "2 created, 1 changed, 0 unchanged, 0 refused ")
    mara = User.objects.get(email="mara.lind@example.com")
    assert (mara.name, mara.role, mara.side, str(mara.team)) == ("Mara Lind", "account_team", "sales", "EMEA")
    assert (mara.state, mara.has_usable_password()) == ("invited", False)
    assert User.objects.get(email="olle.brand@example.com").name == "Olle Brand"
    here.refresh_from_db()
    assert (here.name, here.role, here.side, here.version) == ("Nora New", "marketer", "marketing", 2)
    # A job mails the new ones, with a link that works; the second run changes and sends nothing.
    assert sorted(mail.to[0] for mail in mailoutbox) == ["mara.lind@example.com", "olle.brand@example.com"]
    assert mara.invitation_token in "".join(mail.body for mail in mailoutbox)
    with django_capture_on_commit_callbacks(execute=True):
        _, out = run(tmp_path, SHEET)
    assert "0 created, 0 changed, 3 unchanged, 0 refused" in out
    assert len(mailoutbox) == 2


def test_rows_that_cannot_be_are_refused_with_the_reason(here, admin, tmp_path):
    UserFactory(email="gone@example.com", is_active=False)
    text = (
        "email,name,role,team\n"
        "nobody,A,,\n"
        "a@example.com,B,boss,\n"
        "b@example.com,C,,Nowhere\n"
        "c@example.com,D,,\n"
        "C@example.com,E,,\n"
        f"{admin.email},,rep,\n"
        "gone@example.com,New name,,\n"
    )
    code, out = run(tmp_path, text)
    assert code == 1
    for words in (
        'row 2: E-mail "nobody": This is no e-mail address. Correct it.',
        'row 3: Role "boss": It is one of Rep, Marketer, Account team, Admin.',
        'row 4: Team "Nowhere": There is no such team. Add it under People first.',
        'row 6: E-mail "c@example.com": Row 5 is about the same person. Keep one of the two.',
        'row 7: Role "rep": Nobody changes their own role. Ask another admin.',
        "row 8: This person is deactivated and stays so.",
        "Nothing was written",
    ):
        assert words in out
    assert not User.objects.filter(email="c@example.com").exists()
    code, out = run(tmp_path, text, "--skip-bad", "--no-mail")
    assert (code, User.objects.filter(email="c@example.com").count()) == (1, 1)


def test_nothing_is_imported_into_a_portal_without_an_admin(db, tmp_path):
    code, out = run(tmp_path, SHEET)
    assert (code, out) == (2, "There is no admin yet. Run: uv run manage.py create_admin EMAIL\n")


def test_only_admins_import_people_on_the_page(
    here, admin, marketer, client_for, django_capture_on_commit_callbacks
):
    def upload(user):
        file = io.BytesIO(SHEET.encode())
        file.name = "people.csv"
        return client_for(user).post("/import/", {"kind": "person", "file": file})

    assert upload(marketer).status_code == 422
    page = upload(admin)
    run = ImportRun.objects.get(kind="person")
    assert page.url == f"/import/{run.pk}/columns/"
    client = client_for(admin)
    columns = client.get(page.url)
    assert "Owned by" not in columns.text
    values = {field.html_name: field.value() for field, _ in columns.context["form"].rows()}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page.url, values)
    run.refresh_from_db()
    assert (run.status, run.counts["created"]) == ("checked", 2)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/import/{run.pk}/confirm/")
    done = client.get(f"/import/{run.pk}/")
    assert User.objects.count() == 5
    assert "Look at people" in done.text
    assert client_for(marketer).get(f"/import/{run.pk}/").status_code == 404
