"""Who a company is: accounts, their domains and team, and the people we know there.

Nouns: Account, AccountDomain, AccountTeamMember, Contact, ContactAccount. Verbs: add, change. The ground floor
of this app: content may know it, it knows nothing of plans, groups or tiers' rules.
"""
