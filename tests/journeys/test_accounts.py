"""A rep in the account's team finds the role that is missing and fills it."""

import pytest
from playwright.sync_api import expect

from accounts.buying_groups.models import BuyingGroupMember
from tests.factories.accounts import AccountFactory, GroupFactory, MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture
def group(rep, marketer):
    account = AccountFactory(
        name="Gullwing Ferries", domains=["gull.example"], tier=1, marketing_owner=marketer, team={rep: "ae"}
    )
    group = GroupFactory(account=account, name="Fleet on board")
    MemberFactory(group=group, roles=["champion", "decision_maker"], stance=2)
    return group


@pytest.mark.parametrize("place", WIDTHS)
def test_missing_role_is_filled(visitor, rep, group, place):
    page = visitor(rep)
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[place], strict=True)))
    page.goto(f"{page.origin}/accounts/")
    page.get_by_role("link", name="Gullwing Ferries").click()
    board = page.get_by_role("region", name="Fleet on board")
    expect(board).to_contain_text(
        "Missing: economic buyer, technical evaluator, end user, procurement and legal."
    )

    board.get_by_role("link", name="Find somebody: Economic buyer").click()
    expect(page.get_by_label("Economic buyer")).to_be_checked()
    page.get_by_label("Somebody new").check()
    page.get_by_label("First name").fill("Ingeborg")
    page.get_by_label("Last name").fill("Dahl")
    page.get_by_label("Job title").fill("Chief Financial Officer")
    page.get_by_label("Procurement").check()
    page.get_by_label("Stance").select_option(label="Sceptic")
    page.get_by_role("button", name="Add person").click()

    expect(page.get_by_text("Person added")).to_be_visible()
    expect(board).to_contain_text("Missing: technical evaluator, end user and legal.")
    expect(board.get_by_role("group", name="Economic buyer")).to_contain_text("Ingeborg Dahl")
    expect(board).to_contain_text("Ingeborg Dahl is sceptical.")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[place][0]


def test_person_is_changed_and_taken_out(visitor, rep, group):
    name = str(BuyingGroupMember.objects.for_reading().get())
    page = visitor(rep)
    page.goto(page.origin + group.get_absolute_url())
    page.get_by_role("link", name=name).first.click()
    page.get_by_label("Decision maker").uncheck()
    page.get_by_role("button", name="Save").click()
    board = page.get_by_role("region", name="Fleet on board")
    expect(board.get_by_role("link", name="Find somebody: Decision maker")).to_be_visible()
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name=f"Take {name} out of the group").click()
    expect(board.get_by_role("link", name="Find somebody: Champion")).to_be_visible()
    page.get_by_text("Taken out (1)").click()
    page.get_by_role("link", name=f"Bring {name} back").click()
    page.get_by_role("button", name="Add person").click()
    expect(board.get_by_role("heading", name="Also in the group")).to_be_visible()
    expect(board.get_by_role("link", name=name)).to_be_visible()


def test_account_is_found_by_the_search_of_every_page(visitor, rep, group):
    page = visitor(rep)
    page.goto(f"{page.origin}/calendar/")
    page.keyboard.press("/")
    page.keyboard.type("gull")
    page.get_by_role("option", name="Gullwing Ferries").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gullwing Ferries")
