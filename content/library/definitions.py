"""What the library's words and figures mean; entered at start-up."""

from content.library.rules import DUE_SOON_DAYS
from portal.shared.registry import Definition

STAGES, TRUST, COVERAGE, SEARCH = "Stages", "Trust in content", "Coverage and demand", "Search"
DEFINITIONS = {
    "stage-awareness": Definition(
        "Awareness (TOFU)",
        STAGES,
        "The buyer feels a problem and looks for words for it; no product is compared yet. Marketing leads: blog "
        "posts, guides, eBooks, infographics, overviews and introductory videos.",
    ),
    "stage-consideration": Definition(
        "Consideration (MOFU)",
        STAGES,
        "The buyer has named the problem and compares ways to solve it, ours among them. Sales and marketing lead "
        "together: case studies, walkthroughs, comparison guides, webinars and technical deep dives.",
    ),
    "stage-decision": Definition(
        "Decision (BOFU)",
        STAGES,
        "The buyer chooses between named offers and has to justify the choice inside the firm. Sales leads: ROI "
        "calculators, trials, demos, testimonials, implementation guides, pricing.",
    ),
    "usable": Definition(
        "Usable",
        TRUST,
        "An asset that a seller may rely on today. One that is overdue for review stays usable and says so.",
        "Published, and its expiry date is empty or not before today.",
    ),
    "fresh": Definition(
        "Fresh",
        TRUST,
        "Its owner has said lately enough that it is still correct.",
        f"Published, and both its review and its expiry date lie more than {DUE_SOON_DAYS} days ahead or are empty.",
    ),
    "due-soon": Definition(
        "Due soon",
        TRUST,
        "Its owner has to look at it again within the next weeks, or it expires then.",
        f"Published, and its review or expiry date lies within the next {DUE_SOON_DAYS} days, today included.",
    ),
    "overdue": Definition(
        "Overdue",
        TRUST,
        "Nobody has confirmed in time that it is still correct. It may be used, ranks lower, and carries a notice.",
        "Published, not expired, and its review date lies before today.",
    ),
    "expired": Definition(
        "Expired",
        TRUST,
        "It must not be used any more. It is neither recommended nor sent.",
        "Published, and its expiry date lies before today.",
    ),
    "draft": Definition(
        "Draft", TRUST, "Somebody is still writing it. Only its author and who keeps the library see it."
    ),
    "in-review": Definition(
        "In review", TRUST, "It is written and waits for somebody else's approval before it is published."
    ),
    "archived": Definition(
        "Archived",
        TRUST,
        "It is kept for the record and no longer offered. Who keeps the library can restore it.",
    ),
    "verified": Definition(
        "Verified",
        TRUST,
        "Its owner, or an admin, looked at it on that day and said that it is still correct.",
        "The day on which “Still correct” was last pressed. The next review is due after the format's own number of "
        "days.",
    ),
    "disputed": Definition(
        "Disputed",
        TRUST,
        "Two people in the field say that it is wrong or outdated, and its owner has not answered yet. It is not sent.",
        "At least two people have an open report “Outdated” or “Wrong” about it.",
    ),
    "coverage-gap": Definition(
        "Gap",
        COVERAGE,
        "A place at which a buyer gets nothing from us.",
        "No usable asset has this stage and this term. Among formats only where the playbook expects one.",
    ),
    "coverage-thin": Definition(
        "Thin", COVERAGE, "One mishap away from a gap.", "1 or 2 usable assets have this stage and this term."
    ),
    "coverage-covered": Definition(
        "Covered",
        COVERAGE,
        "Enough to choose from.",
        "3 or 4 usable assets have this stage and this term; with 5 or more it is covered as well.",
    ),
    "coverage-excess": Definition(
        "Possible excess",
        COVERAGE,
        "Perhaps more than anybody can keep current. Look whether some say the same.",
        "5 or more usable assets have this stage and this term.",
    ),
    "asked-for": Definition(
        "Asked for",
        COVERAGE,
        "What people want from marketing for this persona and have not got yet.",
        "Open requests (new, accepted or planned) that name the persona.",
    ),
    "persona-need": Definition(
        "Need of a persona",
        COVERAGE,
        "A format that the persona's page asks for at a stage.",
        "It is met when at least one usable asset has the persona, the stage and the format.",
    ),
    "failed-search": Definition(
        "Searched and not found",
        SEARCH,
        "What people looked for in vain: a hint at what is missing or at words that nobody files under.",
        "Searches of the last 30 days with no result, counted once when somebody pauses or presses Enter.",
    ),
    "results": Definition(
        "Results",
        SEARCH,
        "How many assets match all of the chosen filters and words.",
        "Assets that you may see. The number beside a filter value is what you get if it is the only value of that "
        "filter, with all other filters kept.",
    ),
}
