import pytest
from django.core.exceptions import ValidationError

from accounts.buying_groups import actions
from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember, MemberChange, RoleRequirement
from accounts.buying_groups.rules import DEFAULT_SEATS
from accounts.directory.models import Contact
from content.vocabularies.actions import merge_term
from portal.activity.models import Activity
from portal.shared.changes import StaleRecord
from tests.factories.accounts import AccountFactory, ContactFactory, GroupFactory, MemberFactory
from tests.factories.content import ProductFactory

INGEBORG = {
    "first_name": "Ingeborg",
    "last_name": "Dahl",
    "job_title": "CFO",
    "email": "ingeborg@gull.example",
}


@pytest.fixture
def group(db):
    return GroupFactory()


def read(member):
    return BuyingGroupMember.objects.for_reading().get(pk=member.pk)


def beliefs(member):
    """(field, old, new) of everything that was believed, the oldest first."""
    return [(line.field, line.old, line.new) for line in reversed(MemberChange.objects.about(member))]


def last_line(record):
    return Activity.objects.about(record).first()


def test_new_portal_has_the_seven_seats(db):
    assert tuple(role for _, role, _ in RoleRequirement.objects.as_values()) == DEFAULT_SEATS


def test_account_has_one_open_group_for_each_product(admin, group):
    again = {"product": group.product, "name": "Again"}
    with pytest.raises(ValidationError) as refusal:
        actions.add_group(group.account, again, actor=admin)
    assert refusal.value.messages == ["This account has an open group for this product already."]
    actions.change_group(group, {"stage": "closed_lost"}, actor=admin, version=1)
    assert actions.add_group(group.account, again, actor=admin).is_open


def test_new_person_joins_with_roles_and_stance(admin, group):
    values = {
        "person": INGEBORG,
        "roles": ["legal", "economic_buyer"],
        "stance": 1,
        "note": "Asked for figures",
    }
    member = read(actions.add_member(group, values, actor=admin))
    assert (str(member), member.role_names, member.stance) == (
        "Ingeborg Dahl",
        ["economic_buyer", "legal"],
        1,
    )
    assert list(Contact.objects.of_account(group.account)) == [member.contact]
    assert sorted(beliefs(member)) == [
        ("note", "", "Asked for figures"),
        ("roles", [], ["economic_buyer", "legal"]),
        ("stance", None, 1),
    ]


def test_history_that_everyone_reads_holds_no_belief(admin, group):
    values = {"person": INGEBORG, "roles": ["legal"], "stance": -2, "note": "Said no", "influence": 5}
    member = actions.add_member(group, values, actor=admin)
    assert last_line(member).changes == {"roles": [None, ["Legal"]]}
    actions.change_member(
        member, {"stance": 2, "note": "Changed her mind"}, actor=admin, version=member.version
    )
    assert (last_line(member).verb, last_line(member).changes) == ("reassessed", {})
    assert "Said no" not in str(list(Activity.objects.values_list("changes", "object_label")))


def test_known_email_is_the_known_person(admin, group):
    contact = ContactFactory(first_name="Ingeborg", last_name="Dahl", email="Ingeborg@gull.example")
    member = actions.add_member(group, {"person": INGEBORG}, actor=admin)
    assert member.contact == contact
    assert contact.employments.get().account == group.account


def test_known_email_of_somebody_else_is_refused(admin, group):
    ContactFactory(first_name="Amir", last_name="Rostami", email="ingeborg@gull.example")
    with pytest.raises(ValidationError) as refusal:
        actions.add_member(group, {"person": INGEBORG}, actor=admin)
    assert list(refusal.value.message_dict) == ["email"]


def test_person_is_in_a_group_once(admin, group):
    member = MemberFactory(group=group)
    with pytest.raises(ValidationError) as refusal:
        actions.add_member(group, {"contact": member.contact}, actor=admin)
    assert refusal.value.messages == [f"{member.contact} is in this group already."]


def test_refused_member_leaves_no_person_behind(admin, group):
    with pytest.raises(ValidationError):
        actions.add_member(group, {"person": INGEBORG, "stance": 7}, actor=admin)
    assert Contact.objects.count() == 0


def test_unknown_role_is_refused(admin, group):
    with pytest.raises(ValidationError) as refusal:
        actions.add_member(group, {"placeholder": "CFO", "roles": ["boss"]}, actor=admin)
    assert refusal.value.message_dict == {"roles": ["“boss” is no role."]}


def test_roles_change_with_history_and_version(admin, group):
    member = MemberFactory(group=group, roles=["champion"])
    changed = actions.change_member(member, {"roles": ["champion", "end_user"]}, actor=admin, version=1)
    assert (read(changed).role_names, changed.version) == (["champion", "end_user"], 2)
    assert last_line(member).changes == {"roles": [["Champion"], ["Champion", "End user"]]}
    with pytest.raises(StaleRecord):
        actions.change_member(member, {"roles": []}, actor=admin, version=1)


def test_member_that_does_not_change_stays_as_it_is(admin, group):
    member = MemberFactory(group=group, roles=["champion"], stance=1)
    unchanged = actions.change_member(member, {"roles": ["champion"], "stance": 1}, actor=admin, version=1)
    assert (unchanged.version, beliefs(member), last_line(member)) == (1, [], None)


def test_placeholder_becomes_a_person(admin, group):
    member = actions.add_member(
        group, {"placeholder": "CFO, name open", "roles": ["economic_buyer"]}, actor=admin
    )
    changed = actions.change_member(member, {"person": INGEBORG}, actor=admin, version=member.version)
    assert (str(changed), changed.placeholder, changed.role_names) == (
        "Ingeborg Dahl",
        "",
        ["economic_buyer"],
    )


def test_removed_person_keeps_history_and_can_come_back(admin, group):
    member = MemberFactory(group=group, roles=["champion"], stance=2)
    actions.remove_member(member, actor=admin, version=1)
    assert read(member).state == "dismissed"
    back = actions.add_member(group, {"contact": member.contact, "roles": ["legal"]}, actor=admin)
    assert (back.pk, back.state, back.stance, read(back).role_names) == (
        member.pk,
        "confirmed",
        None,
        ["legal"],
    )
    assert ("state", "confirmed", "dismissed") in beliefs(member)
    assert ("stance", 2, None) in beliefs(member)


def test_product_of_groups_follows_a_merge(admin):
    old, new = ProductFactory(label="Fleet"), ProductFactory(label="Fleet Pro")
    group = GroupFactory(product=old)
    RoleRequirement.objects.create(product=old, role="gatekeeper")
    merge_term(old, new, actor=admin, version=old.version)
    assert BuyingGroup.objects.get(pk=group.pk).product_id == new.pk
    assert (new.pk, "gatekeeper", 1) in RoleRequirement.objects.as_values()


def test_merge_is_refused_where_it_would_make_two_open_groups(admin):
    account, old, new = AccountFactory(name="Gullwing"), ProductFactory(), ProductFactory()
    for product in (old, new):
        GroupFactory(account=account, product=product)
    with pytest.raises(ValidationError) as refusal:
        merge_term(old, new, actor=admin, version=old.version)
    assert refusal.value.messages == [
        "Gullwing has open buying groups for both products. Close one of them first."
    ]
