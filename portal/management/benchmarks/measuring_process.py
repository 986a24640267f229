"""The process that measures, on the scratch database that its environment names: `part`, `size`, file for figures.

Started by `scratch.run_inside`; `manage.py benchmark search` is the way in.
"""

import gc
import json
import sys
import tempfile
import time
from pathlib import Path


def say(text):
    print(f"  {text}", flush=True)


def measure(part, size):
    """The figures of one part: "search" at full size with everything, "plain" beside the plain way, or "files"."""
    from django.core.management import call_command

    if part == "files":
        call_command("migrate", verbosity=0, interactive=False)
        return _files(size)
    from portal.management.benchmarks.filling import fill
    from portal.management.benchmarks.workload import Workload

    call_command("migrate", verbosity=0, interactive=False)
    workload = Workload(size)
    started = time.perf_counter()
    terms, sample = fill(workload, say)
    figures = {"size": size, "filled_in_s": round(time.perf_counter() - started)}
    return figures | {"search": _search, "plain": _plain}[part](workload, terms, sample)


def _files(count):
    from portal.management.benchmarks.ingesting import measure_files

    with tempfile.TemporaryDirectory() as folder:
        return measure_files(count, say, folder)


def _search(workload, terms, sample):
    from content.search import engine
    from portal.management.benchmarks import contenders, saving, timing, web
    from portal.management.benchmarks.workload import SyntheticQuery

    ours = contenders.Ours(terms)
    engine.forget()
    gc.collect()
    before = timing.memory_mib()
    loaded, _ = timing.clocked(ours.run, SyntheticQuery("facets", ""))
    memory = {"memory_mib": timing.memory_mib(), "memory_added_mib": timing.memory_mib() - before}
    queries = workload.queries(sample)
    runners = {"tandem": ours.run}
    try:
        runners["tantivy"] = _near_limit(workload, terms).run
    except ImportError:
        say("tantivy is not installed, so the near-limit is left out: uv sync --group bench")
    figures = {"load_ms": loaded, "load_before": timing.load_average()} | memory
    for asked in queries[:10]:
        for run in runners.values():
            run(asked)
    times = timing.in_turns(runners, queries, say=say)
    figures["search"] = {name: timing.by_kind(rows) for name, rows in times.items()}
    figures["agree"] = _agreement(times)
    with web.WithFloor():
        pages = web.runners(terms)
        clicks = [asked for asked in queries if asked.kind in {"facets", "words"}]
        for run in pages.values():
            run(clicks[0])
        figures["web"] = {
            name: timing.by_kind(rows) for name, rows in timing.in_turns(pages, clicks, say=say).items()
        }
    spent = saving.save_in_turns(workload, terms.rows["owner"][0])
    figures["save"] = {name: timing.summary(values) for name, values in spent.items()}
    return figures | {"load_after": timing.load_average()}


def _near_limit(workload, terms):
    from portal.management.benchmarks.contenders import Tantivy
    from portal.management.benchmarks.workload import Workload

    say("building the near-limit's index")
    return Tantivy(Workload(workload.size).assets(), len(terms.rows["owner"]) - 1)


def _plain(workload, terms, sample):
    from portal.management.benchmarks import contenders, timing

    ours, plain = contenders.Ours(terms), contenders.PlainWay(terms)
    queries = workload.queries(sample)
    for asked in queries:
        ours.run(asked)
    # The plain way takes seconds: every eighth query, which keeps the mix.
    times = timing.in_turns({"tandem": ours.run, "plain way": plain.run}, queries[::8], say=say)
    return {
        "search": {name: timing.by_kind(rows) for name, rows in times.items()},
        "load_after": timing.load_average(),
    }


def _agreement(times):
    """In how many percent of the queries ours and the near-limit find equally many; None without it."""
    if "tantivy" not in times:
        return None
    pairs = zip(times["tandem"], times["tantivy"], strict=True)
    same = [ours[2] == other[2] for ours, other in pairs if ours[0] != "typo"]
    return round(100 * sum(same) / len(same), 1)


if __name__ == "__main__":
    import django

    django.setup()
    part, size, out = sys.argv[1:]
    Path(out).write_text(json.dumps(measure(part, int(size))), encoding="utf-8")
