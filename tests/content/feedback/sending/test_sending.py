"""Sending to an account or a free name: noted once, refused with a way out, shown where it belongs."""

from uuid import uuid4

import pytest
from django.urls import reverse

from content.feedback.models import Send
from content.feedback.sending.actions import send_assets
from portal.shared.registry import holders_of
from tests.factories.accounts import AccountFactory
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
SEND, SENT = reverse("content:send"), reverse("content:sent")


def send(assets, person, **values):
    values = {"account": None, "recipient": "Somebody", "channel": "mail", "batch": uuid4()} | values
    return send_assets(assets, actor=person, **values)


def test_a_selection_goes_to_an_account_once_however_often_it_is_clicked(client_for, rep):
    account = AccountFactory(name="Merrow Bank")
    assets = [AssetFactory(url=f"https://example.com/{number}", talking_points=2) for number in range(2)]
    client = client_for(rep)
    page = read_page(client.get(SEND, {"asset": [asset.reference for asset in assets]}))
    assert assets[1].url in page.one("textarea", id="mail-text").text
    batch = page.one("input", name="batch")["value"]
    form = {"asset": [asset.reference for asset in assets], "recipient": "merrow bank", "channel": "mail"}
    for _ in range(2):
        assert client.post(SEND, form | {"batch": batch}).status_code == 302
    assert [(sent.asset, sent.account, sent.sender) for sent in Send.objects.order_by("id")] == [
        (asset, account, rep) for asset in assets
    ]
    # The page left open and filled in anew is another send.
    client.post(SEND, form | {"batch": batch, "recipient": "Nordsee"})
    assert Send.objects.count() == 4
    assert assets[0].title in read_page(client.get(account.get_absolute_url())).text
    assert holders_of(assets[0]) == {rep: ["Sent it to Nordsee", "Sent it to Merrow Bank"]}


def test_what_may_not_go_is_refused_with_what_to_send_instead(client_for, rep):
    AssetFactory(title="Other stage", stage="tofu", personas=["CFO"])
    AssetFactory(title="The right one", stage="bofu", personas=["CFO"])
    internal = AssetFactory(title="Prices", stage="bofu", personas=["CFO"], audience="internal")
    client = client_for(rep)
    page = read_page(client.get(reverse("content:asset-send", args=[internal.reference])))
    assert page.one("div", role="alert").one("a").text == "The right one"
    assert page.all("textarea") == []
    form = {"asset": internal.reference, "recipient": "Anyone"}
    answer = client.post(SEND, form)
    assert (answer.status_code, Send.objects.count()) == (422, 0)


def test_a_free_name_is_linked_to_an_account_later(client_for, rep):
    asset, account = AssetFactory(), AccountFactory(name="Nordsee Logistik")
    first, _ = (send([asset], rep, recipient="Nordsee")[0] for _ in range(2))
    other = UserFactory()
    client = client_for(other)
    address = reverse("content:send-link", args=[first.pk])
    assert client.post(address, {"account": "Nordsee Logistik"}).status_code == 403
    client_for(rep).post(address, {"account": "Nordsee Logistik"})
    assert Send.objects.to_account(account).count() == 2


def test_ticked_assets_lead_to_their_texts(client_for, rep):
    asset, hidden = AssetFactory(), AssetFactory(status="draft")
    answer = client_for(rep).post(reverse("content:send-pick"), {"ids": [asset.pk, hidden.pk, "x"]})
    assert answer.url == f"{SEND}?asset={asset.reference}"


@pytest.mark.parametrize("count", [1, 5])
def test_pages_of_sending_cost_the_same_at_any_size(client_for, rep, count, django_assert_num_queries):
    client = client_for(rep)
    assets = AssetFactory.create_batch(count, audience="internal", personas=1)
    for asset in AssetFactory.create_batch(count):
        send([asset], rep)
        send([asset], rep, account=AccountFactory())
    with django_assert_num_queries(4):
        client.get(SENT)
    chosen = {"asset": [asset.reference for asset in assets]}
    client.get(SEND, chosen)
    with django_assert_num_queries(7):
        client.get(SEND, chosen)
