"""What the figures of battle cards and objections mean."""

from content.battle_cards.rules import HEARD_DAYS
from portal.shared.registry import Definition

GROUP = "Competitors and objections"
DEFINITIONS = {
    "objection-heard": Definition(
        label="Heard by",
        group=GROUP,
        text="How many people heard an objection. Who hears it twice counts once.",
        formula=f"People with a note of it in the last {HEARD_DAYS} days; on its own page and on cards of all time.",
    ),
    "answer-worked": Definition(
        label="Worked",
        group=GROUP,
        text="How often the answer to an objection worked, of the times that somebody said how it went.",
        formula="Notes of “Worked” of all notes of “Worked” and “Did not work”, of all time.",
    ),
}
