"""The benchmark measures what it says: the same library everywhere, and contenders that answer the same question."""

from dataclasses import asdict

import pytest

from content.library import documents
from content.search import engine
from content.search.query import Query, Viewer
from portal.management.benchmarks import documents as documents_of_files
from portal.management.benchmarks import extraction, files_report, report, timing
from portal.management.benchmarks.contenders import Ours, PlainWay, Tantivy
from portal.management.benchmarks.filling import document_of, fill
from portal.management.benchmarks.workload import KINDS, TODAY, SyntheticQuery, Workload


@pytest.fixture
def filled(db):
    """(workload, terms, assets) of a tiny library in the test's database."""
    workload = Workload(40)
    terms, _ = fill(workload, say=lambda text: None)
    return workload, terms, list(workload.assets())


def test_the_same_size_gives_the_same_library_and_questions():
    one, other = Workload(30), Workload(30)
    assets = list(one.assets())
    assert [asdict(asset) for asset in assets] == [asdict(asset) for asset in other.assets()]
    assert one.queries(assets) == other.queries(assets) == one.queries(assets)


def test_there_are_200_queries_of_seven_kinds():
    workload = Workload(30)
    queries = workload.queries(list(workload.assets()))
    assert {kind: sum(query.kind == kind for query in queries) for kind in KINDS} == KINDS
    assert len(queries) == 200


def test_documents_are_what_the_library_would_index(filled):
    _, terms, assets = filled
    ours = {document.id: document for document in documents.true_documents(None)}
    for asset in assets:
        theirs = document_of(asset, terms)
        assert {**asdict(ours[asset.number]), "tags": ""} == {**asdict(theirs), "tags": ""}


def test_filling_again_adds_nothing(filled):
    workload, _, assets = filled
    fill(workload, say=lambda text: None)
    assert engine.run(Query(), Viewer(0, True), TODAY).total == sum(
        asset.status != "archived" for asset in assets
    )


def test_contenders_count_alike(filled):
    pytest.importorskip("tantivy", reason="an optional group: uv sync --group bench")
    workload, terms, assets = filled
    ours, theirs = Ours(terms), Tantivy(assets, len(terms.rows["owner"]) - 1)
    for asked in workload.queries(assets)[:60]:
        answer = engine.run(ours.query(asked), ours.viewer, TODAY)
        if answer.corrected:
            continue
        assert (ours.run(asked), answer.total) == (theirs.run(asked), answer.total), asked
        buckets = theirs.counts["persona"]["buckets"]
        assert answer.counts["persona"] == {
            terms.rows["persona"][int(b["key"])].pk: b["doc_count"] for b in buckets
        }


def test_the_plain_way_counts_alike_where_substrings_are_words(filled):
    _, terms, _ = filled
    asked = SyntheticQuery("facets", "", "", {"persona": (0, 1), "stage": (0,)})
    plain, ours = PlainWay(terms), Ours(terms)
    assert plain.run(asked) == ours.run(asked)
    counts = engine.run(ours.query(asked), ours.viewer, TODAY).counts["persona"]
    assert {
        pk: number for (facet, pk), number in plain.counts.items() if facet == "persona" and number
    } == counts


def test_percentiles_are_values_that_were_measured():
    values = list(range(1, 201))
    assert timing.summary(values) == {"p50": 100, "p95": 190, "max": 200, "n": 200}


def test_the_report_says_pass_and_miss():
    row = {"p50": 1.0, "p95": 3.0}
    engines = {
        "tandem": {"words": row, "all": row},
        "tantivy": {"words": row, "all": {"p50": 1.0, "p95": 1.0}},
    }
    whole = {
        "size": 5_000,
        "filled_in_s": 9,
        "load_ms": 80.0,
        "memory_mib": 100,
        "memory_added_mib": 9,
        "load_before": 0.5,
        "load_after": 0.6,
        "agree": 100.0,
        "search": engines,
        "web": {"floor": {"all": row}, "click": {"all": row}, "page": {"all": row}},
        "save": {"with": row, "without": row},
    }
    plain = {
        "size": 5_000,
        "search": {"tandem": {"all": row}, "plain way": {"all": {"p50": 900.0, "p95": 1.0}}},
    }
    text = list(report.lines_of({"search": whole, "plain": plain}, "sqlite"))
    assert "  MISS  search call, p95, times tantivy: 3.00 (at most 2)" in text
    assert "  pass  search call, p50, times faster than the plain way: 900.00 (at least 300)" in text
    assert all(line.isascii() for line in text)


def test_a_synthetic_pdf_is_the_same_everywhere_and_can_be_read(tmp_path):
    [path] = documents_of_files.write_documents(tmp_path, 1)
    content = path.read_bytes()
    [again] = documents_of_files.write_documents(tmp_path, 1)
    assert again.read_bytes() == content
    large = tmp_path / "large.pdf"
    large.write_bytes(documents_of_files.pdf([["a large one"]], ballast=b"x" * 100_000))
    assert (extraction.extract(path, pictures=False) > 1000, extraction.extract(large)) == (True, 11)


def test_the_report_of_files_says_what_was_missed():
    figures = {"count": 10, "refused": 0, "bytes": 1e6, "ours_s": 3.0, "bare_s": 1.0, "text_s": 0.1}
    figures |= {
        "load_before": 0.1,
        "load_after": 0.2,
        "upload_mib": 4.5,
        "before_mib": 90,
        "server": "granian",
    }
    *_, reading, memory = files_report.lines_of(figures, "sqlite")
    assert (reading.split()[0], memory.split()[0]) == ("MISS", "pass")
