"""What the figures of the field mean."""

from portal.shared.registry import Definition

GROUP = "Content in the field"
DEFINITIONS = {
    "use": Definition(
        label="Use",
        group=GROUP,
        text="Somebody noted that they used an asset. Sending it is counted on its own.",
        formula="Notes of “Used it”; one a person, asset, account and day.",
    ),
    "never-used": Definition(
        label="Never used",
        group=GROUP,
        text="An asset that had its time and that nobody used.",
        formula="Published at least 60 days ago, with no use and no send since it is there.",
    ),
    "worked": Definition(
        label="Used and worked",
        group=GROUP,
        text="A use of which the person said that it worked.",
        formula="Uses with the outcome “It worked”. As a rate: of all uses with an outcome, from 10 on.",
    ),
    "fell-flat": Definition(
        label="Fell flat",
        group=GROUP,
        text="A use of which the person said that it fell flat, at the stage where that was.",
        formula="Uses with the outcome “It fell flat”, by the stage that the person named, else the asset's own.",
    ),
    "sent": Definition(
        label="Sent",
        group=GROUP,
        text="Somebody copied the text for an asset and noted that it went. Whether it was opened is not tracked.",
        formula="Notes of sending, one an asset and message; people are different senders.",
    ),
    "opens-from-search": Definition(
        label="Opened from search",
        group=GROUP,
        text="Somebody searched, and opened the asset from the results.",
        formula="Searches of the last 90 days that ended in this asset, against the 90 days before.",
    ),
    "file-readers": Definition(
        label="Readers of the file",
        group=GROUP,
        text="Different people who took the asset's file out. Looking at its page is not counted yet.",
        formula="Different people with a download in the last 90 days, against the 90 days before.",
    ),
    "time-to-answer": Definition(
        label="Answered in",
        group=GROUP,
        text="How long a flag waited for its answer.",
        formula="Days from the day of the flag to the day of the answer; due after 5 working days.",
    ),
}
