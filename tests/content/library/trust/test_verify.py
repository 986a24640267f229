"""The owner says that it is still correct, one asset at a time or many."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.library import bulk
from content.library.models import Asset
from content.library.rows import with_links
from content.library.trust import actions
from content.library.trust.disputes import mark_disputed
from content.vocabularies.labels import labels
from portal.activity.models import Activity
from portal.shared.dates import days_from_today, today
from tests.content.library.edit_pages import edit_url, opened, text_of
from tests.factories.content import AssetFactory, FormatFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


def now(asset):
    return Asset.objects.for_reading().get(pk=asset.pk)


@pytest.fixture
def late(marketer):
    form = FormatFactory(label="Price list", review_days=90)
    return AssetFactory(owner=marketer, format=form, personas=1, review_on=days_from_today(-3))


def test_the_owner_verifies_with_one_click_whatever_their_role(late, rep, client_for):
    Asset.objects.filter(pk=late.pk).update(owner=rep)
    client = client_for(rep)
    words = text_of(client.get(late.get_absolute_url()))
    assert "Its review is 3 days overdue." in words
    assert "price list, 90 days" in words
    client.post(f"{late.get_absolute_url()}verify/", {"version": late.version})
    asset = now(late)
    assert (asset.verified_on, asset.verified_by, asset.review_on) == (today(), rep, days_from_today(90))
    assert f"by {rep.name}" in text_of(client.get(late.get_absolute_url()))


def test_verifying_twice_writes_once(late, marketer):
    actions.verify_asset(late, actor=marketer, version=late.version)
    actions.verify_asset(late, actor=marketer)
    assert (now(late).version, Activity.objects.about(late).count()) == (2, 1)


def test_others_do_not_verify_but_admins_do(late, admin):
    with pytest.raises(ValidationError, match="keeps it right"):
        actions.verify_asset(late, actor=UserFactory(role="marketer"))
    assert actions.verify_asset(late, actor=admin).verified_by == admin


def test_save_and_verify(late, marketer, client_for):
    client = client_for(marketer)
    client.post(edit_url(late), opened(client, late) | {"summary": "Checked.", "verify": "1"})
    assert (now(late).summary, now(late).verified_on) == ("Checked.", today())


def test_many_are_verified_and_taken_back(late, marketer):
    fresh, foreign = AssetFactory(owner=marketer), AssetFactory()
    assets = [late, fresh, foreign]
    outcome = bulk.change_many(
        bulk.CHANGES["verify"], marketer, {asset.pk: asset.version for asset in assets}, actor=marketer
    )
    assert [asset for asset, _ in outcome.plan.refused] == [foreign]
    assert (now(late).verified_by, now(late).review_on) == (marketer, days_from_today(90))
    assert Activity.objects.about(late).first().verb == "verified"
    bulk.undo_many(bulk.CHANGES["verify"], bulk.undo_entries(outcome), actor=marketer)
    found = now(late)
    assert (found.verified_on, found.verified_by, found.review_on) == (None, None, late.review_on)


def test_what_is_disputed_says_so_and_is_not_for_buyers(late, marketer, rep, client_for):
    Asset.objects.filter(pk=late.pk).update(url="https://cdn.example.com/x.pdf")
    mark_disputed(late, timezone.now())
    client = client_for(rep)
    for url in (late.get_absolute_url(), "/library/", "/library/?view=table"):
        assert "Disputed" in text_of(client.get(url)), url
    assert "Not for buyers now." in text_of(client.get(late.get_absolute_url()))
    [row] = with_links(Asset.objects.with_ids([late.pk]).for_rows(), labels())
    assert not row.is_sendable
    with pytest.raises(ValidationError, match="Answer what people say"):
        actions.verify_asset(late, actor=marketer)
