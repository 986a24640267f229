"""What the library itself knows of where an asset is used and who has it; entered at start-up."""

from functools import partial

from content.library.models import Asset, Download
from content.library.recall.actions import succeed
from portal.shared.registry import Reference
from portal.users.models import User


def replaced_assets(asset, viewer):
    """A Reference for every asset that this one is the successor of."""
    replaced = list(Asset.objects.succeeded_by(asset))
    shown = set(Asset.objects.visible_to(viewer).with_ids([old.pk for old in replaced]).ids())
    return [_reference(old, old.pk in shown) for old in replaced]


def _reference(old, is_shown):
    return Reference(
        sentence=f"what to use instead of “{old}”" if is_shown else "",
        url=old.get_absolute_url() if is_shown else "",
        kind="successor",
        switch=partial(succeed, old),
        revoke=partial(succeed, old, None),
        is_hidden=not is_shown,
    )


def downloads(asset):
    """(person, sentence) of everyone who took a file of the asset out."""
    rows = list(Download.objects.of_asset(asset).by_person())
    people = User.objects.in_bulk([person_id for person_id, _, _ in rows])
    return [(people[person_id], _downloaded(times, last)) for person_id, times, last in rows]


def _downloaded(times, last):
    often = "" if times == 1 else f" {times} times, last" if times > 1 else ""
    return f"downloaded{often} on {last.day} {last:%B %Y}"
