from portal.definitions.models import DefinitionVersion

PATH = "/api/v1/definitions/overdue/"


def test_a_definition_is_read_worded_anew_and_signed(api_for, bearer_for, rep, marketer):
    reader, editor = bearer_for(rep), bearer_for(marketer)
    answer = reader.get(PATH)
    assert (answer.status_code, answer["ETag"]) == (200, '"1"')
    assert answer.json()["agreement"] == {
        "state": "unsigned",
        "review_on": None,
        "waits_for": ["sales", "marketing"],
        "signatures": [],
    }
    change = {"text": "Late."}
    assert reader.patch(PATH, change, headers={"If-Match": '"1"'}).status_code == 403
    assert editor.patch(PATH, change).status_code == 428
    answer = editor.patch(PATH, change, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer["ETag"], answer.json()["text"]) == (200, '"2"', "Late.")
    stale = editor.patch(PATH, {"text": "Later."}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["current"]["text"]) == (412, "Late.")
    for client in (reader, editor):
        assert client.post(f"{PATH}sign/", headers={"If-Match": '"2"'}).status_code == 200
    other = reader.get(PATH).json()["agreement"]
    assert (other["state"], [one["side"] for one in other["signatures"]]) == (
        "signed",
        ["sales", "marketing"],
    )
    texts = [version["text"] for version in reader.get(f"{PATH}versions/").json()]
    assert texts == list(DefinitionVersion.objects.of("overdue").values_list("text", flat=True))


def test_what_is_signed_or_not_ones_own_to_sign_is_refused(bearer_for, rep, account_user, admin):
    sign = {"path": f"{PATH}sign/", "headers": {"If-Match": "*"}}
    assert bearer_for(rep).post(**sign).status_code == 200
    assert bearer_for(account_user).post(**sign).status_code == 409
    assert bearer_for(admin).post(**sign).status_code == 403


def test_the_list_costs_four_statements(api_for, rep, django_assert_num_queries):
    client = api_for(rep)
    with django_assert_num_queries(4):
        answer = client.get("/api/v1/definitions/")
    assert answer.json()["count"] == DefinitionVersion.objects.count()
