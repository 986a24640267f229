"""What waits for one person: what they own and have to look at, and what they may decide on."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.utils import timezone

from content.feedback.models import ContentRequest, Feedback
from content.library.models import Approval, Asset
from content.upkeep import rules
from content.upkeep.opens import opens_of
from content.upkeep.querysets import expiring, sizes, to_verify
from portal.shared.dates import today

OPENS_DAYS = 90
PER_PAGE = 50
ORDERS = {"": rules.hottest_first, "late": rules.longest_first}


@dataclass(frozen=True)
class Tab:
    """One list of the queue. due, asset: the columns that say since when it waits, and what it is about."""

    name: str
    label: str
    due: str
    asset: str
    permission: str = ""

    @property
    def is_bulk(self):
        """Whether its rows are assets, which are verified and archived several at once."""
        return self.asset == "pk"


TABS = {
    tab.name: tab
    for tab in (
        Tab("verify", "Verify", "review_on", "pk"),
        Tab("feedback", "Feedback", "due_on", "asset_id"),
        Tab("approvals", "Approvals", "asked_at", "asset_id", "content.publish_asset"),
        Tab("requests", "Requests", "created_at", "delivered_id", "content.change_contentrequest"),
        Tab("expiring", "Expiring", "expires_on", "pk"),
    )
}


@dataclass(frozen=True)
class Row:
    """One thing that waits. record: an Asset, Feedback, Approval or ContentRequest; due_on: since or until when.

    late: days since then, below 0 while it lies ahead. opens: of the asset in OPENS_DAYS days.
    """

    record: object
    due_on: object
    late: int
    opens: int

    @property
    def asset(self):
        return self.record if isinstance(self.record, Asset) else getattr(self.record, "asset", None)

    @property
    def title(self):
        return str(self.asset or self.record)


class Queue:
    """The queue of one person, opened at one list. order: a key of ORDERS."""

    def __init__(self, user, tab="", order="", page=1):
        self.user, self.day, self.number = user, today(), page
        self.order = order if order in ORDERS else ""
        self._asked = tab

    @cached_property
    def lists(self):
        """{name: queryset} of every list that this person has."""
        user, own = self.user, Asset.objects.visible_to(self.user).owned_by(self.user)
        found = {
            "verify": to_verify(own, self.day),
            "feedback": Feedback.objects.visible_to(user).flags().open().for_owner(user),
            "approvals": Approval.objects.visible_to(user).waiting().not_asked_by(user),
            "requests": ContentRequest.objects.visible_to(user).open(),
            "expiring": expiring(own, self.day),
        }
        return {
            name: found[name]
            for name, tab in TABS.items()
            if not tab.permission or user.has_perm(tab.permission)
        }

    @cached_property
    def counts(self):
        return sizes(self.lists)

    @property
    def tab(self):
        """The list that is open: the one asked for, else the first that holds anything."""
        name = self._asked if self._asked in self.lists else ""
        return TABS[name or next((name for name in self.lists if self.counts.get(name)), "verify")]

    @property
    def tabs(self):
        return [(TABS[name], self.counts.get(name, 0)) for name in self.lists]

    @cached_property
    def _waiting(self):
        """(late, opens, id, day) of everything in the open list, in its order."""
        rows = self.lists[self.tab.name]
        opens = opens_of(OPENS_DAYS, rows.order_by().values(self.tab.asset))
        found = []
        for pk, due, asset in rows.order_by().values_list("pk", self.tab.due, self.tab.asset):
            day = timezone.localtime(due).date() if hasattr(due, "hour") else due
            found.append(((self.day - day).days, opens.get(asset, 0), pk, day))
        order = ORDERS[self.order]
        return sorted(found, key=lambda one: (*order(one[1], one[0]), one[2]))

    @cached_property
    def page(self):
        """A Django page whose items are Rows."""
        page = Paginator(self._waiting, PER_PAGE).get_page(self.number)
        page.object_list = self._rows(page.object_list)
        return page

    def slice(self, start, size):
        """(how many there are, Rows of a part of them)."""
        return len(self._waiting), self._rows(self._waiting[start : start + size])

    def _rows(self, waiting):
        rows = self.lists[self.tab.name].with_ids([pk for _, _, pk, _ in waiting])
        found = {record.pk: record for record in _loaded(self.tab, rows, self.user)}
        return [Row(found[pk], day, late, opens) for late, opens, pk, day in waiting if pk in found]


def _loaded(tab, rows, user):
    if tab.name == "requests":
        return rows.for_listing()
    if tab.name == "approvals":
        return rows.for_reading()
    return rows.for_listing() if tab.name == "feedback" else rows.with_owner().defer("body", "summary")
