"""What must hold before the portal may serve people. `manage.py check --database default` asks the database too.

Development warns; settings with `REFUSE_UNSAFE` (production) make the dangerous ones errors.
"""

from ipaddress import ip_network

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

SHORTEST_KEY = 50
SAMPLE_KEYS = ("development-only", "django-insecure", "change-me", "changeme", "secret-key", "example")


def _unsafe(text, *, hint, id):
    """A warning, or an error where unsafe things are refused."""
    kind = Error if getattr(settings, "REFUSE_UNSAFE", False) else Warning
    return [kind(text, hint=hint, id=id)]


@register(Tags.security)
def secret_key_is_secret(**kwargs):
    """Sessions, password resets and invitations are signed with the key."""
    if not getattr(settings, "REFUSE_UNSAFE", False):
        return []
    hint = "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one. Set SECRET_KEY to it."
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        return _unsafe(
            f"SECRET_KEY is shorter than {SHORTEST_KEY} characters or repeats itself.",
            hint=hint,
            id="portal.short_secret_key",
        )
    if any(word in key.lower() for word in SAMPLE_KEYS):
        return _unsafe("SECRET_KEY is a sample.", hint=hint, id="portal.sample_secret_key")
    return []


@register(Tags.compatibility)
def sqlite_is_safe(**kwargs):
    """Several processes write one file: SQLite before 3.51.3 may lose a commit then."""
    if settings.DATABASES["default"]["ENGINE"] != "portal.sqlite":
        return []
    from portal.sqlite.base import SAFE_VERSION, Database

    if Database.sqlite_version_info >= SAFE_VERSION:
        return []
    wanted = ".".join(map(str, SAFE_VERSION))
    text = f"SQLite {Database.sqlite_version} may lose a commit when several processes write (fixed in {wanted})."
    return _unsafe(
        text,
        hint="Install pysqlite3 0.6.1 or later, or use PostgreSQL (DATABASE_URL).",
        id="portal.old_sqlite",
    )


@register(Tags.security)
def outbound_stays_outside(**kwargs):
    """Whoever may name a webhook's address reaches what the setting allows, from inside."""
    networks = settings.OUTBOUND_ALLOWED_PRIVATE_NETS
    if not networks:
        return []
    try:
        [ip_network(network) for network in networks]
    except ValueError as error:
        hint = "Write networks as 10.1.0.0/16, with commas between them."
        return [Error(f"OUTBOUND_ALLOWED_PRIVATE_NETS: {error}.", hint=hint, id="portal.outbound_networks")]
    text = f"Webhooks may lead into private networks: {', '.join(networks)}."
    hint = "Leave OUTBOUND_ALLOWED_PRIVATE_NETS empty unless a chat server of your own is there."
    return [Warning(text, hint=hint, id="portal.outbound_private")]


@register(Tags.database)
def somebody_can_administer(databases=None, **kwargs):
    """Without an active admin nobody can invite people or change settings."""
    from portal.users.models import User

    if not databases or not _has_table(User):
        return []
    if User.objects.able_admins().exists():
        return []
    hint = "manage.py create_admin you@example.com makes one."
    return [Warning("There is no active admin who has joined.", hint=hint, id="portal.no_admin")]


@register(Tags.database)
def owners_are_active(databases=None, **kwargs):
    """Actions keep owners active; this finds what got past them, an import of old data for example."""
    from portal.shared.registry import owned_by
    from portal.users.models import User

    if not databases or not _has_table(User):
        return []
    found = []
    for person in User.objects.deactivated():
        if owned := owned_by(person):
            words = " and ".join(text for text, _ in owned)
            text = f"{person.email} is deactivated and still owns {words}."
            found.append(Warning(text, hint="Give it another owner.", id="portal.deactivated_owner"))
    return found


def _has_table(model):
    """False before the first migrate: checks of the database run before it, too."""
    try:
        with connections["default"].cursor() as cursor:
            return model._meta.db_table in connections["default"].introspection.table_names(cursor)
    except DatabaseError:
        return False


def refuse_unsafe():
    """Stop a web process that must not serve: it runs no checks of its own. Raises ImproperlyConfigured."""
    found = [*secret_key_is_secret(), *sqlite_is_safe()]
    if problems := [f"{problem.msg} {problem.hint}" for problem in found if problem.is_serious()]:
        raise ImproperlyConfigured(" ".join(problems))
