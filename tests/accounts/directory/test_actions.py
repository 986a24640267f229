import pytest
from django.core.exceptions import ValidationError

from accounts.directory import actions
from accounts.directory.models import Account, AccountDomain, AccountTeamMember
from content.vocabularies.actions import merge_term, uses_of
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from portal.shared.registry import registry
from tests.factories.accounts import AccountFactory, ContactFactory
from tests.factories.content import IndustryFactory
from tests.factories.portal import UserFactory


def read(account):
    return Account.objects.for_listing().get(pk=account.pk)


def last_line(record):
    return Activity.objects.about(record).first()


def test_account_is_added_with_domains_and_pair(admin, rep, marketer):
    values = {
        "name": "Gullwing Ferries",
        "domains": ["https://www.gullwing.example.com/", "gull.example"],
        "tier": 1,
        "sales_owner": rep,
        "marketing_owner": marketer,
    }
    account = read(actions.add_account(values, actor=admin))
    assert account.domain_names == ["gullwing.example.com", "gull.example"]
    assert (account.sales_owner, account.marketing_owner) == (rep, marketer)
    assert last_line(account).verb == "created"


def test_domain_belongs_to_one_account(admin):
    AccountFactory(name="Gullwing", domains=["gull.example"])
    with pytest.raises(ValidationError) as refusal:
        actions.add_account({"name": "Other", "domains": ["GULL.example"]}, actor=admin)
    assert refusal.value.message_dict == {"domains": ["gull.example belongs to Gullwing already."]}


def test_same_name_needs_domains_that_differ(admin):
    AccountFactory(name="Acme  Ltd", domains=["acme.example"])
    with pytest.raises(ValidationError):
        actions.add_account({"name": "ACME LTD"}, actor=admin)
    actions.add_account({"name": "ACME LTD", "domains": ["acme.example.org"]}, actor=admin)


def test_change_writes_every_difference_into_one_line(admin, rep, marketer):
    account = AccountFactory(name="Gull", domains=["a.example"], sales_owner=rep)
    changes = {
        "name": "Gullwing",
        "domains": ["b.example", "a.example"],
        "sales_owner": marketer,
        "tier": 2,
    }
    changed = actions.change_account(account, changes, actor=admin, version=1)
    assert (changed.name, changed.domain_names, changed.sales_owner) == (
        "Gullwing",
        ["b.example", "a.example"],
        marketer,
    )
    assert changed.version == 2
    assert last_line(account).changes == {
        "name": ["Gull", "Gullwing"],
        "domains": [["a.example"], ["b.example", "a.example"]],
        "sales_owner": ["Rep", "Marketer"],
        "tier": [None, 2],
    }


def test_change_without_a_difference_writes_nothing(admin, rep):
    account = AccountFactory(name="Gull", domains=["a.example"], sales_owner=rep)
    values = {"name": "Gull", "domains": ["a.example"], "sales_owner": rep}
    assert actions.change_account(account, values, actor=admin, version=1).version == 1
    assert last_line(account) is None


def test_change_of_an_old_version_is_refused(admin):
    account = AccountFactory()
    actions.change_account(account, {"country": "Norway"}, actor=admin, version=1)
    with pytest.raises(StaleRecord):
        actions.change_account(account, {"country": "Sweden"}, actor=admin, version=1)
    assert read(account).country == "Norway"


def test_owner_may_be_nobody_but_not_somebody_deactivated(admin, rep):
    account = AccountFactory(sales_owner=rep)
    assert actions.change_account(account, {"sales_owner": None}, actor=admin, version=1).sales_owner is None
    gone = UserFactory(is_active=False)
    with pytest.raises(ValidationError):
        actions.change_account(account, {"sales_owner": gone}, actor=admin, version=2)


def test_failed_change_leaves_domains_alone(admin):
    account = AccountFactory(domains=["a.example"])
    gone = UserFactory(is_active=False)
    with pytest.raises(ValidationError):
        actions.change_account(
            account, {"domains": ["b.example"], "sales_owner": gone}, actor=admin, version=1
        )
    assert [domain.domain for domain in AccountDomain.objects.all()] == ["a.example"]


def test_team_grows_and_shrinks_with_history(admin, rep):
    account = AccountFactory()
    actions.add_to_team(account, rep, "ae", actor=admin)
    assert read(account).team_ids == {rep.pk}
    assert last_line(account).changes == {"team": [None, "Rep (Account executive)"]}
    with pytest.raises(ValidationError) as refusal:
        actions.add_to_team(account, rep, "ae", actor=admin)
    assert refusal.value.messages == ["This person has that role in the team already."]
    actions.remove_from_team(AccountTeamMember.objects.get(), actor=admin)
    assert read(account).team_ids == set()


def test_contact_knows_an_email_once(admin):
    account = AccountFactory()
    actions.add_contact(account, {"last_name": "Dahl", "email": "i@gull.example"}, actor=admin)
    with pytest.raises(ValidationError) as refusal:
        actions.add_contact(account, {"last_name": "Berg", "email": "I@gull.example"}, actor=admin)
    assert refusal.value.messages == ["Somebody with this e-mail is known already."]


def test_first_account_of_a_contact_is_the_primary_one(admin):
    contact = ContactFactory(account=AccountFactory())
    actions.link_contact(contact, AccountFactory())
    assert [link.is_primary for link in contact.employments.order_by("pk")] == [True, False]


def test_industry_of_accounts_follows_a_merge(admin):
    banking, finance = IndustryFactory(label="Banking"), IndustryFactory(label="Finance")
    account = AccountFactory(industry=banking)
    merge_term(banking, finance, actor=admin, version=banking.version)
    assert read(account).industry == finance
    assert last_line(account).changes == {"industry": ["Banking", "Finance"]}


def test_accounts_of_an_industry_are_counted(db):
    banking = IndustryFactory(label="Banking")
    AccountFactory.create_batch(2, industry=banking)
    assert ("2 accounts", 2) in uses_of(banking)


def test_finder_answers_names_and_domains(rep):
    AccountFactory(name="Gullwing Ferries", domains=["gull.example"])
    AccountFactory(name="Corvane Metals", domains=["corvane.example"])
    find = dict(registry.finders)["Accounts"]
    assert [(hit.label, hit.note) for hit in find("gull", rep, 3)] == [("Gullwing Ferries", "gull.example")]
    assert [hit.label for hit in find("corvane.exam", rep, 3)] == ["Corvane Metals"]
    assert find("FERR wing", rep, 3)[0].label == "Gullwing Ferries"


def test_accounts_that_a_person_owns_are_listed_for_a_hand_over(rep, marketer):
    AccountFactory(sales_owner=rep)
    AccountFactory(marketing_owner=rep)
    AccountFactory(sales_owner=marketer, team={rep: "ae"})
    entry = next(entry for entry in registry.owned if entry.label == "accounts")
    assert entry.rows(rep).count() == 2
    assert entry.url(rep) == f"/accounts/?owner={rep.pk}"
