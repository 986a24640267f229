"""The grid of stages by personas (or competitors, industries, products): what is there, what is missing. Pure."""

from dataclasses import dataclass

THIN, MID, DENSE = 8, 25, 40
BARELY = 2
SHOWN = 12


@dataclass(frozen=True)
class Cell:
    """How many assets one term has at one stage. url: the list behind the number; ask_url: a request for it."""

    stage: object
    count: int
    overdue: int
    url: str
    ask_url: str

    @property
    def weight(self):
        """The class that shades the cell: the more assets, the darker."""
        if self.count > DENSE:
            return "dense"
        return "thin" if self.count <= THIN else "mid" if self.count <= MID else ""

    @property
    def note(self):
        if self.overdue:
            return f"{self.overdue} overdue"
        return "thin" if self.count <= BARELY else ""


@dataclass(frozen=True)
class Line:
    """One term with a cell for every stage. asked: open requests that name it, listed at asked_url."""

    term: object
    url: str
    cells: list
    asked: int = 0
    asked_url: str = ""

    @property
    def total(self):
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """The lines that are shown, how many more there are, and how many cells of all lines are empty."""

    lines: list
    hidden: int
    gaps: int


def make_grid(lines, *, whole=False):
    """The lines with the most content first; only the first SHOWN unless `whole`."""
    ordered = sorted(lines, key=lambda line: (-line.total, line.term.label.casefold()))
    shown = ordered if whole else ordered[:SHOWN]
    gaps = sum(cell.count == 0 for line in ordered for cell in line.cells)
    return Grid(shown, len(ordered) - len(shown), gaps)
