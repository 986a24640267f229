"""The pages of synonyms."""

import pytest

from content.library.filters import viewer_of
from content.search import actions
from content.search.engine import run
from content.search.models import Synonym
from content.search.query import Query
from tests.factories.content import AssetFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
LIST = "/vocabularies/synonyms/"


def test_a_new_group_works_at_once(client_for, marketer, rep):
    asset = AssetFactory(title="Total cost of ownership, calculated")
    answer = client_for(marketer).post(f"{LIST}new/", {"terms": "TCO\ntotal cost of ownership\n"})
    assert answer.url == LIST
    assert list(run(Query("tco"), viewer_of(rep)).ids) == [asset.pk]


@pytest.mark.parametrize("terms", ["TCO, total cost of ownership", "TCO,\n total cost of  ownership,\n"])
def test_terms_are_separated_by_lines_or_commas(client_for, marketer, terms):
    client_for(marketer).post(f"{LIST}new/", {"terms": terms})
    assert Synonym.objects.get().terms == ["TCO", "total cost of ownership"]


@pytest.mark.parametrize(
    ("terms", "words"), [("TCO", "at least two different terms"), ("ROI\npayback", "already in the group")]
)
def test_a_group_that_says_nothing_new_is_refused(client_for, marketer, terms, words):
    actions.add_synonym(["ROI", "return on investment"], actor=marketer)
    page = client_for(marketer).post(f"{LIST}new/", {"terms": terms})
    assert (page.status_code, words in read_page(page).one("main").text) == (422, True)


def test_a_group_is_changed_and_removed(client_for, marketer):
    group = actions.add_synonym(["ROI", "return on investment"], actor=marketer)
    client = client_for(marketer)
    url = f"{LIST}{group.pk}/"
    assert client.post(url, {"version": "1", "terms": "ROI\npayback"}).url == LIST
    group.refresh_from_db()
    assert group.terms == ["ROI", "payback"]
    assert client.post(url, {"version": "1", "terms": "ROI\nreturn"}).status_code == 409
    client.post(f"{url}remove/", {"version": str(group.version)})
    assert Synonym.objects.count() == 0


def test_who_may_not_edit_sees_the_groups_only(client_for, rep, marketer):
    group = actions.add_synonym(["ROI", "payback"], actor=marketer)
    client = client_for(rep)
    page = read_page(client.get(LIST)).one("main")
    assert page.all("form") == []
    assert "payback" in page.text
    assert client.get(f"{LIST}new/").status_code == 403
    assert client.get(f"{LIST}{group.pk}/").status_code == 403
    assert client.post(f"{LIST}{group.pk}/remove/", {"version": "1"}).status_code == 403


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_at_any_size(client_for, marketer, count, django_assert_max_num_queries):
    for number in range(count):
        actions.add_synonym([f"long{number}", f"short{number}"], actor=marketer)
    client = client_for(marketer)
    with django_assert_max_num_queries(5):
        assert client.get(LIST).status_code == 200
