"""What the figures say, as plain text: tables, ratios against their targets, pass or miss. Pure."""

TARGETS = {"sqlite": 2.0, "postgresql": 6.0}
PLAIN_TARGET, CLICK_TARGET, SAVE_TARGET = 300.0, 15.0, 5.0


def lines_of(figures, vendor):
    """The report as lines. figures: {"search": ..., "plain": ...} as `measuring_process` writes them."""
    whole, plain = figures["search"], figures.get("plain")
    yield from _conditions(whole, vendor)
    yield from _table(f"Search calls at {whole['size']:,} assets, p50/p95 in ms", whole["search"])
    if whole["agree"] is not None:
        yield f"Both find equally many in {whole['agree']} % of the queries without a typing error."
        yield ""
    if plain:
        yield from _table(f"Search calls at {plain['size']:,} assets, p50/p95 in ms", plain["search"])
    yield from _table(f"Whole answers at {whole['size']:,} assets, p50/p95 in ms", whole["web"])
    yield from _saves(whole["save"])
    yield "Targets (ratios of figures measured in turns)"
    yield from _verdicts(whole, plain, vendor)


def _conditions(whole, vendor):
    yield f"Database: {vendor}. Filled in {whole['filled_in_s']} s, first search after start {whole['load_ms']:.0f} ms."
    yield f"Memory: {whole['memory_mib']} MiB, {whole['memory_added_mib']} MiB of it taken by the first search."
    yield f"Load average: {whole['load_before']} before, {whole['load_after']} after."
    yield ""


def _table(title, engines):
    kinds = [kind for kind in next(iter(engines.values())) if kind != "all"] + ["all"]
    yield title
    yield f"  {'':12}" + "".join(f"{kind:>16}" for kind in kinds)
    for name, by_kind in engines.items():
        cells = (f"{by_kind[kind]['p50']:.2f}/{by_kind[kind]['p95']:.2f}" for kind in kinds)
        yield f"  {name:12}" + "".join(f"{cell:>16}" for cell in cells)
    yield ""


def _saves(save):
    yield "Saving one asset, p50/p95 in ms"
    for name in ("without", "with"):
        yield f"  {name + ' index':16}{save[name]['p50']:.2f}/{save[name]['p95']:.2f}"
    yield ""


def _verdicts(whole, plain, vendor):
    """Each target with what was measured, one line each."""
    search, web, save = whole["search"], whole["web"], whole["save"]
    if "tantivy" in search:
        ratio = search["tandem"]["all"]["p95"] / search["tantivy"]["all"]["p95"]
        yield verdict("search call, p95, times tantivy", ratio, TARGETS[vendor])
    if plain:
        ratio = plain["search"]["plain way"]["all"]["p50"] / plain["search"]["tandem"]["all"]["p50"]
        yield verdict("search call, p50, times faster than the plain way", ratio, PLAIN_TARGET, at_least=True)
    yield verdict(
        "filter click, p95, times the floor",
        web["click"]["all"]["p95"] / web["floor"]["all"]["p95"],
        CLICK_TARGET,
    )
    yield verdict(
        "save with index, p50, times without", save["with"]["p50"] / save["without"]["p50"], SAVE_TARGET
    )


def verdict(what, ratio, target, *, at_least=False):
    """One line: whether a figure held its target."""
    held = ratio >= target if at_least else ratio <= target
    bound = "at least" if at_least else "at most"
    return f"  {'pass' if held else 'MISS'}  {what}: {ratio:.2f} ({bound} {target:g})"
