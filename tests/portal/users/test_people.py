import pytest
from django.core import mail
from django.urls import reverse

from portal.activity.models import Activity
from portal.shared.registry import Owned, registry
from portal.users import actions
from portal.users.models import User
from tests.factories.portal import TeamFactory, UserFactory

INVITE = {"email": "nadia@example.com", "role": "marketer", "side": "marketing"}


def person_values(person, **changes):
    values = {"name": person.name, "email": person.email, "role": person.role, "side": person.side}
    return values | {"team": person.team_id or "", "version": person.version, "seen": ""} | changes


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_people_costs_the_same_at_any_size(admin, client_for, count, django_assert_num_queries):
    for team in TeamFactory.create_batch(count, lead=admin):
        UserFactory.create_batch(2, team=team)
    client = client_for(admin)
    # user, count, page, saved views for navigation, teams with size, teams to filter by
    with django_assert_num_queries(6):
        client.get(reverse("people"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Admin", "Joss Arden", "Mara Velt", "Olle Brand"]),
        ("q=velt+mara", ["Mara Velt"]),
        ("q=olle@", ["Olle Brand"]),
        ("role=rep", ["Mara Velt", "Olle Brand"]),
        ("side=marketing", ["Joss Arden"]),
        ("state=deactivated", ["Olle Brand"]),
        ("state=active&role=rep", ["Mara Velt"]),
        ("role=emperor", ["Admin", "Joss Arden", "Mara Velt", "Olle Brand"]),
    ],
)
def test_people_are_found_by_words_role_side_and_state(admin, client_for, query, found):
    UserFactory(name="Mara Velt", side="sales", email="mara@example.com")
    UserFactory(name="Joss Arden", role="marketer", side="marketing", email="joss@example.com")
    UserFactory(name="Olle Brand", side="sales", email="olle@example.com", is_active=False)
    response = client_for(admin).get(f"{reverse('people')}?{query}")
    assert [person.name for person in response.context["page"]] == found


def test_people_are_found_by_team(admin, client_for):
    team = TeamFactory()
    member = UserFactory(team=team)
    client = client_for(admin)
    assert list(client.get(f"/people/?team={team.pk}").context["page"]) == [member]
    assert list(client.get("/people/?team=null").context["page"]) == [admin]


def test_htmx_gets_the_table_alone(admin, htmx_for):
    assert htmx_for(admin).get(reverse("people")).text.strip().startswith('<section id="people-table"')


# Invitations


def test_an_invitation_is_mailed_and_its_link_lets_the_person_in(admin, client_for, client):
    response = client_for(admin).post(reverse("person-invite"), INVITE | {"send_mail": "on"})
    person = User.objects.get(email="nadia@example.com")
    assert response.url == person.get_absolute_url()
    assert (person.name, person.role, person.state) == ("Nadia", "marketer", "invited")
    link = f"/join/{person.invitation_token}/"
    assert f"http://testserver{link}" in mail.outbox[0].body
    assert client.get(link).status_code == 200
    joined = client.post(
        link, {"name": "Nadia Q", "password1": "open sesame 7", "password2": "open sesame 7"}
    )
    assert joined.url == "/"
    assert client.get("/profile/").context["user"].name == "Nadia Q"


def test_the_link_is_shown_to_copy_on_the_persons_page(admin, client_for):
    person = actions.invite_person(INVITE | {"name": "Nadia", "team": None}, actor=admin)
    page = client_for(admin).get(person.get_absolute_url())
    assert page.context["link"] == f"http://testserver/join/{person.invitation_token}/"


def test_a_used_link_says_so(admin, client):
    person = actions.invite_person(INVITE | {"name": "Nadia", "team": None}, actor=admin)
    link = f"/join/{person.invitation_token}/"
    actions.accept_invitation(person, name="Nadia", password="open sesame 7")
    page = client.get(link)
    assert page.status_code == 410
    assert "This invitation was used, replaced or withdrawn." in page.text


def test_looking_at_an_invitation_uses_nothing_up(admin, client):
    person = actions.invite_person(INVITE | {"name": "Nadia", "team": None}, actor=admin)
    link = f"/join/{person.invitation_token}/"
    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("password1", "password2", "field"),
    [("open sesame 7", "open sesame 8", "password2"), ("nadia", "nadia", "password1"), ("", "", "password1")],
)
def test_joining_needs_a_good_password_twice(admin, client, password1, password2, field):
    person = actions.invite_person(INVITE | {"name": "Nadia", "team": None}, actor=admin)
    values = {"name": "Nadia", "password1": password1, "password2": password2}
    response = client.post(f"/join/{person.invitation_token}/", values)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert User.objects.get(pk=person.pk).state == "invited"


def test_a_mail_server_that_refuses_leaves_the_link_to_copy(admin, client_for, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 2},
        }
    }
    page = client_for(admin).post(reverse("person-invite"), INVITE | {"send_mail": "on"}, follow=True)
    assert "The mail server did not take the mail" in page.text
    assert page.context["link"].startswith("http://testserver/join/")


