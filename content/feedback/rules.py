"""Decisions about requests. Pure."""

import re

NEW, ACCEPTED, PLANNED, DELIVERED, DECLINED = "new", "accepted", "planned", "delivered", "declined"
CLOSED = (DELIVERED, DECLINED)
# Words that say nothing about what is asked for.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be by can do for from have how i in is it need of on or our that the this to we what "
        "with you your",
    )
)


def accepting_problem(status):
    """Why a request may not be accepted; empty when it may."""
    if status in CLOSED:
        return "It has been answered already."
    if status == PLANNED:
        return "It is planned already."
    return "" if status == NEW else "It has been accepted already."


def planning_problem(status):
    """Why a request may not be planned; empty when it may."""
    if status in CLOSED:
        return "It has been answered already."
    return "It is planned already." if status == PLANNED else ""


def voting_problem(status, is_own):
    """Why nobody may vote for a request now; empty when they may."""
    if status in CLOSED:
        return "It has been answered already."
    return "It is your own request: it counts already." if is_own else ""


def answer_sentence(verb, title, answer):
    """What who asked, and who voted, is told."""
    said = {
        "accepted": "“{}” will be made",
        "planned": "“{}” is planned",
        "delivered": "“{}” is there",
        "declined": "“{}” will not be made",
    }[verb].format(title)
    return f"{said}: {answer}" if answer else f"{said}."


def delivering_problem(status, asset_status):
    """Why a request may not be answered with an asset; empty when it may."""
    if status in CLOSED:
        return "It has been answered already."
    return "" if asset_status == "published" else "Publish the asset first, or the requester cannot open it."


def declining_problem(status, answer):
    """Why a request may not be declined; empty when it may."""
    if status in CLOSED:
        return "It has been answered already."
    return "" if answer.strip() else "Say why, so that the requester knows what to do instead."


def words_of(text):
    """The words of a title that say what is asked for: folded, without a plural s."""
    found = re.findall(r"\w+", text.casefold())
    return {re.sub(r"(?<=\w{3})s$", "", word) for word in found if word not in EMPTY_WORDS}


def similar(title, others, limit=3):
    """Those of `others` (pairs of key and title) that ask for nearly the same, the nearest first; keys only.

    Near means that at least half of the fewer words are shared, and at least two (or all of a single one).
    """
    wanted = words_of(title)
    near = []
    for key, other in others:
        words = words_of(other)
        shared, fewer = len(wanted & words), min(len(wanted), len(words))
        if fewer and shared >= max(min(2, fewer), fewer / 2):
            near.append((-shared / len(wanted | words), key))
    return [key for _, key in sorted(near)[:limit]]
