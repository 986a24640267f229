import pytest

from tests.factories.content import PersonaFactory

PERSONAS = "/api/v1/personas/"


@pytest.fixture
def reader(bearer_for, rep):
    PersonaFactory.create_batch(5)
    return bearer_for(rep)


def page(answer):
    body = answer.json()
    return body["count"], body["previous"], body["next"], len(body["results"])


def test_a_list_is_walked_by_its_own_links(reader):
    first = reader.get(PERSONAS, {"page_size": 2})
    assert page(first) == (5, None, "http://testserver/api/v1/personas/?page=2&page_size=2", 2)
    slugs, link = [], "http://testserver/api/v1/personas/?page_size=2"
    while link:
        body = reader.get(link).json()
        slugs += [term["slug"] for term in body["results"]]
        link = body["next"]
    assert len(set(slugs)) == len(slugs) == 5


def test_a_page_after_the_last_is_empty_and_leads_back(reader):
    answer = reader.get(PERSONAS, {"page_size": 2, "page": 9})
    assert page(answer) == (5, "http://testserver/api/v1/personas/?page=3&page_size=2", None, 0)


@pytest.mark.parametrize(
    "params",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "x"},
        {"page": ""},
        {"page": "²"},
        {"page": "1000001"},
        {"page": "9" * 5000},
        {"page_size": "201"},
        {"page_size": "1.5"},
        {"page_size": "\0"},
    ],
)
def test_a_page_that_is_no_number_is_refused(reader, params):
    answer = reader.get(PERSONAS, params)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, *params)
