"""What the figures of files say, as plain text. Pure."""

from portal.management.benchmarks.report import verdict

READING_TARGET, MEMORY_TARGET = 2.0, 30.0


def lines_of(figures, vendor):
    """The report as lines. figures: as `ingesting.measure_files` makes them."""
    count = max(1, figures["count"])
    yield f"Database: {vendor}. {count} documents, {figures['bytes'] / 1_000_000:.1f} MB, {figures['refused']} refused."
    yield f"Load average: {figures['load_before']} before, {figures['load_after']} after."
    yield ""
    yield "Seconds a document"
    for name, words in (
        ("ours_s", "the portal: taken, checked, stored, drawn, indexed"),
        ("bare_s", "the libraries alone: words and pictures of pages"),
        ("text_s", "the libraries alone: words only"),
    ):
        yield f"  {figures[name] / count:8.3f}  {words}"
    yield ""
    if "upload_mib" in figures:
        more = f"{figures['before_mib']} MiB, while 50 MB are taken {figures['upload_mib']} more"
        yield f"Web process ({figures['server']}): {more}."
        yield ""
    yield "Targets"
    ratio = figures["ours_s"] / figures["bare_s"]
    yield verdict("seconds a document, times the libraries alone", ratio, READING_TARGET)
    if "upload_mib" in figures:
        yield verdict("MiB more while a 50 MB PDF is taken", figures["upload_mib"], MEMORY_TARGET)
