"""What keeping the index up adds to saving one asset."""

from content.library import actions
from content.library.models import Asset
from portal.management.benchmarks.timing import clocked

TIMES = 120


def save_in_turns(workload, person):
    """{"with": [milliseconds], "without": [...]} of saves by the library's own action, with and without the index."""
    spent = {"with": [], "without": []}
    put = actions.search.put
    for number in range(TIMES):
        for name in ("with", "without") if number % 2 else ("without", "with"):
            asset = Asset.objects.get(pk=1 + (number * 7919) % workload.size)
            changes = {"summary": f"{asset.summary[:200]} {name} {number}"}
            actions.search.put = put if name == "with" else lambda document: None
            try:
                spent[name].append(clocked(_save, asset, changes, person)[0])
            finally:
                actions.search.put = put
    return spent


def _save(asset, changes, person):
    actions.change_asset(asset, changes, actor=person, version=asset.version)
