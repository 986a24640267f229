from portal.notices.actions import tell


def say(person, key):
    tell([person], "hand-over", f"Notice {key}.", "/library/", key=key)


def test_own_notices_are_read_and_marked(rep, marketer, bearer_for):
    for key in ("a", "b", "c"):
        say(rep, key)
    say(marketer, "theirs")
    api = bearer_for(rep)
    listed = api.get("/api/v1/notices/").json()
    assert [row["sentence"] for row in listed["results"]] == ["Notice c.", "Notice b.", "Notice a."]
    newest, middle, oldest = listed["results"]
    assert newest["url"] == "http://127.0.0.1:8000/library/"
    assert api.post(f"/api/v1/notices/{oldest['id']}/read/").json()["read_at"]
    assert api.post("/api/v1/notices/read/", {"up_to": middle["id"]}).json() == {"read": 1}
    unread = api.get("/api/v1/notices/?unread=true&kind=hand-over").json()
    assert [row["id"] for row in unread["results"]] == [newest["id"]]
    for query in ("kind=none", "unread=1", "odd=1"):
        assert api.get(f"/api/v1/notices/?{query}").status_code == 400
    assert bearer_for(rep, "library:read").post("/api/v1/notices/read/", {"up_to": 1}).status_code == 403


def test_preferences_are_read_and_changed(rep, bearer_for):
    api = bearer_for(rep)
    [row] = [
        row for row in api.get("/api/v1/notice-preferences/").json()["results"] if row["kind"] == "hand-over"
    ]
    assert (row["in_portal"], row["by_mail"]) == (True, True)
    changed = api.patch("/api/v1/notice-preferences/hand-over/", {"by_mail": False}).json()
    assert (changed["in_portal"], changed["by_mail"]) == (True, False)
    assert api.get("/api/v1/notice-preferences/hand-over/").json() == changed
    assert api.get("/api/v1/notice-preferences/nothing/").status_code == 404
    assert api.patch("/api/v1/notice-preferences/hand-over/", {"by_mail": "no"}).status_code == 422