def test_an_e_mail_that_is_here_already_is_refused(admin, rep, client_for):
    response = client_for(admin).post(reverse("person-invite"), INVITE | {"email": rep.email.upper()})
    assert response.status_code == 422
    assert response.context["form"].errors["email"] == ["Somebody with this e-mail is here already."]


def test_a_new_link_replaces_the_old_one(admin, client_for, client):
    person = actions.invite_person(INVITE | {"name": "Nadia", "team": None}, actor=admin)
    old = person.invitation_token
    client_for(admin).post(reverse("person-invitation", args=[person.pk]))
    assert client.get(f"/join/{old}/").status_code == 410


def test_somebody_who_has_joined_is_not_invited_again(admin, rep, client_for):
    assert client_for(admin).post(reverse("person-invitation", args=[rep.pk])).status_code == 409


# One person


def test_an_admin_changes_role_side_and_team(admin, rep, client_for):
    team = TeamFactory()
    values = person_values(rep, role="marketer", side="marketing", team=team.pk)
    assert client_for(admin).post(rep.get_absolute_url(), values).url == rep.get_absolute_url()
    rep.refresh_from_db()
    assert (rep.role, rep.side, rep.team) == ("marketer", "marketing", team)


def test_two_admins_at_once_see_both_values_and_choose(admin, rep, client_for):
    client = client_for(admin)
    seen = client.get(rep.get_absolute_url()).context["form"].initial["seen"]
    actions.change_person(rep, {"side": "other", "name": "Mara V."}, actor=UserFactory(), version=1)
    mine = {"name": "Rep", "side": "marketing", "version": 1, "seen": seen}
    response = client.post(rep.get_absolute_url(), person_values(rep) | mine)
    assert response.status_code == 409
    assert response.context["conflict"] == [
        {"name": "name", "label": "Name", "theirs": "Mara V.", "yours": "Rep", "keep": "theirs"},
        {"name": "side", "label": "Side", "theirs": "Other", "yours": "Marketing", "keep": "yours"},
    ]
    shown = response.context["form"]
    again = mine | {"version": shown["version"].value(), "seen": shown["seen"].value()}
    choice = {"keep-name": "theirs", "keep-side": "yours"}
    assert client.post(rep.get_absolute_url(), person_values(rep) | again | choice).status_code == 302
    rep.refresh_from_db()
    assert (rep.name, rep.side) == ("Mara V.", "marketing")


def test_nobody_changes_their_own_role_in_the_page(admin, client_for):
    UserFactory(role="admin")
    client_for(admin).post(admin.get_absolute_url(), person_values(admin, role="rep", name="Ada"))
    admin.refresh_from_db()
    assert (admin.role, admin.name) == ("admin", "Ada")


def test_a_person_that_does_not_exist_is_not_found(admin, client_for):
    assert client_for(admin).get("/people/999999/").status_code == 404


def test_deactivation_names_what_is_still_owned_with_links(admin, rep, client_for, monkeypatch):
    owned = Owned("assets", lambda user: ["a", "b"], lambda user: f"/library/?owner={user.pk}", None)
    monkeypatch.setattr(registry, "owned", [owned])
    client = client_for(admin)
    page = client.get(rep.get_absolute_url())
    assert f'<a class="link" href="/library/?owner={rep.pk}">2 assets</a>' in page.text
    refused = client.post(reverse("person-deactivate", args=[rep.pk]), {"version": 1})
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"successor": ["Choose who takes over."]}


def test_an_admin_deactivates_and_reactivates(admin, rep, client_for):
    client = client_for(admin)
    client.post(reverse("person-deactivate", args=[rep.pk]), {"version": 1})
    assert User.objects.get(pk=rep.pk).state == "deactivated"
    client.post(reverse("person-reactivate", args=[rep.pk]), {"version": 2})
    assert User.objects.get(pk=rep.pk).state == "active"
    assert [line.verb for line in Activity.objects.about(rep)] == ["reactivated", "deactivated"]


@pytest.mark.parametrize("version", ["", "7", "x"])
def test_a_stale_deactivation_is_refused(admin, rep, client_for, version):
    response = client_for(admin).post(reverse("person-deactivate", args=[rep.pk]), {"version": version})
    assert (response.status_code, User.objects.get(pk=rep.pk).is_active) == (409, True)


# Teams


def test_teams_are_added_renamed_and_removed(admin, rep, client_for):
    client = client_for(admin)
    client.post(reverse("team-new"), {"name": "EMEA", "lead": rep.pk, "version": 1})
    (team,) = client.get(reverse("people")).context["teams"]
    assert (team.name, team.lead) == ("EMEA", rep)
    client.post(team.get_absolute_url(), {"name": "EMEA sales", "lead": "", "version": 1})
    stale = client.post(team.get_absolute_url(), {"name": "Stale", "lead": "", "version": 1})
    assert stale.status_code == 409
    assert client.post(reverse("team-remove", args=[team.pk]), {"version": 2}).url == reverse("people")
    assert list(client.get(reverse("people")).context["teams"]) == []


def test_a_deactivated_person_leads_no_team(admin, client_for):
    gone = UserFactory(is_active=False)
    response = client_for(admin).post(reverse("team-new"), {"name": "EMEA", "lead": gone.pk, "version": 1})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["lead"])
