"""Seats of a buying group, which are empty, and what is believed about its people in words. Pure."""

from dataclasses import dataclass

# The seats of every group unless a product says otherwise, in the order that pages show them.
DEFAULT_SEATS = (
    "economic_buyer",
    "decision_maker",
    "champion",
    "technical_evaluator",
    "end_user",
    "procurement",
    "legal",
)
# What a sentence says of one person and of several with the same stance, the most favourable first.
STANCES = {
    2: ("is an advocate", "are advocates"),
    1: ("supports us", "support us"),
    0: ("is neutral", "are neutral"),
    -1: ("is sceptical", "are sceptical"),
    -2: ("is against us", "are against us"),
}
# Beliefs about a person: kept for the account's team, never in the history that others read.
SENSITIVE = ("stance", "influence", "note")


@dataclass(frozen=True)
class Seat:
    """One role that a complete group has filled, and who fills it."""

    role: str
    needed: int
    held: list

    @property
    def missing(self):
        """How many people it still lacks."""
        return max(0, self.needed - len(self.held))

    @property
    def filled(self):
        return min(self.needed, len(self.held))


def seats(requirements, product_id, people):
    """The seats of a group for one product, in order, with the people who hold them.

    requirements: (product id or None, role, how many are needed); a product's own line replaces the general
    one for its role. people: (person, roles).
    """
    needed = {
        role: count
        for wanted in (None, product_id)
        for line_product, role, count in requirements
        if line_product == wanted
    }
    return [
        Seat(role, count, [person for person, roles in people if role in roles])
        for role, count in needed.items()
    ]


def stance_sentence(people):
    """What is believed about these people, as one sentence; "" for none.

    people: (name, stance or None), in the order in which they are to be named.
    """
    by_stance = {stance: [name for name, held in people if held == stance] for stance in STANCES}
    parts = [
        f"{in_words(names)} {STANCES[stance][len(names) > 1]}" for stance, names in by_stance.items() if names
    ]
    if unknown := [name for name, held in people if held is None]:
        stand = "stand" if len(unknown) > 1 else "stands"
        parts.append(f"where {in_words(unknown)} {stand} is not known")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def in_words(names):
    """Names as a sentence lists them: "Henrik, Ingeborg and Amir"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def somebody_problem(contact, person, placeholder):
    """Why these do not name one member; empty when exactly one of the three does."""
    named = sum(map(bool, (contact, person, placeholder)))
    return "" if named == 1 else "Say who it is: somebody known, somebody new, or a name that is still open."


def same_person_problem(known, first_name, last_name):
    """Why an e-mail may not stand for this name; empty when it may. known: the name it belongs to, or ""."""
    name = f"{first_name} {last_name}".strip()
    if known and known.casefold() != name.casefold():
        return f"This address belongs to {known}. Choose that person, or correct the address."
    return ""


def without_beliefs(moved):
    """A change as the common history shows it: the fields that hold a belief left out."""
    return {name: values for name, values in moved.items() if name not in SENSITIVE}
