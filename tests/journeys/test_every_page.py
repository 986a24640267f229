"""Every page in real Chromium: no accessibility violation, no complaint of the browser, nothing cut off."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember
from accounts.directory.models import Account
from content.calendar.models import CalendarEntry
from content.feedback.models import ContentRequest
from content.library.models import Asset
from portal.management.sample import loading
from portal.users.models import User

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = [(1440, 900), (390, 844)]
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def company(transactional_db):
    """The demo's portal, signed in by its own logins."""
    list(loading.load())


def pages_of(role):
    asset = Asset.objects.get(reference="case-study-001").get_absolute_url()
    account = Account.objects.get(name="Gullwing Ferries")
    group = BuyingGroup.objects.filter(account=account).first()
    if role == "rep":
        return [
            *(
                "/",
                "/library/",
                f"/library/?q=migration&stage=bofu&persona!=nobody&sel={asset.split('/')[2]}",
            ),
            *(
                "/library/?q=zzzz&stage=bofu",
                "/library/?view=table",
                "/library/requests/",
                "/library/requests/new/",
            ),
            *(asset, f"{asset}history/", "/accounts/", account.get_absolute_url(), "/calendar/", "/profile/"),
        ]
    if role == "marketer":
        entry = CalendarEntry.objects.exclude(publish_on=None).first()
        waiting = ContentRequest.objects.open().first()
        return [
            *("/", f"{asset}edit/", "/library/new/", "/library/", "/import/", "/vocabularies/"),
            *("/vocabularies/persona/", "/vocabularies/format/", "/vocabularies/synonyms/"),
            *(
                "/vocabularies/persona/platform-engineer/",
                "/library/requests/",
                f"/library/requests/{waiting.pk}/",
            ),
            *("/calendar/new/", f"/calendar/{entry.pk}/"),
        ]
    if role == "account":
        member = BuyingGroupMember.objects.filter(group=group).first()
        return [
            *("/accounts/new/", f"/accounts/{account.pk}/edit/", f"/accounts/groups/{group.pk}/people/new/"),
            *(f"/accounts/members/{member.pk}/",),
        ]
    person = User.objects.get(email="rep@example.com")
    return ["/people/", "/people/invite/", f"/people/{person.pk}/", "/settings/", "/start/"]


def problems_of(page, rules):
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    problems = [f"{rule['id']}: {rule['nodes'][0]['html'][:160]} ({len(rule['nodes'])})" for rule in found]
    if page.evaluate(SCROLLS):
        problems.append("the page scrolls sideways")
    if page.locator("h1").count() != 1:
        problems.append("not exactly one h1")
    return problems


@pytest.mark.parametrize("role", ["rep", "marketer", "account", "admin"])
def test_no_page_has_a_barrier(company, visitor, role):
    page = visitor(User.objects.get(email=f"{role}@example.com"))
    barriers = {}
    for address in pages_of(role):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            answer = page.goto(page.origin + address)
            assert answer.status == 200, address
            # The dark page has the same elements in other colours.
            for theme, rules in (("light", STANDARDS), ("dark", ["color-contrast"])):
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                if problems := problems_of(page, rules):
                    barriers[f"{address} {width} {theme}"] = problems
    assert barriers == {}
