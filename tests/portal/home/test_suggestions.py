"""What the global search suggests while it is being typed."""

import pytest

from portal.shared.registry import Found, registry
from tests.factories.content import AssetFactory

SUGGEST = "/search/suggest/"


@pytest.fixture
def suggestions(client_for):
    """suggestions(user, words) -> the Suggestions behind the fragment."""
    return lambda user, words: client_for(user).get(SUGGEST, {"q": words}).context["found"]


def test_assets_are_suggested_by_the_beginning_of_a_word(suggestions, rep):
    AssetFactory(title="Migration without a freeze")
    AssetFactory(title="Pricing sheet")
    found = suggestions(rep, "migr")
    assert [row.asset.title for row in found.assets] == ["Migration without a freeze"]
    assert found.total == 1


def test_at_most_five_assets_are_suggested(suggestions, rep):
    AssetFactory.create_batch(7, title="Migration story")
    found = suggestions(rep, "migration")
    assert (len(found.assets), found.total) == (5, 7)


def test_talking_points_with_the_words_are_suggested(suggestions, rep):
    AssetFactory(title="Ledger", talking_points=["Bills fall by a third.", "Freeze weeks are gone."])
    found = suggestions(rep, "freeze")
    assert [text for text, _ in found.points] == ["Freeze weeks are gone."]


def test_drafts_of_others_are_not_suggested(suggestions, rep, marketer):
    AssetFactory(title="Secret launch", status="draft", created_by=marketer)
    assert suggestions(rep, "secret").assets == []
    assert len(suggestions(marketer, "secret").assets) == 1


@pytest.mark.parametrize("words", ["case-study-017", " Case-Study-017", "https://example.com/why"])
def test_a_reference_or_an_address_leads_to_its_asset(suggestions, client_for, rep, words):
    asset = AssetFactory(reference="case-study-017", url="https://example.com/why", title="Why")
    assert suggestions(rep, words).named == asset
    assert "is <a" in client_for(rep).get("/library/", {"q": words}).text


@pytest.mark.parametrize("words", ["draft-001", "on-premises", "017", "https://example.com/"])
def test_other_words_and_hidden_assets_are_not_named(suggestions, rep, words):
    AssetFactory(reference="case-study-017", url="https://example.com/why")
    AssetFactory(reference="draft-001", url="https://example.com/", status="draft", published_on=None)
    assert suggestions(rep, words).named is None


def test_other_features_add_their_own(suggestions, rep, monkeypatch):
    def find(words, viewer, limit):
        return [Found(f"{words} for {viewer}", "/somewhere/", "note", "building-2")]

    monkeypatch.setattr(registry, "finders", [("Things", find), ("Nothing", lambda *args: [])])
    found = suggestions(rep, "mill")
    assert [(label, [thing.label for thing in things]) for label, things in found.groups] == [
        ("Things", ["mill for Rep"])
    ]


@pytest.mark.parametrize("words", ["", " ", "m"])
def test_nothing_is_suggested_for_less_than_two_characters(suggestions, rep, words):
    found = suggestions(rep, words)
    assert (found.assets, found.points, found.groups) == ([], [], [])


def test_words_of_a_person_are_escaped(client_for, rep):
    page = client_for(rep).get(SUGGEST, {"q": "<script>x"}).text
    assert "<script>" not in page
    assert "Search all for “&lt;script&gt;x”" in page


def test_hits_are_marked(client_for, rep):
    AssetFactory(title="Migration & more")
    page = client_for(rep).get(SUGGEST, {"q": "migr"}).text
    assert "<mark>Migr</mark>ation &amp; more" in page


def test_stranger_gets_no_suggestions(db, client):
    assert client.get(SUGGEST, {"q": "migr"}).status_code == 302


@pytest.mark.parametrize("count", [1, 5])
def test_suggestions_cost_the_same_at_any_size(
    count, client_for, rep, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(registry, "finders", [])
    AssetFactory.create_batch(count, title="Migration story", personas=2, talking_points=["Migration pays."])
    client = client_for(rep)
    client.get(SUGGEST, {"q": "migration"})
    with django_assert_num_queries(8):
        client.get(SUGGEST, {"q": "migration"})
