"""Roles of a buying group, which are missing, and who may edit. Pure."""

# The default seats, in the order that pages show them.
DEFAULT_SEATS = (
    "economic_buyer",
    "decision_maker",
    "champion",
    "technical_evaluator",
    "end_user",
    "procurement",
    "legal",
)


def missing_roles(required, held):
    """The required roles that nobody holds, in the order of `required`.

    required: {role: how many are needed}; held: an iterable with one role per confirmed member and role.
    """
    counts = {}
    for role in held:
        counts[role] = counts.get(role, 0) + 1
    return [role for role, needed in required.items() if counts.get(role, 0) < needed]


def editing_problem(user_id, team_ids, may_edit_any):
    """Why a person may not edit an account's groups; empty when the person may."""
    if may_edit_any or user_id in team_ids:
        return ""
    return "Only the account's team may edit its buying groups."
