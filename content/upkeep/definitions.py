"""What the figures of the library's health mean; entered at start-up."""

from content.upkeep.checks import HOT
from portal.shared.registry import Definition

GROUP = "Trust in content"
DEFINITIONS = {
    "fresh-share": Definition(
        "Fresh share",
        GROUP,
        "How much of what a seller may use was looked at in time.",
        "Usable assets that are not overdue for review, in percent of all usable assets.",
    ),
    "hot-cold": Definition(
        "Hot and cold",
        GROUP,
        "Hot is what people open; cold is what hardly anybody does. What is hot and overdue does the most harm.",
        f"Hot: opened from a search or downloaded at least {HOT} times in the last 90 days. Cold: less often.",
    ),
    "answer-time": Definition(
        "Days to an answer",
        GROUP,
        "How long people wait until somebody answers what they flagged.",
        "Median of the days between a flag and its answer, over the flags answered in the last 90 days.",
    ),
}
