"""The frame around every page."""

import pytest

from portal.home.context import Shell


@pytest.fixture
def shell_of(rf):
    def make(user, path="/"):
        request = rf.get(path)
        request.user = user
        return Shell(request)

    return make


def labels(items):
    return [item.label for item in items]


def test_everyone_sees_the_sections(shell_of, rep):
    assert labels(shell_of(rep).items) == [
        "Home",
        "Library",
        "Battle cards",
        "Objections",
        "My queue",
        "Calendar",
        "Accounts",
    ]


FOR_ALL = ["Personas", "Definitions", "Coverage"]


@pytest.mark.parametrize(
    ("person", "manages"),
    [
        ("rep", []),
        ("account_user", []),
        ("marketer", ["Library health", "Requests", "Import", "Vocabularies"]),
        ("admin", ["Library health", "Requests", "Import", "Vocabularies", "People", "Audit", "Settings"]),
    ],
)
def test_management_follows_permissions(person, manages, request, shell_of):
    assert labels(shell_of(request.getfixturevalue(person)).manage) == [*FOR_ALL, *manages]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Home"]),
        ("/library/", ["Library"]),
        ("/library/case-study-042/", ["Library"]),
        ("/profile/", []),
    ],
)
def test_the_section_of_the_page_is_marked(path, current, shell_of, rep):
    assert [item.label for item in shell_of(rep, path).items if item.current] == current


def test_navigation_needs_no_query(shell_of, admin, django_assert_num_queries):
    shell = shell_of(admin)
    with django_assert_num_queries(0):
        labels(shell.items), labels(shell.manage)


def test_theme_of_the_person_is_the_page_s(client_for, rep):
    rep.theme = "dark"
    rep.save()
    assert '<html lang="en" data-theme="dark">' in client_for(rep).get("/").text


def test_shortcuts_can_be_switched_off(client_for, rep):
    rep.shortcuts = False
    rep.save()
    assert 'data-shortcuts="off"' in client_for(rep).get("/").text
