"""What the page shows on which an asset is taken back."""

from functools import cached_property

from content.library.models import Asset
from content.library.recall import rules
from content.library.recall.places import Uses, holders

# People that are named; the rest is counted.
MOST_NAMED = 30
MOST_OFFERED = 20


class RecallPage:
    """An asset, everything that refers to it and everyone who has it."""

    def __init__(self, asset, user, *, needs_successor):
        self.asset, self.user, self.needs_successor = asset, user, needs_successor
        self.uses = Uses(asset, user)

    @property
    def asks(self):
        """What `RecallForm` takes."""
        return {
            "asset": self.asset,
            "user": self.user,
            "places": self.uses.places,
            "needs_successor": self.needs_successor,
        }

    @property
    def problem(self):
        return rules.recalling_problem(self.asset.published_on, self.asset.is_taken_back)

    @property
    def done(self):
        verb = "Superseded" if self.needs_successor else "Withdrawn"
        return f"{verb} “{self.asset}”. Those who have it are told."

    @cached_property
    def holders(self):
        return holders(self.asset)

    @property
    def named(self):
        return self.holders[:MOST_NAMED]

    @property
    def unnamed(self):
        return len(self.holders) - len(self.named)

    @cached_property
    def candidates(self):
        """Published assets that may take its place: of its format, the newest first."""
        found = Asset.objects.visible_to(self.user).like(self.asset)
        return list(found[:MOST_OFFERED])
