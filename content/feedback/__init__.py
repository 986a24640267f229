"""What the field answers: requests with votes, its word on assets, what was sent, and what that adds up to.

Nouns: ContentRequest, RequestVote, Feedback, Send. Verbs: ask, vote, accept, plan, deliver, decline.
Packages of their own: `field` (its word on assets), `sending`, `scorecard`. Lower: library, battle_cards,
accounts.directory.
"""
