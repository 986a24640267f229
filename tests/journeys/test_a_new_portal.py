"""From an empty database to a second person at work, in real browsers; the second one has no JavaScript."""

import io

import pytest
from django.core.management import call_command

from portal.users.models import User


@pytest.fixture
def without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_first_admin_invites_a_person_who_joins(
    transactional_db, live_server, context, page, without_script
):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    out = io.StringIO()
    call_command("create_admin", "ada@example.com", url=live_server.url, stdout=out, stderr=io.StringIO())
    page.goto(out.getvalue().strip())
    page.get_by_label("Password", exact=True).fill("open sesame 7")
    page.get_by_label("Password again").fill("open sesame 7")
    page.get_by_role("button", name="Join").click()
    assert page.get_by_role("heading", level=1).inner_text() == "First steps"

    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("E-mail").fill("nadia@example.com")
    page.get_by_label("Role").select_option(label="Marketer")
    page.get_by_role("button", name="Invite").click()
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")

    without_script.goto(link)
    without_script.get_by_label("Your name").fill("Nadia Quill")
    without_script.get_by_label("Password", exact=True).fill("open sesame 8")
    without_script.get_by_label("Password again").fill("open sesame 8")
    without_script.get_by_role("button", name="Join").click()
    assert without_script.url == f"{live_server.url}/"
    assert without_script.goto(link).status == 410

    page.goto(f"{live_server.url}/start/")
    assert page.locator("li.step.done").get_by_role("heading").all_inner_texts() == ["Invite your people"]
    assert User.objects.get(email="nadia@example.com").state == "active"
