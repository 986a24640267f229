"""The grid as pure values."""

from types import SimpleNamespace

import pytest

from content.upkeep.grid import SHOWN, Cell, Line, make_grid

TOFU = SimpleNamespace(slug="tofu")


def cell(count, overdue=0, **more):
    return Cell(stage=TOFU, count=count, overdue=overdue, url="", ask_url="", **more)


def line(label, *counts):
    return Line(SimpleNamespace(label=label), "", [cell(count) for count in counts])


@pytest.mark.parametrize(
    ("count", "weight"),
    [(1, "thin"), (8, "thin"), (9, "mid"), (25, "mid"), (26, ""), (40, ""), (41, "dense")],
)
def test_cells_are_shaded_by_how_much_there_is(count, weight):
    assert cell(count).weight == weight


def test_note_names_what_is_overdue_before_what_is_thin():
    assert [cell(2, 1).note, cell(2).note, cell(3).note] == ["1 overdue", "thin", ""]


def test_a_number_is_a_gap_thin_covered_or_excess():
    assert [cell(count).verdict for count in (0, 1, 2, 3, 4, 5)] == [
        *("gap", "thin", "thin", "covered", "covered", "excess")
    ]


def test_nothing_is_no_gap_where_nothing_is_expected():
    assert (cell(0, expected=False).verdict, cell(1, expected=False).verdict) == ("", "thin")


def test_lines_with_most_content_come_first_and_equal_ones_by_name():
    grid = make_grid([line("CFO", 1, 0, 0), line("SRE", 2, 2, 0), line("CTO", 0, 1, 0)])
    assert [shown.term.label for shown in grid.lines] == ["SRE", "CFO", "CTO"]


def test_gaps_are_counted_over_all_lines():
    lines = [line(str(number), 1, 0, 0) for number in range(SHOWN + 3)]
    grid = make_grid(lines)
    assert (len(grid.lines), grid.hidden, grid.gaps) == (SHOWN, 3, 2 * (SHOWN + 3))
    assert make_grid(lines, whole=True).hidden == 0
