"""Assets: what a rep finds, trusts and passes on.

Nouns: Asset, TalkingPoint. Verbs: create, change, publish, archive, restore, duplicate, delete, change many.
Lower: vocabularies, search. Higher: feedback, calendar, account plans.
"""
