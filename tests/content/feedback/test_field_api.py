"""The field's word, sends, votes and scorecards through the API."""

import pytest

from content.feedback import actions
from content.feedback.models import Feedback, Send
from tests.factories.accounts import AccountFactory
from tests.factories.content import AssetFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
FEEDBACK, SENDS, REQUESTS = "/api/v1/feedback/", "/api/v1/sends/", "/api/v1/requests/"


def test_a_flag_is_raised_and_answered(bearer_for, rep):
    asset = AssetFactory(owner=UserFactory(role="marketer"))
    flag = {"asset": asset.reference, "kind": "wrong", "note": "Page 7", "page": 7}
    raised = bearer_for(rep).post(FEEDBACK, flag)
    assert (raised.status_code, raised.json()["status"], raised.json()["page"]) == (201, "open", 7)
    address = f"{FEEDBACK}{raised.json()['id']}/answer/"
    stranger, owner = bearer_for(UserFactory()), bearer_for(asset.owner)
    assert stranger.post(address, {"answer": "No."}, headers={"If-Match": "*"}).status_code == 403
    assert owner.post(address, {"answer": "Mended."}).status_code == 428
    answered = owner.post(address, {"answer": "Mended."}, headers={"If-Match": raised["ETag"]})
    assert (answered.json()["status"], answered.json()["answered_by"]["id"]) == ("closed", asset.owner.pk)
    listed = owner.get(FEEDBACK + "?status=answered&owner=me").json()
    assert [row["id"] for row in listed["results"]] == [raised.json()["id"]]


def test_a_use_says_how_it_went(bearer_for, rep):
    asset, client = AssetFactory(), bearer_for(rep)
    noted = client.post(FEEDBACK, {"asset": asset.reference, "kind": "used"})
    said = client.patch(
        f"{FEEDBACK}{noted.json()['id']}/", {"outcome": "worked"}, headers={"If-Match": noted["ETag"]}
    )
    assert (said.status_code, said.json()["outcome"]) == (200, "worked")
    card = client.get(f"/api/v1/scorecards/{asset.reference}/").json()
    assert (card["uses"], card["worked"], card["questions"][4]["number"]) == (1, 1, None)
    assert client.get("/api/v1/scorecards/?show=worked").json()["results"][0]["asset"] == asset.reference


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "wrong", "outcome": "worked"}, 422),
        ({"kind": "nice"}, 422),
        ({"kind": "wrong", "page": 0}, 422),
        ({"kind": "wrong", "status": "closed"}, 400),
        ({"kind": "wrong", "asset": "none-1"}, 422),
    ],
)
def test_odd_feedback_is_refused(bearer_for, rep, body, status):
    answer = bearer_for(rep).post(FEEDBACK, {"asset": AssetFactory().reference} | body)
    assert (answer.status_code, Feedback.objects.count()) == (status, 0)


def test_a_send_is_noted_once_and_refused_for_what_is_internal(bearer_for, rep):
    client, account = bearer_for(rep), AccountFactory()
    body = {
        "asset": AssetFactory().reference,
        "account": account.pk,
        "batch": "2b0e52b2-1d7e-4d0c-8f58-8a3a59b3a4f1",
    }
    assert [client.post(SENDS, body).status_code for _ in range(2)] == [201, 201]
    assert client.get(f"{SENDS}?account={account.pk}").json()["count"] == 1
    internal = AssetFactory(audience="internal")
    refused = client.post(SENDS, {"asset": internal.reference, "recipient": "A"})
    assert (refused.status_code, Send.objects.count()) == (422, 1)
    free = client.post(SENDS, {"asset": AssetFactory().reference, "recipient": "Nordsee"}).json()
    linked = client.post(f"{SENDS}{free['id']}/link/", {"account": account.pk})
    assert (linked.status_code, linked.json()["account"]) == (200, account.pk)


def test_a_request_is_voted_for_and_answered(bearer_for, rep, marketer):
    asked = actions.ask({"title": "Bank story"}, actor=UserFactory())
    address = f"{REQUESTS}{asked.pk}/"
    voted = bearer_for(rep).put(f"{address}vote/")
    assert (voted.status_code, voted.json()["votes"], voted.json()["voted"]) == (200, 1, True)
    assert bearer_for(rep).delete(f"{address}vote/").json()["votes"] == 0
    editor, current = bearer_for(marketer), {"If-Match": "*"}
    assert editor.post(f"{address}plan/", {"answer": "May"}, headers=current).json()["status"] == "planned"
    declined = editor.post(f"{address}decline/", {"answer": "No customer agreed."}, headers=current)
    assert declined.json()["status"] == "declined"
    assert editor.post(f"{address}accept/", {}, headers=current).status_code == 409
