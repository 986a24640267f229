"""Nothing of a card leaves the house: no path that reaches a buyer or a stranger carries its words."""

import pytest
from django.urls import reverse

from content.feedback.models import Send
from content.search.models import SearchDocument
from portal.notices.models import ChannelMessage
from tests.factories.battle_cards import CardFactory, ClaimFactory, ObjectionFactory
from tests.factories.content import AssetFactory, CompetitorFactory

pytestmark = pytest.mark.django_db
CANARY = "zwergpinguin"


@pytest.fixture
def card():
    """A card whose every field says the canary, proven by an asset that buyers may have."""
    asset = AssetFactory(
        reference="proof", audience="shareable", competitors=["Orbitane"], url="https://x.example.com/a"
    )
    card = CardFactory(competitor=CompetitorFactory(label="Orbitane"), one_line=CANARY, meet_when=CANARY)
    for kind in ("why_win", "do_not_say", "pricing", "intel", "weakness"):
        ClaimFactory(card=card, kind=kind, text=CANARY, source=CANARY, proof=asset)
    ObjectionFactory(words="They say it", answer=CANARY, competitor=card.competitor, proof=asset)
    return card


def addresses(card):
    claim = card.claims.first()
    yield card.get_absolute_url()
    yield reverse("content:battle-card-list")
    yield reverse("content:battle-card-picker")
    yield reverse("content:battle-card-compare") + "?a=orbitane"
    yield reverse("content:battle-card-history", args=[card.pk])
    yield claim.get_absolute_url()
    yield reverse("content:objection-list")
    yield reverse("search-suggest") + "?q=they+say"
    yield "/library/proof/"
    for name in ("battle-cards", "claims", "objections", "claim-disputes", "hearings"):
        yield f"/api/v1/{name}/"


def test_a_stranger_reads_no_word_of_it(client, card):
    for address in addresses(card):
        answer = client.get(address)
        assert answer.status_code in (302, 401), address
        assert CANARY not in answer.text


def test_a_token_reads_it_only_with_the_library_scope(bearer_for, rep, card):
    assert bearer_for(rep, "accounts:read").get("/api/v1/battle-cards/").status_code == 403
    answer = bearer_for(rep, "library:read").get(f"/api/v1/battle-cards/{card.pk}/").json()
    assert (answer["audience"], answer["one_line"]) == ("internal", CANARY)


def test_what_is_copied_sent_or_posted_about_its_proof_says_nothing_of_it(client_for, rep, card):
    client = client_for(rep)
    asset = client.get("/library/proof/").text
    send = client.get(reverse("content:asset-send", args=["proof"])).text
    assert CANARY not in asset + send
    assert not Send.objects.exists()
    assert not ChannelMessage.objects.exists()


def test_it_is_in_no_index_of_assets_and_no_file(card):
    assert list(SearchDocument.objects.values_list("kind", flat=True)) == ["asset"]
