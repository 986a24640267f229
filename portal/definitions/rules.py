"""When both sides stand by something, for how long, and who may still sign. Pure."""

from datetime import timedelta

SIDES = {"sales": "Sales", "marketing": "Marketing"}
UNSIGNED, HALF, SIGNED, OVERDUE = STATES = ("unsigned", "half", "signed", "overdue")
STATE_LABELS = {
    UNSIGNED: "Not signed",
    HALF: "Signed by one side",
    SIGNED: "Signed by both sides",
    OVERDUE: "Review overdue",
}


def review_on(signed, days):
    """The last day on which both sides still stand by it; None until both signed.

    signed: {side: the day it signed}. The older signature counts, so that a review asks both sides again.
    """
    return min(signed.values()) + timedelta(days=days) if signed.keys() >= SIDES.keys() else None


def state_of(signed, days, on):
    """One of STATES on the date `on`."""
    if (last_day := review_on(signed, days)) is None:
        return HALF if signed else UNSIGNED
    return OVERDUE if last_day < on else SIGNED


def waits_for(signed, days, on):
    """The sides that have to sign, or to sign again, in the order of SIDES."""
    return [side for side in SIDES if side not in signed or signed[side] + timedelta(days=days) < on]


def signing_problem(side, person_id, signers, waiting):
    """Why a person may not sign for `side`; empty when they may.

    signers: {side: id of the person who signed this version}; waiting: the sides whose signature is asked for.
    """
    if side not in SIDES:
        return "Only sales and marketing sign. An admin can set your side under People."
    other = next(name for name in SIDES if name != side)
    if signers.get(other) == person_id:
        return f"You have signed for {SIDES[other].lower()}; somebody else signs for {SIDES[side].lower()}."
    if side not in waiting:
        return f"{SIDES[side]} has signed this version already."
    return ""


def wording_problem(effective_on, before, today):
    """Why a new version may not be valid from `effective_on`; empty when it may.

    before: the day since which the version before it is valid.
    """
    if effective_on > today:
        return "That day is still to come. A new version is valid from today or an earlier day."
    return "The version before it is younger than that." if effective_on < before else ""
