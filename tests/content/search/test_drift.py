"""The check finds whatever is wrong with the index, and mending leaves nothing to find."""

import pytest
from django.core.management import CommandError, call_command

from content.search import actions, engine
from content.search.models import SearchDocument, SearchState, SearchWord
from content.search.port import current_port
from content.search.query import Query, Viewer
from portal.shared.registry import registry
from tests.factories.search import TODAY, document

pytestmark = pytest.mark.django_db
VIEWER = Viewer(1, True)


@pytest.fixture
def truth(monkeypatch):
    """The true documents, as {id: Document}; put them into it and the check takes them from there."""
    documents = {id: document(id, f"Cloud {id}") for id in (1, 2, 3)}

    def source(ids):
        return iter([documents[id] for id in (documents if ids is None else ids) if id in documents])

    monkeypatch.setattr(registry, "document_sources", {"asset": source})
    actions.put_many(documents.values())
    return documents


def ids(words="cloud"):
    return sorted(engine.run(Query(words=words), VIEWER, TODAY).ids)


def check(*options, capsys):
    call_command("check_search", *options)
    return capsys.readouterr().out


def lose_a_row():
    SearchDocument.objects.get(object_id=1).delete()


def lose_words():
    current_port().erase("assets", [SearchDocument.objects.get(object_id=1).pk])


def add_an_extra():
    actions.put(document(9, "Cloud 9"))


def let_one_grow_stale():
    actions.put(document(2, "Stale", facets={"stage": (1,)}))


@pytest.mark.parametrize("spoil", [lose_a_row, lose_words, add_an_extra, let_one_grow_stale])
def test_drift_is_found_and_mended(truth, capsys, spoil):
    assert "The index is right." in check(capsys=capsys)
    spoil()
    with pytest.raises(CommandError, match="1 wrong"):
        call_command("check_search")
    assert "1 mended." in check("--mend", capsys=capsys)
    assert "The index is right." in check(capsys=capsys)
    assert ids() == [1, 2, 3]


def test_mending_clears_away_words_that_nothing_has(truth, capsys):
    actions.put(document(1, "Kubernetes"))
    assert SearchWord.objects.filter(word="kubernetes").exists()
    check("--mend", capsys=capsys)
    assert sorted(SearchWord.objects.values_list("word", flat=True)) == ["cloud"]


def test_rebuilding_writes_everything_anew_under_a_new_epoch(truth, capsys):
    epoch = SearchState.objects.get().epoch
    current_port().clear()
    assert "3 to write anew" in check("--rebuild", capsys=capsys)
    assert (ids(), SearchState.objects.get().epoch == epoch) == ([1, 2, 3], False)


def test_an_emptied_database_gets_its_state_back(truth):
    SearchState.objects.all().delete()
    SearchDocument.objects.all().delete()
    actions.install_state()
    assert (SearchState.objects.count(), current_port().shelved("assets"), ids()) == (1, set(), [])


def test_the_library_offers_its_documents():
    assert list(registry.document_sources["asset"](None)) == []
