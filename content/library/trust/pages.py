"""What the pages show of an asset's trust: who may verify it, and the approval that waits."""

from functools import cached_property

from content.library.actions import verifying_problem
from content.library.models import Asset
from content.library.trust import rules
from content.library.trust.actions import open_approval
from content.library.trust.proposals import kept, label_of, value_of, words_of
from content.library.versus import Versus, sides_of
from content.vocabularies.labels import labels


class ApprovalCard:
    """An open approval as one person sees it. asset: read with `for_reading` where the approval holds changes."""

    def __init__(self, asset, approval, user):
        self.asset, self.approval, self.user = asset, approval, user

    @property
    def is_waiting(self):
        return self.approval.status == rules.WAITING

    @property
    def is_change(self):
        """Whether it is about a change of what is published, and not about a draft."""
        return bool(self.approval.changes or self.approval.file_version_id)

    @property
    def asks_oneself(self):
        return self.approval.asked_by_id == self.user.pk

    @property
    def may_decide(self):
        mine = (self.approval.status, self.asset.status, self.asks_oneself)
        return self.user.has_perm("content.publish_asset") and not rules.deciding_problem(*mine)

    @property
    def may_take_back(self):
        return not rules.taking_back_problem(self.approval.status, self.asks_oneself)

    @cached_property
    def rows(self):
        """Versus of every field that the proposal changes: what readers have now, and what is proposed.

        `both` where the published side has changed since it was proposed.
        """
        found, terms = [], labels()
        for name, (before, after) in self.approval.changes.items():
            now = kept(value_of(self.asset, name))
            if now != after:
                sides = sides_of(words_of(name, now, terms), words_of(name, after, terms))
                found.append(Versus(name, label_of(name), *sides, now != before, "yours"))
        return found


def card_of(asset, user):
    """The ApprovalCard of an asset, for who edits it; None where nothing is open. Costs more where a change waits."""
    approval = open_approval(asset) if user.has_perm("content.change_asset") else None
    if approval is None:
        return None
    if approval.changes:
        asset = Asset.objects.visible_to(user).for_reading().get(pk=asset.pk)
    return ApprovalCard(asset, approval, user)


def may_verify(asset, user):
    """Whether this person may say now that it is still correct. Reads the owner."""
    return not verifying_problem(asset, user)
