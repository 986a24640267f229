"""Pages with forms: what is kept, what is refused, and what happens when two people save."""

import pytest

from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember
from accounts.directory.models import Account
from tests.factories.accounts import AccountFactory, ContactFactory, GroupFactory, MemberFactory


@pytest.fixture
def account(rep, account_user):
    return AccountFactory(name="Gullwing", domains=["gull.example"], sales_owner=rep)


def fields(answer):
    """What a browser would send back from the first form with a version on the page."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def test_account_is_added_by_form(client_for, account_user, rep):
    form = {"name": "Corvane", "domains": "corvane.example", "tier": "2", "sales_owner": rep.pk}
    answer = client_for(account_user).post("/accounts/new/", form)
    account = Account.objects.for_listing().get()
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/{account.pk}/")
    assert (account.domain, account.tier, account.sales_owner) == ("corvane.example", 2, rep)


def test_whoever_adds_an_account_owns_it_on_their_side(client_for, account_user):
    answer = client_for(account_user).get("/accounts/new/")
    assert answer.context["form"].initial["sales_owner"] == account_user


def test_invalid_account_is_shown_again(client_for, account_user, account):
    answer = client_for(account_user).post("/accounts/new/", {"name": "Other", "domains": "gull.example"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"domains": ["gull.example belongs to Gullwing already."]}


def test_untouched_account_form_changes_nothing(client_for, account_user, account):
    client, url = client_for(account_user), f"/accounts/{account.pk}/edit/"
    assert client.post(url, fields(client.get(url))).status_code == 302
    assert Account.objects.get().version == 1


def test_second_saver_sees_both_values_and_chooses(client_for, account_user, admin, account):
    url = f"/accounts/{account.pk}/edit/"
    client = client_for(account_user)
    seen = fields(client.get(url))
    other = client_for(admin)
    other.post(url, fields(other.get(url)) | {"country": "Norway", "name": "Gullwing Ferries"})
    answer = client.post(url, seen | {"country": "Sweden"})
    assert answer.status_code == 409
    rows = [(row["name"], row["theirs"], row["yours"], row["keep"]) for row in answer.context["conflict"]]
    assert rows == [
        ("name", "Gullwing Ferries", "Gullwing", "theirs"),
        ("country", "Norway", "Sweden", "yours"),
    ]
    assert "<b>Not saved.</b> Admin changed this" in answer.text
    chosen = fields(answer) | {"keep-name": "theirs", "keep-country": "yours"}
    assert client.post(url, chosen).status_code == 302
    saved = Account.objects.get()
    assert (saved.name, saved.country, saved.version) == ("Gullwing Ferries", "Sweden", 3)


def test_person_form_comes_with_the_role_of_the_empty_seat(client_for, rep, account):
    group = GroupFactory(account=account)
    answer = client_for(rep).get(f"/accounts/groups/{group.pk}/people/new/?role=legal")
    assert answer.context["form"].initial == {"roles": ["legal"], "who": "new"}


def test_three_ways_to_say_who_it_is(client_for, rep, account):
    group, known = GroupFactory(account=account), ContactFactory(account=account)
    client, url = client_for(rep), f"/accounts/groups/{group.pk}/people/new/"
    client.post(url, {"who": "known", "contact": known.pk})
    client.post(url, {"who": "new", "first_name": "Ingeborg", "last_name": "Dahl", "email": "i@gull.example"})
    client.post(url, {"who": "open", "placeholder": "CFO, name open"})
    names = [str(member) for member in BuyingGroupMember.objects.for_reading()]
    assert names == [str(known), "Ingeborg Dahl", "CFO, name open"]


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"who": "", "last_name": "Dahl"}, "who"),
        ({"who": "new"}, "last_name"),
        ({"who": "open"}, "placeholder"),
        ({"who": "new", "last_name": "Dahl", "email": "known@gull.example"}, "email"),
        ({"who": "new", "last_name": "Dahl", "stance": "7"}, "stance"),
        ({"who": "new", "last_name": "Dahl", "roles": ["boss"]}, "roles"),
    ],
)
def test_person_that_cannot_be_added_is_explained(client_for, rep, account, posted, field):
    group = GroupFactory(account=account)
    ContactFactory(email="known@gull.example")
    answer = client_for(rep).post(f"/accounts/groups/{group.pk}/people/new/", posted)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_person_of_another_account_cannot_be_chosen(client_for, rep, account):
    group, stranger = GroupFactory(account=account), ContactFactory(account=AccountFactory())
    ContactFactory(account=account)
    posted = {"who": "known", "contact": stranger.pk}
    answer = client_for(rep).post(f"/accounts/groups/{group.pk}/people/new/", posted)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["contact"])


def test_two_people_judge_somebody_at_once(client_for, rep, admin, account):
    member = MemberFactory(group=GroupFactory(account=account), stance=0, roles=["legal"])
    url = f"/accounts/members/{member.pk}/"
    client, other = client_for(rep), client_for(admin)
    seen = fields(client.get(url))
    other.post(url, fields(other.get(url)) | {"stance": "2", "roles": ["legal", "champion"]})
    answer = client.post(url, seen | {"stance": "-1"})
    rows = [(row["name"], row["theirs"], row["yours"]) for row in answer.context["conflict"]]
    assert answer.status_code == 409
    assert rows == [("roles", "Champion, Legal", "Legal"), ("stance", "Advocate", "Sceptic")]


def test_placeholder_is_given_a_name(client_for, rep, account):
    group = GroupFactory(account=account)
    member = MemberFactory(group=group, contact=None, placeholder="CFO", roles=["economic_buyer"])
    client, url = client_for(rep), f"/accounts/members/{member.pk}/"
    form = fields(client.get(url))
    assert form["who"] == "open"
    assert client.post(url, form | {"who": "new", "last_name": "Dahl"}).status_code == 302
    named = BuyingGroupMember.objects.for_reading().get()
    assert (str(named), named.role_names) == ("Dahl", ["economic_buyer"])


def test_taken_out_person_cannot_be_edited_but_brought_back(client_for, rep, account):
    group = GroupFactory(account=account)
    member = MemberFactory(group=group, state="dismissed")
    client = client_for(rep)
    assert client.get(f"/accounts/members/{member.pk}/").status_code == 404
    url = f"/accounts/groups/{group.pk}/people/new/?contact={member.contact_id}"
    assert fields(client.get(url))["contact"] == str(member.contact_id)
    client.post(url, {"who": "known", "contact": member.contact_id})
    assert BuyingGroupMember.objects.get().state == "confirmed"


def test_removal_of_an_old_version_says_so(client_for, rep, account):
    member = MemberFactory(group=GroupFactory(account=account), version=3)
    answer = client_for(rep).post(f"/accounts/members/{member.pk}/remove/", {"version": 2}, follow=True)
    assert "Somebody changed this in the meantime." in answer.text
    assert BuyingGroupMember.objects.get().state == "confirmed"


def test_second_open_group_for_a_product_is_refused_in_the_form(client_for, rep, account):
    group = GroupFactory(account=account)
    posted = {"product": group.product_id, "name": "Again", "stage": "identified"}
    answer = client_for(rep).post(f"/accounts/{account.pk}/groups/new/", posted)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "This account has an open group for this product already."
    ]
    assert BuyingGroup.objects.count() == 1
