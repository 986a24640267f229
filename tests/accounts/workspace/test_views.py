import pytest

from accounts.buying_groups.board import boards_of
from tests.factories.accounts import AccountFactory, GroupFactory, MemberFactory
from tests.factories.content import IndustryFactory

LIST = "/accounts/"


def listed(client, **params):
    return [row.account.name for row in client.get(LIST, params).context["rows"]]


@pytest.fixture
def three(rep, marketer):
    """Alder: tier 2 of the rep, Birch: tier 1 of the marketer, Cedar: nobody's."""
    alder = AccountFactory(
        name="Alder Bank", tier=2, sales_owner=rep, industry=IndustryFactory(label="Banking")
    )
    birch = AccountFactory(name="Birch Retail", tier=1, marketing_owner=marketer, domains=["birch.example"])
    return [alder, birch, AccountFactory(name="Cedar Works")]


def test_list_stands_in_order_of_tier(client_for, rep, three):
    assert listed(client_for(rep)) == ["Birch Retail", "Alder Bank", "Cedar Works"]


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"tier": "1"}, ["Birch Retail"]),
        ({"tier": "__none"}, ["Cedar Works"]),
        ({"owner": "me"}, ["Alder Bank"]),
        ({"industry": "banking"}, ["Alder Bank"]),
        ({"q": "birch.exa"}, ["Birch Retail"]),
        ({"q": "WORKS ced"}, ["Cedar Works"]),
        ({"ordering": "-name"}, ["Cedar Works", "Birch Retail", "Alder Bank"]),
        ({"ordering": "-tier"}, ["Alder Bank", "Birch Retail", "Cedar Works"]),
        ({"tier": "9"}, ["Birch Retail", "Alder Bank", "Cedar Works"]),
    ],
)
def test_list_is_filtered_and_sorted(client_for, rep, three, params, names):
    assert listed(client_for(rep), **params) == names


def test_unknown_value_is_said_and_left_out(client_for, rep, three):
    answer = client_for(rep).get(LIST, {"tier": "9"})
    assert "The value for “tier” is not known and was left out." in answer.text


def test_numbered_pages_hold_25(client_for, rep):
    AccountFactory.create_batch(26)
    assert len(listed(client_for(rep))) == 25
    assert len(listed(client_for(rep), page=2)) == 1


def test_row_counts_groups_and_missing_roles(client_for, rep):
    account = AccountFactory()
    MemberFactory(group=GroupFactory(account=account), roles=["champion", "end_user"])
    GroupFactory(account=account)
    GroupFactory(account=account, stage="closed_won")
    assert "2 groups" in client_for(rep).get(LIST).text
    assert "12 roles missing" in client_for(rep).get(LIST).text


def test_htmx_gets_the_table_alone(htmx_for, rep, three):
    answer = htmx_for(rep).get(LIST)
    assert answer.text.strip().startswith('<section class="card mt3" id="account-table"')


@pytest.mark.parametrize("count", [1, 5])
def test_list_costs_the_same_at_any_size(client_for, rep, marketer, count, django_assert_num_queries):
    for _ in range(count):
        account = AccountFactory(sales_owner=rep, marketing_owner=marketer, industry=IndustryFactory())
        group = GroupFactory(account=account)
        MemberFactory.create_batch(count, group=group, roles=["champion"])
    client = client_for(rep)
    client.get(LIST)
    with django_assert_num_queries(14):
        client.get(LIST)


def page(client, account):
    return client.get(f"/accounts/{account.pk}/")


@pytest.mark.parametrize("count", [1, 5])
def test_account_page_costs_the_same_at_any_size(client_for, rep, count, django_assert_num_queries):
    account = AccountFactory(sales_owner=rep)
    for _ in range(count):
        MemberFactory.create_batch(count, group=GroupFactory(account=account), roles=["champion"], note="Why")
    client = client_for(rep)
    page(client, account)
    with django_assert_num_queries(12):
        page(client, account)


def test_hidden_account_is_not_found(client_for, rep):
    assert client_for(rep).get("/accounts/4711/").status_code == 404


def test_board_has_a_column_for_each_seat_and_a_slot_where_nobody_is(client_for, rep):
    account = AccountFactory(sales_owner=rep)
    group = GroupFactory(account=account)
    MemberFactory(group=group, roles=["champion", "legal"])
    answer = page(client_for(rep), account)
    assert answer.text.count('<div class="role"') == 7
    assert answer.text.count('class="slot"') == 5
    assert f"/accounts/groups/{group.pk}/people/new/?role=economic_buyer" in answer.text


def test_placeholder_stands_in_its_column_without_filling_it(rep):
    group = GroupFactory()
    MemberFactory(group=group, contact=None, placeholder="CFO, name open", roles=["economic_buyer"])
    [board] = boards_of([group.account], rep)[group.account_id]
    column = next(column for column in board.columns if column.role == "economic_buyer")
    assert ([str(member) for member in column.open_names], column.seat.missing) == (["CFO, name open"], 1)


def test_people_without_a_seat_and_those_taken_out_stand_apart(rep):
    group = GroupFactory()
    beside = MemberFactory(group=group, roles=["influencer"])
    removed = MemberFactory(group=group, roles=["champion"], state="dismissed")
    [board] = boards_of([group.account], rep)[group.account_id]
    assert (board.beside, board.removed, board.filled) == ([beside], [removed], 0)


def test_stance_is_one_sentence_for_the_team_and_restricted_for_others(client_for, rep, marketer, admin):
    account = AccountFactory(sales_owner=rep)
    member = MemberFactory(group=GroupFactory(account=account), stance=-1, note="Told me so")
    for reader, may in ((rep, True), (admin, True), (marketer, False)):
        text = page(client_for(reader), account).text
        assert (f"{member} is sceptical." in text, "Told me so" in text) == (may, may)
        assert ("Where these people stand is restricted" in text) is not may


def test_others_find_no_way_to_change_anything(client_for, rep, marketer):
    account = AccountFactory(sales_owner=rep)
    MemberFactory(group=GroupFactory(account=account))
    text = page(client_for(marketer), account).text
    assert [
        word for word in ("/people/new/", "/accounts/members/", "/edit/", "/groups/") if word in text
    ] == []
