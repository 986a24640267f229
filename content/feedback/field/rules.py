"""Decisions about uses, flags and their answers. Pure."""

from datetime import timedelta

USED, OUTDATED, WRONG, MISSING = KINDS = ("used", "outdated", "wrong", "missing")
FLAGS = (OUTDATED, WRONG, MISSING)
WORKED, NO_REACTION, FELL_FLAT = OUTCOMES = ("worked", "no_reaction", "fell_flat")
# A flag is answered within this many working days.
ANSWER_WITHIN = 5
# So many different people with an open flag “Outdated” or “Wrong” make an asset disputed.
DISPUTED_BY = 2
# For so many days a page asks how a use went; nobody remembers much longer.
ASKED_FOR = 30
TAKEN_BACK = "Taken back by who said it."
# What a flag says of the asset's title, in a sentence.
SAYS = {
    OUTDATED: "{who} says that “{title}” is outdated",
    WRONG: "{who} says that something in “{title}” is wrong",
    MISSING: "{who} misses something in “{title}”",
}


def due_after(day, days=ANSWER_WITHIN):
    """The date `days` working days (Monday to Friday) after `day`."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def saying_problem(status):
    """Why nothing may be said of an asset with this status; empty when it may."""
    return "" if status == "published" else "It is not published, so there is nothing to say of it yet."


def answering_problem(status, answer):
    """Why a flag may not be closed with this answer; empty when it may."""
    if status != "open":
        return "It has been answered already."
    return "" if answer.strip() else "Say what you did about it, or why it stays as it is."


def outcome_problem(kind):
    """Why nobody may say how it went; empty when they may."""
    return "" if kind == USED else "Only a use has an outcome."


def is_asked_about(given_on, day):
    """Whether on this day a page still asks how a use went that nobody knows the outcome of."""
    return day - given_on <= timedelta(days=ASKED_FOR)


def is_disputed(people):
    """Whether flags of so many different people dispute an asset."""
    return people >= DISPUTED_BY


def may_answer(person_id, owner_id, is_editor):
    """Whether a person may answer flags: who owns the asset, and editors."""
    return is_editor or person_id == owner_id


def flag_sentence(who, kind, title, note, disputed):
    """What the owner is told of a new flag."""
    said = SAYS[kind].format(who=who, title=title)
    said = f"{said}: {note}" if note else f"{said}."
    return f"{said} It is disputed now." if disputed else said


def answer_time(asked_on, answered_on):
    """How long an answer took, in words: "Answered the same day", "Answered in 2 days"."""
    days = (answered_on - asked_on).days
    if days < 1:
        return "Answered the same day"
    return f"Answered in {days} day{'' if days == 1 else 's'}"
