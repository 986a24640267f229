import pytest

from accounts.directory.actions import add_account, add_to_team
from tests.factories.content import IndustryFactory

ACCOUNTS = "/api/v1/accounts/"


@pytest.fixture
def reader(bearer_for, rep):
    return bearer_for(rep, "accounts:read")


@pytest.fixture
def accounts(rep, marketer, admin):
    """Three accounts with everything that the list can be narrowed by."""
    bank = {
        "name": "Alder Bank",
        "domains": ["alder.example", "alder-bank.example"],
        "tier": 1,
        "sales_owner": rep,
    }
    bank |= {"marketing_owner": marketer, "industry": IndustryFactory(label="Banking"), "employees": 1200}
    shop = {"name": "Birch Retail", "domains": ["birch.example"], "tier": 3}
    return [add_account(values, actor=admin) for values in (bank, shop, {"name": "Cedar Works"})]


def names(client, **params):
    answer = client.get(ACCOUNTS, params)
    assert answer.status_code == 200, answer.json()
    return [account["name"] for account in answer.json()["results"]]


def test_an_account_is_answered_field_by_field(reader, accounts, rep, marketer, account_user, admin):
    add_to_team(accounts[0], user=account_user, role="ae", actor=admin)
    answer = reader.get(f"{ACCOUNTS}{accounts[0].pk}/")
    body = answer.json()
    assert answer["ETag"] == f'"{body.pop("version")}"'
    del body["created_at"], body["updated_at"]
    pair = [{"id": rep.pk, "name": "Rep"}, {"id": marketer.pk, "name": "Marketer"}]
    executive = {"id": account_user.pk, "name": "Account Team"}
    assert body == {
        "id": accounts[0].pk,
        "name": "Alder Bank",
        "domain": "alder.example",
        "domains": ["alder.example", "alder-bank.example"],
        "tier": 1,
        "industry": "banking",
        "country": "",
        "employees": 1200,
        "summary": "",
        "sales_owner": pair[0],
        "marketing_owner": pair[1],
        "team": [
            {"person": pair[0], "role": "owner"},
            {"person": pair[1], "role": "marketer"},
            {"person": executive, "role": "ae"},
        ],
        "external_id": "",
        "page_url": f"http://testserver/accounts/{accounts[0].pk}/",
    }


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["Alder Bank", "Birch Retail", "Cedar Works"]),
        ({"q": "birch.ex"}, ["Birch Retail"]),
        ({"tier": "1"}, ["Alder Bank"]),
        ({"tier": "__none"}, ["Cedar Works"]),
        ({"owner": "me"}, ["Alder Bank"]),
        ({"industry": "banking"}, ["Alder Bank"]),
        ({"ordering": "-name"}, ["Cedar Works", "Birch Retail", "Alder Bank"]),
    ],
    ids=str,
)
@pytest.mark.parametrize("who", ["rep", "marketer", "account_user", "admin"])
def test_page_and_api_give_the_same_accounts(request, client_for, bearer_for, who, accounts, params, found):
    person = request.getfixturevalue(who)
    page = client_for(person).get("/accounts/", params).context["page"]
    answered = bearer_for(person).get(ACCOUNTS, params).json()
    assert [account["id"] for account in answered["results"]] == [account.pk for account in page]
    if who == "rep":
        assert [account["name"] for account in answered["results"]] == found


@pytest.mark.parametrize(
    "params",
    [
        {"tier": "4"},
        {"owner": "nobody"},
        {"industry": "mining"},
        {"ordering": "employees"},
        {"q": "x" * 101},
        {"q": "\0"},
        {"name": "Alder"},
        {"team__user__password": "x"},
        {"page": "0"},
    ],
    ids=str,
)
def test_what_the_list_does_not_know_is_refused_by_name(reader, accounts, params):
    answer = reader.get(ACCOUNTS, params)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, *params)


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_costs_the_same_at_any_size(
    client_for, rep, marketer, admin, count, django_assert_num_queries
):
    client, industry = client_for(rep), IndustryFactory()
    for number in range(count):
        domains = [f"firm-{number}.example"]
        pair = {"sales_owner": rep, "marketing_owner": marketer}
        add_account({"name": f"Firm {number}", "domains": domains, "industry": industry} | pair, actor=admin)
    with django_assert_num_queries(6):
        assert client.get(ACCOUNTS).json()["count"] == count


def test_accounts_are_only_read(bearer_for, admin, accounts):
    client = bearer_for(admin, "admin")
    assert client.post(ACCOUNTS, {"name": "Elm"}).status_code == 405
    assert client.patch(f"{ACCOUNTS}{accounts[0].pk}/", {"name": "Elm"}).status_code == 405
    assert client.delete(f"{ACCOUNTS}{accounts[0].pk}/").status_code == 405


def test_the_library_scope_does_not_open_accounts(bearer_for, rep):
    answer = bearer_for(rep, "library:read").get(ACCOUNTS)
    assert answer.json()["detail"] == "This token lacks the scope accounts:read."
