"""Who reaches which page, and what is left of a session when rights change."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from portal.users import actions
from tests.factories.portal import UserFactory

# Pages for people who are not signed in. Everything else sends them to sign-in, the API answers 401.
PUBLIC = {
    "/auth/inactive/",
    "/auth/login/",
    "/auth/password/reset/",
    "/auth/password/reset/done/",
    "/auth/password/reset/key/done/",
    "/auth/password/reset/key/1-1/",
    "/auth/signup/",
    "/join/1/",
}


EXAMPLES = {"vocabulary": "persona"}


def addresses(patterns, prefix="/"):
    """An example of every address of the portal, each parameter filled in."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield filled(route)
        else:
            yield from addresses(pattern.url_patterns, route)


def filled(route):
    """`route` with 1, or an example of its kind, for each parameter of a path or a regular expression."""
    while (start := route.find("(?P<")) != -1:
        depth, end = 1, start + 1
        while depth:
            depth += {"(": 1, ")": -1}.get(route[end], 0)
            end += 1
        route = f"{route[:start]}1{route[end:]}"
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda match: EXAMPLES.get(match[1], "1"), route)
    return re.sub(r"\\Z|[\\^$?]", "", route)


ADDRESSES = sorted(set(addresses(get_resolver().url_patterns)))
PAGES = [address for address in ADDRESSES if not address.startswith("/api/")]
ENDPOINTS = [address for address in ADDRESSES if address.startswith("/api/")]
# Where signing out and the admin site's own entrance lead a stranger.
ENTRANCES = ("/auth/login/", "/admin/login/")


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_sent_to_sign_in_from_every_page_but_the_public_ones(client, db, address):
    response = client.get(address)
    assert (response.status_code == 302 and response.url.startswith(ENTRANCES)) == (address not in PUBLIC)


@pytest.mark.parametrize("address", ENDPOINTS)
def test_a_stranger_is_refused_by_every_endpoint(client, db, address):
    response = client.get(address)
    assert response.status_code in {401, 404, 405} or response.url.startswith("/auth/login/")


def test_the_admin_sites_own_entrance_leads_to_ours(client, db):
    assert client.get("/admin/login/?next=/admin/").url == "/auth/login/?next=%2Fadmin%2F"


def test_a_fragments_request_sends_the_whole_page_to_sign_in(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=mara"}
    response = client.get("/people/?page=2", headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (
        200,
        "/auth/login/?next=/people/%3Fq%3Dmara",
    )


@pytest.mark.parametrize(
    "foreign", ["https://evil.example.com/x", "//evil.example.com", "javascript:alert(1)"]
)
def test_a_fragments_request_never_leads_back_to_another_site(client, db, foreign):
    response = client.get("/people/", headers={"HX-Request": "true", "HX-Current-URL": foreign})
    assert response["HX-Redirect"] == "/auth/login/"


def test_a_form_sent_too_late_leads_back_to_its_page_and_not_to_where_it_was_sent(client, db):
    response = client.post("/profile/tokens/", headers={"Referer": "http://testserver/profile/"})
    assert response.url == "/auth/login/?next=/profile/"


ADMIN_PAGES = ["people", "person-invite", "team-new", "settings", "first-run"]
ACTORS = [("rep", 403), ("marketer", 403), ("account_user", 403), ("admin", 200)]


@pytest.mark.parametrize(("actor", "status"), ACTORS)
@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_only_admins_see_people_and_settings(request, client_for, actor, status, name):
    assert client_for(request.getfixturevalue(actor)).get(reverse(name)).status_code == status


@pytest.mark.parametrize(("actor", "status"), ACTORS[:3])
@pytest.mark.parametrize(
    "verb", ["person-deactivate", "person-reactivate", "person-invitation", "person-edit"]
)
def test_only_admins_change_people(request, client_for, actor, status, verb):
    person = UserFactory(name="Untouched")
    user = request.getfixturevalue(actor)
    response = client_for(user).post(reverse(verb, args=[person.pk]), {"version": 1, "name": "Touched"})
    person.refresh_from_db()
    assert (response.status_code, person.name, person.version) == (status, "Untouched", 1)


@pytest.mark.parametrize(("actor", "status"), [(actor, 200) for actor, _ in ACTORS])
def test_everyone_has_a_profile(request, client_for, actor, status):
    assert client_for(request.getfixturevalue(actor)).get(reverse("profile")).status_code == status


def test_deactivation_ends_the_session_at_the_next_request(admin, rep, client_for):
    client = client_for(rep)
    assert client.get(reverse("profile")).status_code == 200
    actions.deactivate_person(rep, actor=admin, version=1)
    assert client.get(reverse("profile")).url == "/auth/login/?next=/profile/"


def test_a_new_role_counts_at_the_next_request(admin, rep, client_for):
    client = client_for(rep)
    assert client.get(reverse("people")).status_code == 403
    actions.change_person(rep, {"role": "admin"}, actor=admin, version=1)
    assert client.get(reverse("people")).status_code == 200


def test_signed_in_answers_are_kept_by_no_cache(rep, client_for):
    assert client_for(rep).get(reverse("profile"))["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", [*ADMIN_PAGES, "profile"])
def test_looking_at_a_page_writes_nothing(admin, client_for, name):
    client = client_for(admin)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))
    # DECLARE opens a cursor to read from, on PostgreSQL.
    assert {query["sql"].split()[0] for query in queries} - {"SELECT", "DECLARE"} == set()
