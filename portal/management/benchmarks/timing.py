"""Clocks and figures. Pure but for the clock."""

import gc
import math
import os
import time
from collections import defaultdict
from pathlib import Path


def clocked(function, *args):
    """(milliseconds, what the function returned)."""
    start = time.perf_counter()
    result = function(*args)
    return (time.perf_counter() - start) * 1000, result


def in_turns(runners, cases, *, say):
    """{name: [(kind, milliseconds, result)]} of every runner for every case, the first to go changing each time.

    runners: {name: function (case)}. A machine's moods then meet all of them alike.
    """
    times = {name: [] for name in runners}
    names = list(runners)
    gc.collect()
    for number, case in enumerate(cases):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            spent, result = clocked(runners[name], case)
            times[name].append((case.kind, spent, result))
        if number % 50 == 49:
            say(f"{number + 1} of {len(cases)} queries")
    return times


def percentile(values, share):
    """The value that `share` of the values do not pass."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def summary(values):
    return {
        "p50": percentile(values, 0.5),
        "p95": percentile(values, 0.95),
        "max": max(values),
        "n": len(values),
    }


def by_kind(rows):
    """{kind: summary} of (kind, milliseconds, result) rows, with "all" for all of them."""
    kinds = defaultdict(list)
    for kind, spent, _ in rows:
        kinds[kind].append(spent)
        kinds["all"].append(spent)
    return {kind: summary(values) for kind, values in kinds.items()}


def memory_mib():
    """The memory that this process holds, in MiB; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1024**2)


def load_average():
    """The machine's load over the last minute; 0 where the system does not say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0
