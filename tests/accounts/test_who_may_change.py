"""Who may change what of an account: the role says who may edit accounts, the team who may edit groups."""

import pytest

from accounts.buying_groups.models import BuyingGroupMember
from tests.factories.accounts import AccountFactory, GroupFactory, MemberFactory
from tests.factories.portal import UserFactory

MEMBER = {"who": "new", "last_name": "Dahl", "roles": ["legal"], "stance": "1"}


@pytest.fixture
def actors(rep, marketer, account_user, admin):
    """Everyone who might try; `member` is a rep in the account's team."""
    member = UserFactory(role="rep", name="Team Rep")
    return {"rep": rep, "member": member, "marketer": marketer, "account_user": account_user, "admin": admin}


@pytest.fixture
def account(actors):
    return AccountFactory(team={actors["member"]: "ae"})


TEAM = {"rep": 403, "marketer": 403, "account_user": 403, "member": 302, "admin": 302}
EDITORS = {"rep": 403, "marketer": 403, "member": 403, "account_user": 302, "admin": 302}


def answers(client_for, actors, post):
    return {name: post(client_for(person)).status_code for name, person in actors.items()}


def test_people_are_added_by_the_team_and_admins(client_for, actors, account):
    group = GroupFactory(account=account)
    found = answers(client_for, actors, lambda c: c.post(f"/accounts/groups/{group.pk}/people/new/", MEMBER))
    assert found == TEAM


def test_groups_are_added_by_the_team_and_admins(client_for, actors, account):
    def post(client):
        values = {"product": GroupFactory().product_id, "name": "Fleet", "stage": "identified"}
        return client.post(f"/accounts/{account.pk}/groups/new/", values)

    assert answers(client_for, actors, post) == TEAM


def test_groups_are_changed_by_the_team_and_admins(client_for, actors, account):
    def post(client):
        group = GroupFactory(account=account)
        values = {"product": group.product_id, "name": "New", "stage": "qualified", "version": 1}
        return client.post(f"/accounts/groups/{group.pk}/", values)

    assert answers(client_for, actors, post) == TEAM


def test_people_are_changed_by_the_team_and_admins(client_for, actors, account):
    def post(client):
        member = MemberFactory(group=GroupFactory(account=account))
        return client.post(f"/accounts/members/{member.pk}/", {"roles": ["legal"], "version": 1})

    assert answers(client_for, actors, post) == TEAM


def test_names_are_changed_by_the_team_and_admins(client_for, actors, account):
    def post(client):
        contact = MemberFactory(group=GroupFactory(account=account)).contact
        return client.post(f"/accounts/people/{contact.pk}/", {"last_name": "Berg", "version": 1})

    assert answers(client_for, actors, post) == TEAM


def test_people_are_taken_out_by_the_team_and_admins(client_for, actors, account):
    def post(client):
        member = MemberFactory(group=GroupFactory(account=account))
        return client.post(f"/accounts/members/{member.pk}/remove/", {"version": 1})

    assert answers(client_for, actors, post) == TEAM
    assert BuyingGroupMember.objects.standing().count() == 3


def test_forms_of_beliefs_are_closed_to_others(client_for, actors, account):
    member = MemberFactory(group=GroupFactory(account=account), note="Told me so")
    found = answers(client_for, actors, lambda c: c.get(f"/accounts/members/{member.pk}/"))
    assert found == TEAM | {"member": 200, "admin": 200}


def test_accounts_are_added_by_account_teams_and_admins(client_for, actors):
    made = iter(range(9))
    found = answers(
        client_for, actors, lambda c: c.post("/accounts/new/", {"name": f"Gull {next(made)}", "version": ""})
    )
    assert found == EDITORS


def test_accounts_are_changed_by_account_teams_and_admins(client_for, actors):
    def post(client):
        account = AccountFactory()
        return client.post(f"/accounts/{account.pk}/edit/", {"name": account.name, "version": 1})

    assert answers(client_for, actors, post) == EDITORS


def test_team_is_changed_by_account_teams_and_admins(client_for, actors, account):
    def add(client):
        return client.post(f"/accounts/{account.pk}/team/", {"user": UserFactory().pk, "role": "sdr"})

    def remove(client):
        member = AccountFactory(team={UserFactory(): "sdr"}).team.get()
        return client.post(f"/accounts/team/{member.pk}/remove/")

    assert answers(client_for, actors, add) == EDITORS
    assert answers(client_for, actors, remove) == EDITORS
