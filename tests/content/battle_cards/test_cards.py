"""Cards and claims: caps hold, one live card a competitor, disputes are answered, what is old is said to be."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.battle_cards import actions
from content.battle_cards.claims import actions as claims
from content.battle_cards.models import BattleCard, Claim, ClaimDispute
from content.library.models import TalkingPoint
from content.vocabularies.actions import merge_term
from portal.activity.history import history_of
from portal.notices.models import Notice
from portal.shared.changes import StaleRecord
from portal.shared.dates import days_from_today, today
from portal.shared.registry import references_of
from tests.factories.battle_cards import CardFactory, ClaimFactory
from tests.factories.content import AssetFactory, CompetitorFactory
from tests.factories.portal import UserFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
LIST = reverse("content:battle-card-list")


def test_a_competitor_has_one_live_card(marketer):
    card = CardFactory()
    with pytest.raises(ValidationError, match="has a card already"):
        actions.create_card({"competitor": card.competitor}, actor=marketer)
    actions.archive_card(card, actor=marketer)
    second = actions.create_card({"competitor": card.competitor}, actor=marketer)
    card.refresh_from_db()
    with pytest.raises(ValidationError, match="another card now"):
        actions.restore_card(card, actor=marketer)
    assert list(BattleCard.objects.live()) == [second]


def test_a_card_is_published_only_when_it_is_complete_and_stays_so(marketer):
    card = CardFactory(status="draft", claims={"win_when": ["A"], "lose_when": ["B"]})
    with pytest.raises(ValidationError, match="add why we win"):
        actions.publish_card(card, actor=marketer)
    claim = claims.add_claim(card, {"kind": "why_win", "text": "C"}, actor=marketer)
    actions.publish_card(card, actor=marketer)
    with pytest.raises(ValidationError, match="A published card has why we win"):
        claims.remove_claim(claim, actor=marketer)
    with pytest.raises(ValidationError, match="A published card has the one line"):
        actions.change_card(card, {"one_line": ""}, actor=marketer, version=None)


def test_the_first_screen_never_has_more_than_250_words(marketer):
    long = {"win_when": ["w " * 12] * 3, "lose_when": ["w " * 12] * 3, "why_win": ["w " * 20] * 3}
    long["landmine"] = ["w " * 25] * 2
    card = CardFactory(one_line="w " * 30, meet_when="w " * 25, claims=long)
    with pytest.raises(ValidationError, match="251 words"):
        claims.add_claim(card, {"kind": "landmine", "text": "w " * 14}, actor=marketer)
    claims.add_claim(card, {"kind": "landmine", "text": "w " * 13}, actor=marketer)
    change = {"text": "w " * 14}
    with pytest.raises(ValidationError, match="would have 251 words"):
        claims.change_claim(Claim.objects.order_by("pk").last(), change, actor=marketer, version=None)


def test_a_kind_that_is_full_takes_no_more_claims(marketer):
    card = CardFactory(claims={"win_when": ["A", "B", "C"]})
    with pytest.raises(ValidationError, match="has at most 3"):
        claims.add_claim(card, {"kind": "win_when", "text": "D"}, actor=marketer)


def test_claims_are_moved_and_removed_without_gaps(marketer):
    card = CardFactory(claims={"landmine": ["A", "B", "C"]})
    first, second, third = Claim.objects.of_card(card).in_shown_order()
    claims.move_claim(third, -1, actor=marketer)
    claims.remove_claim(first, actor=marketer)
    kept = Claim.objects.of_card(card).in_shown_order().values_list("text", "position")
    assert list(kept) == [("C", 0), ("B", 1)]
    card.refresh_from_db()
    assert card.version == 3
    [removed, moved] = history_of(card, second, third)
    assert [(line.words, line.changes[0].old) for line in (removed, moved)] == [
        ("removed a claim from it", "A"),
        ("moved C", "3"),
    ]


def test_a_dispute_is_told_to_the_owner_and_closed_with_an_answer_only(client_for, rep):
    claim = ClaimFactory(card__status="published")
    url = reverse("content:claim-dispute", args=[claim.pk])
    client = client_for(rep)
    assert client.post(url, {"note": ""}).status_code == 422
    assert (
        client.post(url, {"note": "A buyer corrected me."}).url
        == f"{claim.card.get_absolute_url()}#claim-{claim.pk}"
    )
    assert client.post(url, {"note": "Again"}).status_code == 422
    dispute = ClaimDispute.objects.get()
    assert [notice.person for notice in Notice.objects.all()] == [claim.card.owner]
    close = reverse("content:dispute-close", args=[dispute.pk])
    assert client.post(close, {"answer": "No", "version": 1}).status_code == 403
    owner = client_for(claim.card.owner)
    assert owner.post(close, {"answer": " ", "version": 1}).status_code == 422
    with pytest.raises(ValidationError, match="Answer its dispute first"):
        claims.remove_claim(claim, actor=claim.card.owner)
    assert owner.post(close, {"answer": "Checked: they changed it in May.", "version": 1}).status_code == 302
    assert owner.post(close, {"answer": "Twice", "version": 1}).status_code == 409
    assert Notice.objects.filter(person=rep).count() == 1
    page = read_page(client.get(claim.get_absolute_url()))
    assert "Checked: they changed it in May." in page.text


def test_a_claim_past_its_date_is_marked_with_its_age_until_it_is_verified(client_for):
    claim = ClaimFactory(kind="why_win", card__status="published", review_on=days_from_today(-14))
    client = client_for(claim.card.owner)
    page = read_page(client.get(claim.card.get_absolute_url()))
    assert page.one("div", id=f"claim-{claim.pk}")["class"] == "claim stale"
    assert "Overdue 14 days" in page.text
    client.post(reverse("content:claim-verify", args=[claim.pk]), {"version": 1})
    claim.refresh_from_db()
    assert (claim.verified_on, claim.review_on) == (today(), days_from_today(90))
    assert "Overdue" not in read_page(client.get(claim.card.get_absolute_url())).text


def test_a_rep_adds_intel_and_nothing_else(client_for, rep):
    card = CardFactory()
    client = client_for(rep)
    url = reverse("content:intel-new", args=[card.pk])
    assert client.post(url, {"text": "word " * 41, "source": "Call", "confidence": "low"}).status_code == 422
    assert (
        client.post(url, {"text": "New discount", "source": "Quote", "confidence": "high"}).status_code == 302
    )
    assert Claim.objects.of_kind("intel").get().author == rep
    new = reverse("content:claim-new", args=[card.pk]) + "?kind=strength"
    assert client.post(new, {"text": "Mine", "confidence": "high"}).status_code == 403


def test_drafts_are_seen_by_marketing_and_their_owner(client_for, rep, marketer):
    card = CardFactory(status="draft")
    assert client_for(rep).get(card.get_absolute_url()).status_code == 404
    assert client_for(marketer).get(card.get_absolute_url()).status_code == 200
    card.owner = rep
    card.save()
    assert client_for(rep).get(card.get_absolute_url()).status_code == 200


def test_two_people_who_edit_a_card_see_both_values(client_for, marketer):
    card = CardFactory()
    client = client_for(marketer)
    url = reverse("content:battle-card-edit", args=[card.pk])
    form = {
        "version": 1,
        "threat": "low",
        "owner": card.owner_id,
        "one_line": "Mine",
        "meet_when": "",
        "points": "",
    }
    actions.change_card(card, {"one_line": "Theirs"}, actor=card.owner, version=1)
    answer = client.post(url, form)
    assert answer.status_code == 409
    assert {"Theirs", "Mine"} <= {mark.text for mark in read_page(answer).all("span", css="meta")}
    with pytest.raises(StaleRecord):
        actions.change_card(card, {"one_line": "Late"}, actor=marketer, version=1)


def test_a_talking_point_of_an_asset_and_of_a_card_is_one(marketer):
    AssetFactory(talking_points=["Ask for the log."])
    actions.change_card(CardFactory(), {"points": ["Ask for the log."]}, actor=marketer, version=None)
    assert TalkingPoint.objects.count() == 1


def test_a_merge_of_competitors_keeps_one_live_card_and_all_claims(marketer):
    card, other = CardFactory(), CardFactory()
    merge_term(card.competitor, other.competitor, actor=marketer, version=None)
    card.refresh_from_db()
    other.refresh_from_db()
    assert (card.status, other.status) == ("archived", "published")
    assert card.competitor == other.competitor
    assert Claim.objects.count() == 6


def test_a_proof_is_named_where_it_is_used_and_switched(marketer, rep):
    asset, better = AssetFactory(), AssetFactory()
    claim = ClaimFactory(proof=asset, card__status="draft")
    [place] = [one for one in references_of(asset, marketer) if one.kind == "battle card"]
    assert [one.is_hidden for one in references_of(asset, rep) if one.kind == "battle card"] == [True]
    place.switch(better, marketer)
    claim.refresh_from_db()
    assert claim.proof == better


def test_a_card_is_handed_over(marketer):
    card = CardFactory()
    assert actions.hand_over_cards(card.owner, marketer, marketer) == 1
    card.refresh_from_db()
    assert card.owner == marketer


@pytest.mark.parametrize("count", [1, 5])
def test_lists_and_pages_cost_the_same_at_any_size(client_for, rep, django_assert_num_queries, count):
    card = CardFactory(claims={"landmine": ["A"] * count, "proof": ["B"] * count, "comparison": []})
    CardFactory.create_batch(count - 1)
    client = client_for(rep)
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)
    with django_assert_num_queries(6):
        client.get(card.get_absolute_url())


def test_the_list_is_narrowed(client_for, rep):
    CardFactory(competitor=CompetitorFactory(label="Orbitane"), threat="low")
    late = CardFactory(competitor=CompetitorFactory(label="Podhaven"), review_on=days_from_today(-1))
    client = client_for(rep)
    for query in ("?q=pod", "?threat=high", "?show=due", f"?owner={late.owner_id}"):
        assert read_page(client.get(LIST + query)).texts("a", css="t") == ["Podhaven"]


def test_two_competitors_are_compared(client_for, rep):
    for label, answer in (("Orbitane", "Two days"), ("Podhaven", "Never")):
        card = CardFactory(competitor=CompetitorFactory(label=label))
        ClaimFactory(card=card, kind="comparison", text="Offline", us="30 days", them=answer)
    url = reverse("content:battle-card-compare")
    page = read_page(client_for(rep).get(f"{url}?a=orbitane&b=podhaven"))
    assert page.texts("td")[-3:] == ["30 days", "Two days", "Never"]


def test_an_owner_that_leaves_is_refused(marketer):
    gone = UserFactory(is_active=False)
    with pytest.raises(ValidationError, match="deactivated"):
        actions.change_card(CardFactory(), {"owner": gone}, actor=marketer, version=None)
