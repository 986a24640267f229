from content.library.personas.models import PersonaPage
from tests.factories.content import PersonaFactory

PAGES = "/api/v1/persona-pages/"


def test_a_page_is_written_changed_and_signed(bearer_for, rep, marketer):
    PersonaFactory(label="CFO")
    sales, marketing = bearer_for(rep), bearer_for(marketer)
    sent = {
        "persona": "cfo",
        "job": "Pays.",
        "stages": [{"stage": "bofu", "concerns": "Payback", "formats": ["pricing"]}],
    }
    answer = sales.post(PAGES, sent, format="json")
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    body = sales.get(answer["Location"]).json()
    assert body == answer.json() == body | sent
    assert marketing.post(PAGES, sent, format="json").status_code == 409
    path = f"{PAGES}cfo/"
    assert marketing.patch(path, {"job": "Saves."}, format="json").status_code == 428
    current = {"If-Match": '"1"'}
    answer = marketing.patch(path, {"job": "Saves."}, format="json", headers=current)
    assert (answer.json()["job"], answer.json()["stages"]) == ("Saves.", sent["stages"])
    assert sales.post(f"{path}sign/", headers=current).status_code == 412
    for client in (sales, marketing):
        assert client.post(f"{path}sign/", headers={"If-Match": '"2"'}).status_code == 200
    assert sales.get(PAGES).json()["results"][0]["agreement"]["state"] == "signed"


def test_odd_bodies_are_refused_by_name(bearer_for, rep, admin):
    PersonaFactory(label="CFO")
    client = bearer_for(rep)
    for sent, status in (
        ({"persona": "nobody", "job": "x"}, 422),
        ({"persona": "cfo"}, 422),
        ({"persona": "cfo", "stages": [{"stage": "bofu", "formats": ["nothing"]}]}, 422),
        ({"persona": "cfo", "stages": "bofu"}, 422),
        ({"persona": "cfo", "stages": [{"concerns": "x"}]}, 422),
        ({"persona": "cfo", "stages": [{"stage": "bofu"}, {"stage": "bofu"}]}, 422),
        ({"persona": "cfo", "stages": [{"stage": "bofu", "salary": "x"}]}, 422),
        ({"persona": "cfo", "salary": "x"}, 400),
    ):
        assert client.post(PAGES, sent, format="json").status_code == status, sent
    assert client.get(f"{PAGES}cfo/").status_code == 404
    assert not PersonaPage.objects.exists()
