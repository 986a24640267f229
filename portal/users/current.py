"""The portal's settings in memory, read anew only when their stamp has moved.

Every signed-in request reads the stamp together with the user (`RoleBackend.get_user`), so all processes follow
a change at their next request and no page pays a query for it.
"""

import time
from zoneinfo import ZoneInfo

from django.utils import timezone

from portal.shared.registry import registry
from portal.users.models import PortalSettings, new_stamp

# How old, in seconds, a copy may be where no stamp is known: strangers' pages, commands, the worker.
KEEP = 10

_held = None
_read_at = 0.0


def portal_settings(stamp=None):
    """The settings, not to be changed or saved. stamp: the one in the database, where the caller knows it."""
    global _held, _read_at
    held = _held
    if stamp == "":  # nobody changed anything yet
        return PortalSettings(pk=1, stamp="")
    if held is not None and (
        held.stamp == stamp if stamp is not None else time.monotonic() - _read_at < KEEP
    ):
        return held
    held = PortalSettings.stored()
    _held, _read_at = held, time.monotonic()
    return held


def renew_stamp():
    """Let every process read anew what it keeps by the settings' stamp. Call it inside a transaction."""
    if not PortalSettings.objects.update(stamp=new_stamp()):
        PortalSettings.objects.create(pk=1)


def portal_zone(stamp=None):
    """The portal's time zone."""
    return ZoneInfo(portal_settings(stamp).time_zone)


def in_portal_zone():
    """A context in which `today()` is the portal's day: for commands and the worker; pages have it by middleware."""
    return timezone.override(portal_zone())


def first_steps():
    """What a new portal needs, in order."""
    return sorted(registry.first_steps, key=lambda step: step.order)


def first_run_waits_for(user):
    """True for an admin while the first steps are neither done nor put away."""
    if not user.has_perm("portal.change_settings") or portal_settings().first_run_done:
        return False
    return not all(step.is_done() for step in first_steps())


def forget():
    """Drop the copy; tests that roll back need it."""
    global _held
    _held = None
