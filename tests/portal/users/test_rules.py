from datetime import UTC, datetime, timedelta

import pytest

from portal.users import rules

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def test_a_secret_has_256_bits_and_a_prefix_and_is_never_the_same():
    secrets = {rules.new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert {len(secret) for secret in secrets} == {len("tdm_") + 43}


def test_a_secret_in_bytes_and_as_text_has_the_same_digest():
    assert rules.digest_of("tdm_ä") == rules.digest_of("tdm_ä".encode())


@pytest.mark.parametrize(
    ("scopes", "expires_at", "role", "had", "problem"),
    [
        (["library:read"], LATER, "rep", 0, ""),
        (["library:read", "library:write"], None, "marketer", 19, ""),
        (["admin"], LATER, "admin", 0, ""),
        (["admin"], LATER, "marketer", 0, "Only an admin's token may have the scope admin."),
        ([], LATER, "rep", 0, "Choose at least one scope."),
        (["library:read"], NOW, "rep", 0, "The token must expire in the future."),
        (
            ["library:read"],
            LATER,
            "rep",
            20,
            "There are already 20 tokens. Revoke one that is not used any more.",
        ),
    ],
)
def test_a_token_is_refused_with_the_reason(scopes, expires_at, role, had, problem):
    assert rules.token_problem(scopes, expires_at, role=role, now=NOW, had=had) == problem


def test_an_unknown_scope_is_named():
    problem = rules.token_problem(["library:burn"], LATER, role="admin", now=NOW, had=0)
    assert problem.startswith("Unknown scope: library:burn. Known are library:read,")


@pytest.mark.parametrize(
    ("old", "new", "is_self", "other_admins", "problem"),
    [
        ("rep", "marketer", False, 1, ""),
        ("admin", "admin", True, 0, ""),
        ("admin", "rep", False, 1, ""),
        ("admin", "rep", False, 0, "This is the last admin. Make somebody else an admin first."),
        ("rep", "admin", True, 5, "Nobody changes their own role. Ask another admin."),
    ],
)
def test_a_role_changes_only_by_another_admin_and_never_the_last_one(
    old, new, is_self, other_admins, problem
):
    assert rules.role_problem(old, new, is_self=is_self, other_admins=other_admins) == problem


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, ""),
        ({"is_active": False}, "This person is already deactivated."),
        ({"is_self": True}, "Nobody deactivates themselves. Ask another admin."),
        (
            {"is_admin": True, "other_admins": 0},
            "This is the last admin. Make somebody else an admin first.",
        ),
        ({"owned": ["12 assets", "1 team"]}, "Still owns 12 assets and 1 team. Hand that over first."),
    ],
)
def test_deactivation_is_refused_with_the_reason(values, problem):
    fine = {"is_active": True, "is_self": False, "is_admin": False, "other_admins": 1, "owned": []}
    assert rules.deactivation_problem(**fine | values) == problem


@pytest.mark.parametrize(
    ("is_active", "invited_at", "problem"),
    [
        (True, NOW - timedelta(days=6, hours=23), ""),
        (True, NOW - timedelta(days=7), "This invitation has expired. Ask for a new one."),
        (True, None, rules.INVITATION_GONE),
        (False, NOW, rules.INVITATION_GONE),
    ],
)
def test_an_invitation_works_for_seven_days_and_once(is_active, invited_at, problem):
    assert rules.invitation_problem(is_active=is_active, invited_at=invited_at, now=NOW) == problem


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Asia/Kathmandu"])
def test_a_known_time_zone_is_taken(name):
    assert rules.time_zone_problem(name) == ""


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "\x00"])
def test_an_unknown_time_zone_is_refused(name):
    assert rules.time_zone_problem(name).endswith("is no time zone. Write it as Europe/Berlin or UTC.")
