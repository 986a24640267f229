"""What words and figures about accounts mean; entered at start-up."""

from portal.shared.registry import Definition

TIERS, LEADS, GROUPS = "Tiers", "Leads and fit", "Accounts and buying groups"
DEFINITIONS = {
    "tier-1": Definition(
        "Tier 1 (1:1)",
        TIERS,
        "An account that gets a plan of its own: content made or adapted for it alone, a named owner in sales and in "
        "marketing, and a review each month.",
    ),
    "tier-2": Definition(
        "Tier 2 (1:few)",
        TIERS,
        "An account in a cluster of about 5 to 15 with the same problem. Content is adapted for the cluster, both "
        "owners are named.",
    ),
    "tier-3": Definition(
        "Tier 3 (1:many)",
        TIERS,
        "An account that fits and is reached by programmes for many. Sales steps in when it shows intent.",
    ),
    "tier": Definition(
        "Tier",
        TIERS,
        "How much effort an account gets from both sides: 1 the most, 3 the least.",
        "Set by hand on the account; empty until somebody decides.",
    ),
    "qualified-lead": Definition(
        "Qualified lead (MQL, SAL, SQL)",
        LEADS,
        "One road with three gates. MQL: marketing says that the person fits and has shown interest. SAL: sales has "
        "accepted the lead and will speak to it. SQL: sales has spoken to it and confirms need, authority and a time.",
    ),
    "fit-score": Definition(
        "Fit",
        LEADS,
        "How well a company matches the customers that we serve best: strong from 80, moderate from 50 of 100.",
    ),
    "roles-filled": Definition(
        "Roles filled",
        GROUPS,
        "How complete our picture of a buying group is: for how many of the people whom we expect there we know who "
        "it is.",
        "For each expected role the people who hold it, at most as many as are needed, added up over the open groups; "
        "beside it the number needed.",
    ),
    "roles-missing": Definition(
        "Roles missing",
        GROUPS,
        "People of a buying group whom we expect and do not know yet.",
        "The expected roles that lack at least one person, over the open groups. Groups that were won or lost do not "
        "count.",
    ),
    "people-known": Definition(
        "People we know",
        GROUPS,
        "Everybody who we know takes part in a decision at the account now.",
        "People in at least one of the account's open buying groups, each counted once.",
    ),
    "account-team": Definition(
        "Account's team",
        GROUPS,
        "Who works on the account. Only they change its groups and see where its people stand.",
        "The two owners and whoever they have added.",
    ),
}
