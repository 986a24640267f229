"""Verify, submit, propose and approve for other tools."""

import pytest

from content.library.models import Asset
from tests.factories.content import AssetFactory, FormatFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(bearer_for):
    def send(person, address, body=None, version="*"):
        client = bearer_for(person, "library:write")
        return client.post(f"/api/v1/{address}/", body or {}, format="json", headers={"If-Match": version})

    return send


def test_a_draft_goes_through_approval(post, marketer, rep, bearer_for):
    form = FormatFactory(label="Approved story", needs_approval=True)
    asset = AssetFactory(status="draft", owner=marketer, format=form, personas=1)
    other, url = UserFactory(role="marketer"), f"assets/{asset.reference}"
    assert post(marketer, f"{url}/publish").status_code == 409
    assert post(marketer, f"{url}/submit", {"note": "Please"}).data["status"] == "in_review"
    client = bearer_for(other, "library:read")
    [waiting] = client.get("/api/v1/approvals/?status=waiting").data["results"]
    assert (waiting["note"], waiting["asset"]) == ("Please", asset.reference)
    assert client.get("/api/v1/approvals/?status=lost").status_code == 400
    assert bearer_for(rep, "library:read").get("/api/v1/approvals/").data["results"] == []
    approval = f"approvals/{waiting['id']}"
    assert post(marketer, f"{approval}/approve").status_code == 409
    assert post(other, f"{approval}/request-changes").status_code == 422
    assert post(other, f"{approval}/approve", {"asset_version": 1}).status_code == 412
    assert post(other, f"{approval}/approve", {"asset_version": 2}, '"1"').data["status"] == "approved"
    assert Asset.objects.get().status == "published"


def test_a_change_of_what_is_published_is_proposed(post, bearer_for, marketer):
    form = FormatFactory(label="Approved story", needs_approval=True)
    asset = AssetFactory(owner=marketer, format=form, personas=1, title="Old")
    url = f"/api/v1/assets/{asset.reference}/"
    direct = bearer_for(marketer, "library:write").patch(
        url, {"title": "New"}, format="json", headers={"If-Match": "*"}
    )
    assert direct.status_code == 422
    answer = post(marketer, f"assets/{asset.reference}/propose", {"title": "New"})
    assert (answer.status_code, answer.data["title"]) == (200, "Old")
    [waiting] = bearer_for(marketer, "library:read").get("/api/v1/approvals/").data["results"]
    assert waiting["changes"] == {"title": ["Old", "New"]}


def test_the_owner_verifies(post, marketer):
    asset = AssetFactory(owner=marketer)
    assert post(UserFactory(role="marketer"), f"assets/{asset.reference}/verify").status_code == 403
    for version in (2, 2):
        answer = post(marketer, f"assets/{asset.reference}/verify")
        assert (answer.status_code, answer.data["version"]) == (200, version)
        assert answer.data["verified_by"]["id"] == marketer.pk


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_approvals_costs_the_same_at_any_size(
    post, bearer_for, marketer, count, django_assert_num_queries
):
    form = FormatFactory(label="Approved story", needs_approval=True)
    for asset in AssetFactory.create_batch(count, owner=marketer, format=form, personas=["CFO"]):
        post(marketer, f"assets/{asset.reference}/propose", {"title": "New"})
    client = bearer_for(marketer, "library:read")
    client.get("/api/v1/approvals/")
    with django_assert_num_queries(3):
        assert len(client.get("/api/v1/approvals/").data["results"]) == count
