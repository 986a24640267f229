"""Whoever leaves gives what they own to others, in one step."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.directory.models import Account
from content.calendar.models import CalendarEntry
from content.library.models import Asset
from portal.activity.models import Activity
from portal.notices.models import Notice
from portal.users import actions
from portal.users.models import User
from tests.factories.accounts import AccountFactory
from tests.factories.calendar import EntryFactory
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory


@pytest.fixture
def leaver(db):
    """Somebody who owns two assets, an account in two seats, and a planned piece."""
    person = UserFactory(name="Priya Nair", role="marketer")
    AssetFactory.create_batch(2, owner=person)
    AssetFactory(owner=person, status="archived")
    AccountFactory(sales_owner=person, marketing_owner=person)
    EntryFactory(owner=person, status="planned")
    return person


def owners():
    return (
        {asset.owner for asset in Asset.objects.exclude(status="archived")},
        {(account.sales_owner, account.marketing_owner) for account in Account.objects.for_listing()},
        {entry.owner for entry in CalendarEntry.objects.all()},
    )


def test_everything_goes_to_one_person_who_is_told(leaver, admin, marketer, client_for):
    url = reverse("person-deactivate", args=[leaver.pk])
    client = client_for(admin)
    assert "2 assets" in client.get(url).text
    sent = client.post(url, {"version": 1, "successor": marketer.pk})
    assert sent.url == leaver.get_absolute_url()
    assert owners() == ({marketer}, {(marketer, marketer)}, {marketer})
    leaver.refresh_from_db()
    assert not leaver.is_active
    # Versions have moved on, so that nobody's open form undoes it, and each record's history says it.
    assert set(Asset.objects.owned_by(marketer).values_list("version", flat=True)) == {2}
    assert Activity.objects.filter(via="hand-over").count() == 4
    (notice,) = Notice.objects.visible_to(marketer)
    assert notice.sentence == "Priya Nair has left. Yours now: 2 assets, 1 calendar piece and 1 account."
    assert notice.url == f"/library/?owner={marketer.pk}"


def test_each_kind_may_go_to_somebody_else(leaver, admin, marketer, account_user, client_for):
    form = client_for(admin).get(reverse("person-deactivate", args=[leaver.pk])).context["form"]
    [accounts] = [field.name for field in form.special if field.label == "1 account"]
    values = {"version": 1, "successor": marketer.pk, accounts: account_user.pk}
    client_for(admin).post(reverse("person-deactivate", args=[leaver.pk]), values)
    assert owners() == ({marketer}, {(account_user, account_user)}, {marketer})


def test_nothing_moves_where_a_successor_is_refused(leaver, admin, marketer):
    gone = UserFactory(is_active=False)
    successors = {"assets": marketer, "calendar pieces": marketer, "accounts": gone}
    with pytest.raises(ValidationError, match="active and able to sign in"):
        actions.deactivate_person(leaver, actor=admin, version=1, successors=successors)
    assert owners() == ({leaver}, {(leaver, leaver)}, {leaver})
    assert User.objects.get(pk=leaver.pk).is_active


def test_nobody_succeeds_themselves(leaver, admin, client_for):
    values = {"version": 1, "successor": leaver.pk}
    refused = client_for(admin).post(reverse("person-deactivate", args=[leaver.pk]), values)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["successor"])
