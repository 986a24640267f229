"""Cards, claims, disputes and objections for other tools: the same verbs and permissions as the pages."""

import pytest

from content.battle_cards.models import BattleCard, Claim, Objection
from tests.factories.accounts import AccountFactory
from tests.factories.battle_cards import CardFactory, ClaimFactory, ObjectionFactory
from tests.factories.content import CompetitorFactory

pytestmark = pytest.mark.django_db


def test_a_marketer_writes_publishes_and_verifies_a_card(api_for, marketer):
    CompetitorFactory(label="Orbitane")
    api = api_for(marketer)
    body = {"competitor": "orbitane", "one_line": "A suite.", "threat": "high", "talking_points": ["Ask."]}
    card = api.post("/api/v1/battle-cards/", body, format="json").json()
    url = f"/api/v1/battle-cards/{card['id']}/"
    refused = api.post(f"{url}publish/", headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    for kind in ("win_when", "lose_when", "why_win"):
        values = {"card": card["id"], "kind": kind, "text": "Because"}
        assert api.post("/api/v1/claims/", values, format="json").status_code == 201
    published = api.post(f"{url}publish/", headers={"If-Match": "*"}).json()
    assert (published["status"], len(published["claims"]), published["talking_points"]) == (
        "published",
        3,
        ["Ask."],
    )
    stale = api.patch(url, {"threat": "low"}, format="json", headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["current"]["version"]) == (412, published["version"])
    long = api.patch(url, {"one_line": "w " * 31}, format="json", headers={"If-Match": "*"})
    assert (long.status_code, long.json()["errors"][0]["field"]) == (422, "one_line")
    again = api.post("/api/v1/battle-cards/", body, format="json")
    assert again.status_code == 422
    assert BattleCard.objects.count() == 1


def test_a_rep_disputes_and_adds_intel_and_the_owner_answers(api_for, rep):
    claim = ClaimFactory(card__status="published")
    api = api_for(rep)
    new = {"card": claim.card_id, "kind": "strength", "text": "Mine"}
    assert api.post("/api/v1/claims/", new, format="json").status_code == 403
    assert api.post("/api/v1/claims/", new | {"kind": "intel"}, format="json").status_code == 201
    change = api.patch(f"/api/v1/claims/{claim.pk}/", {"text": "x"}, format="json", headers={"If-Match": "*"})
    assert change.status_code == 403
    dispute = api.post("/api/v1/claim-disputes/", {"claim": claim.pk, "note": "Wrong."}, format="json").json()
    url = f"/api/v1/claim-disputes/{dispute['id']}/answer/"
    assert api.post(url, {"answer": "x"}, format="json", headers={"If-Match": "*"}).status_code == 403
    owner = api_for(claim.card.owner)
    answered = owner.post(url, {"answer": "Checked."}, format="json", headers={"If-Match": "*"}).json()
    assert (answered["answer"], answered["closed_by"]["id"]) == ("Checked.", claim.card.owner_id)
    assert api.get("/api/v1/claim-disputes/?show=open").json()["count"] == 0


def test_claims_are_listed_moved_verified_and_removed(api_for, marketer):
    card = CardFactory(claims={"landmine": ["A", "B"]})
    api = api_for(marketer)
    listed = api.get(f"/api/v1/claims/?card={card.pk}&kind=landmine").json()["results"]
    url = f"/api/v1/claims/{listed[1]['id']}/"
    moved = api.post(f"{url}move/", {"to": "up"}, format="json", headers={"If-Match": "*"})
    assert moved.json()["position"] == 0
    assert api.post(f"{url}verify/", headers={"If-Match": "*"}).json()["verified_on"]
    assert api.delete(url, headers={"If-Match": "*"}).status_code == 204
    assert Claim.objects.get().text == "A"


def test_an_objection_is_heard_answered_tried_and_merged(api_for, rep, marketer):
    account = AccountFactory()
    api, editor = api_for(rep), api_for(marketer)
    heard = api.post("/api/v1/hearings/", {"words": "Too dear", "account": account.pk}, format="json").json()
    url = f"/api/v1/objections/{heard['objection']}/"
    tried = {"objection": heard["objection"], "worked": True, "account": account.pk}
    assert api.post("/api/v1/answer-outcomes/", tried, format="json").status_code == 422
    assert api.patch(url, {"answer": "No."}, format="json", headers={"If-Match": "*"}).status_code == 403
    editor.patch(url, {"answer": "Count all."}, format="json", headers={"If-Match": "*"})
    assert api.post("/api/v1/answer-outcomes/", tried, format="json").status_code == 201
    found = api.get(url).json()
    assert (found["status"], found["heard"], found["worked"], found["tried"]) == ("answered", 1, 1, 1)
    other = ObjectionFactory()
    body = {"into": heard["objection"]}
    merged = editor.post(
        f"/api/v1/objections/{other.pk}/merge/", body, format="json", headers={"If-Match": "*"}
    )
    assert merged.json()["id"] == heard["objection"]
    assert Objection.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "battle-cards/?show=nothing",
        "battle-cards/?q=" + "x" * 101,
        "claims/?card=x",
        "claims/?kind=x",
        "claim-disputes/?show=x",
        "hearings/?objection=-1",
        "objections/?competitor=none",
        "objections/?period=7",
        "answer-outcomes/?person=1",
    ],
)
def test_a_parameter_that_means_nothing_is_refused(api_for, rep, address):
    assert api_for(rep).get(f"/api/v1/{address}").status_code == 400
