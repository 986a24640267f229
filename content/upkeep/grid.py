"""The grid of stages by personas (or other terms): what is there, what is missing, what is asked for. Pure."""

from dataclasses import dataclass

from content.upkeep.rules import verdict

MID, MANY, DENSE = 8, 25, 40
SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """What is wanted at one place of the grid: open requests, searches that found nothing, needs; by number."""

    requests: int = 0
    searches: int = 0
    needs: int = 0
    requests_url: str = ""
    searches_url: str = ""
    needs_url: str = ""

    @property
    def total(self):
        return self.requests + self.searches + self.needs


NOTHING_ASKED = Asked()


@dataclass(frozen=True)
class Cell:
    """How many usable assets one term has at one stage, None for no stage. url, overdue_url: the lists behind them.

    ask_url: a request for it. expected: whether something should be there. asked: what is wanted there.
    """

    stage: object
    count: int
    overdue: int
    url: str
    ask_url: str
    overdue_url: str = ""
    expected: bool = True
    asked: Asked = NOTHING_ASKED

    @property
    def weight(self):
        """The class that shades the cell: the more assets, the darker."""
        if self.count > DENSE:
            return "dense"
        return "thin" if self.count <= MID else "mid" if self.count <= MANY else ""

    @property
    def verdict(self):
        """ "gap", "thin", "covered", "excess", or "" where nothing is expected."""
        return verdict(self.count, self.expected and self.stage is not None)

    @property
    def note(self):
        if self.overdue:
            return f"{self.overdue} overdue"
        return "thin" if self.verdict == "thin" else ""


@dataclass(frozen=True)
class Line:
    """One term with a cell for every column. asked: open requests that name it, listed at asked_url."""

    term: object
    url: str
    cells: list
    asked: int = 0
    asked_url: str = ""

    @property
    def total(self):
        return sum(cell.count for cell in self.cells)

    @property
    def wanting(self):
        """Whether any of its cells is a gap or thin."""
        return any(cell.verdict in ("gap", "thin") for cell in self.cells)


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
    gaps = sum(cell.verdict == "gap" for line in ordered for cell in line.cells)
    return Grid(shown, len(ordered) - len(shown), gaps)
