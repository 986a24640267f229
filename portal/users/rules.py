"""Decisions about people, tokens and invitations, as pure functions. A problem is a sentence, empty means yes."""

import hashlib
import secrets
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

INVITATION_LASTS = timedelta(days=7)
TOKEN_PREFIX = "tdm_"
TOKEN_DAYS = 90
MOST_TOKENS = 20
# A token's last use is written at most this often.
USE_NOTED_EVERY = timedelta(minutes=1)

# scope: what it lets a token do, as the person who makes one reads it.
SCOPES = {
    "library:read": "Read the library",
    "library:write": "Create, change and archive assets",
    "accounts:read": "Read accounts",
    "accounts:write": "Change accounts",
    "calendar:read": "Read the calendar",
    "calendar:write": "Change the calendar",
    "admin": "Everything that an admin may do",
}


def new_secret():
    """A token's secret: 256 random bits behind a prefix that scanners of leaked secrets can recognise."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def digest_of(secret):
    """What is stored of a secret (text or bytes). No salt, no stretching: it is 256 random bits already."""
    return hashlib.sha256(secret.encode() if isinstance(secret, str) else secret).hexdigest()


def token_problem(scopes, expires_at, *, role, now, had):
    """Why a person of `role` who has `had` usable tokens may not have this one."""
    if unknown := [scope for scope in scopes if scope not in SCOPES]:
        return f"Unknown scope: {', '.join(unknown)}. Known are {', '.join(SCOPES)}."
    if not scopes:
        return "Choose at least one scope."
    if "admin" in scopes and role != "admin":
        return "Only an admin's token may have the scope admin."
    if expires_at is not None and expires_at <= now:
        return "The token must expire in the future."
    if had >= MOST_TOKENS:
        return f"There are already {had} tokens. Revoke one that is not used any more."
    return ""


def role_problem(old, new, *, is_self, other_admins):
    """Why a person's role may not go from `old` to `new`. other_admins: how many more admins can sign in."""
    if old == new:
        return ""
    if is_self:
        return "Nobody changes their own role. Ask another admin."
    if old == "admin" and not other_admins:
        return "This is the last admin. Make somebody else an admin first."
    return ""


def deactivation_problem(*, is_active, is_self, is_admin, other_admins, owned):
    """Why a person may not be deactivated. owned: texts such as "12 assets"."""
    if not is_active:
        return "This person is already deactivated."
    if is_self:
        return "Nobody deactivates themselves. Ask another admin."
    if is_admin and not other_admins:
        return "This is the last admin. Make somebody else an admin first."
    if owned:
        return f"Still owns {listed(owned)}. Hand that over first."
    return ""


SUCCESSOR_GONE = "Whoever takes over has to be somebody else, active and able to sign in."


def listed(words):
    """Texts in one phrase: "12 assets, 3 accounts and 1 team"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def name_from(email):
    """A name to begin with, made of an address: "mara.lind@example.com" is Mara Lind."""
    words = email.partition("@")[0].replace(".", " ").replace("_", " ").split()
    return " ".join(word.capitalize() for word in words)


INVITATION_GONE = "This invitation was used, replaced or withdrawn. Ask for a new one, or sign in."


def invitation_problem(*, is_active, invited_at, now):
    """Why an invitation may not be accepted at `now`."""
    if not is_active or invited_at is None:
        return INVITATION_GONE
    if now >= invited_at + INVITATION_LASTS:
        return "This invitation has expired. Ask for a new one."
    return ""


def time_zone_problem(name):
    """Why `name` is no time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"“{name}” is no time zone. Write it as Europe/Berlin or UTC."
    return ""
