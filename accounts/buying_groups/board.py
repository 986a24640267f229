"""Buying groups as pages show them: seats with their people, who has no seat, who was taken out."""

from dataclasses import dataclass

from accounts.buying_groups import rules
from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember, Role, RoleRequirement

State = BuyingGroupMember.State


@dataclass(frozen=True)
class Column:
    """One seat of the role board. `open_names` are placeholders, which do not fill it."""

    seat: rules.Seat
    open_names: list

    @property
    def role(self):
        return self.seat.role

    @property
    def label(self):
        return Role(self.seat.role).label


class Board:
    """One group with its role board. group: from `with_people`; requirements: `RoleRequirement.as_values()`."""

    def __init__(self, group, requirements):
        self.group = group
        members = list(group.members.all())
        confirmed = [member for member in members if member.state == State.CONFIRMED]
        self.people = [member for member in confirmed if member.contact_id]
        self._open = [member for member in confirmed if not member.contact_id]
        self.removed = [member for member in members if member.state == State.DISMISSED]
        held = [(member, member.role_names) for member in self.people]
        self.seats = rules.seats(requirements, group.product_id, held)

    @property
    def columns(self):
        return [
            Column(seat, [member for member in self._open if seat.role in member.role_names])
            for seat in self.seats
        ]

    @property
    def beside(self):
        """Members without any of the seats, such as an influencer."""
        seated = {seat.role for seat in self.seats}
        return [member for member in (*self.people, *self._open) if not seated & set(member.role_names)]

    @property
    def needed(self):
        return sum(seat.needed for seat in self.seats)

    @property
    def filled(self):
        return sum(seat.filled for seat in self.seats)

    @property
    def missing(self):
        """Labels of the roles that still lack somebody."""
        return [Role(seat.role).label for seat in self.seats if seat.missing]

    @property
    def missing_words(self):
        return rules.in_words([label.lower() for label in self.missing])

    @property
    def stances(self):
        """What the team believes about the people, in one sentence."""
        return rules.stance_sentence([(str(member), member.stance) for member in self.people])

    @property
    def notes(self):
        """Members about whom the team wrote something down."""
        return [member for member in self.people if member.note]


def boards_of(accounts, viewer):
    """{account id: [Board, …]} of these accounts, open groups first; the same cost for any number."""
    groups = BuyingGroup.objects.visible_to(viewer).of_accounts(accounts).with_people()
    requirements = RoleRequirement.objects.as_values()
    boards = {}
    for group in sorted(groups, key=lambda group: not group.is_open):
        boards.setdefault(group.account_id, []).append(Board(group, requirements))
    return boards
