"""What the list of accounts and the account page show, worked out from what lies below."""

from dataclasses import dataclass
from functools import cached_property

from accounts.buying_groups.board import boards_of
from accounts.directory.forms import TeamForm
from accounts.directory.models import Account, AccountTeamMember
from accounts.directory.rules import PAIR, team_problem
from portal.activity.history import history_of
from portal.shared.registry import panels_of

SORTABLE = {"name": "Account", "tier": "Tier", "updated": "Changed"}
TIERS = [*Account.Tier.values, None]


@dataclass(frozen=True)
class Heading:
    """A column that sorts the list: where its link leads, and how the list is sorted by it now ("" if not)."""

    label: str
    query: str
    sort: str


def headings(params):
    """{column: Heading} for the parameters of the list's address."""
    current = params.get("ordering") or "tier"
    return {name: _heading(params, name, label, current) for name, label in SORTABLE.items()}


def _heading(params, name, label, current):
    query = params.copy()
    query.pop("page", None)
    query["ordering"] = f"-{name}" if current == name else name
    sort = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    return Heading(label, query.urlencode(), sort)


def tier_counts(counted):
    """("tier 1", 3) and so on for the head of the list; tiers that nobody has are left out."""
    names = {tier: f"tier {tier}" if tier else "no tier" for tier in TIERS}
    return [(names[tier], counted[tier]) for tier in TIERS if counted.get(tier)]


@dataclass(frozen=True)
class AccountRow:
    """An account in the list with its open buying groups."""

    account: Account
    boards: list

    @property
    def open(self):
        return [board for board in self.boards if board.group.is_open]

    @property
    def missing(self):
        """How many roles its open groups lack, all together."""
        return sum(len(board.missing) for board in self.open)

    @property
    def missing_words(self):
        return f"{self.missing} role{'' if self.missing == 1 else 's'} missing"


class AccountPage:
    """Everything the account page shows. account: from `for_listing`."""

    def __init__(self, account, viewer):
        self.account, self.viewer = account, viewer
        self.boards = boards_of([account], viewer).get(account.pk, [])

    @property
    def may_change(self):
        return self.viewer.has_perm("accounts.change_account")

    @cached_property
    def is_team(self):
        """True for those who keep the groups and know what is believed about their people."""
        may_any = self.viewer.has_perm("accounts.change_any_buyinggroup")
        return not team_problem(self.viewer.pk, self.account.team_ids, may_any)

    @property
    def team(self):
        """The team, the pair first."""
        order = list(dict.fromkeys((*PAIR.values(), *AccountTeamMember.Role.values)))
        return sorted(self.account.team.all(), key=lambda member: order.index(member.role))

    @property
    def team_form(self):
        return TeamForm() if self.may_change else None

    @property
    def open(self):
        return [board for board in self.boards if board.group.is_open]

    @property
    def filled(self):
        return sum(board.filled for board in self.open)

    @property
    def needed(self):
        return sum(board.needed for board in self.open)

    @property
    def people(self):
        """How many different people we know in the open groups."""
        return len({member.contact_id for board in self.open for member in board.people})

    @property
    def panels(self):
        """(template, context) of what content features show beside an account."""
        return panels_of("account", self.account, self.viewer)

    @cached_property
    def history(self):
        parts = [part for board in self.boards for part in (board.group, *board.group.members.all())]
        return history_of(self.account, *parts, limit=12)
